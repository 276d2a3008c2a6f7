/** The trash: what can be brought back, newest first, by table and by words, a stretch at a time. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { listRows, listSummary } from '../../../electron/queries/lists/list-queries.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { ListSummary } from '../../../shared/features/lists/queries.ts';
import { pickAt, trashPlace } from '../../../shared/lists/list-place.ts';
import type { Pick } from '../../../shared/lists/list-view.ts';
import { idOf } from '../../support/rows.ts';

const AT = '2026-01-01T00:00:00.000Z';

interface Deleted {
  readonly table: 'tags' | 'venues';
  readonly title: string;
  readonly reason?: string;
  /** Brought back since, or gone for good. */
  readonly since?: 'restored' | 'purged';
}

test('it holds what can be brought back, finds it by words in any case, and gives a stretch of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-trash-'));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(AT) });
  const rows: readonly Deleted[] = [
    { table: 'tags', title: 'Ёлка', reason: 'Сезон окончен' },
    { table: 'venues', title: 'Малая сцена' },
    { table: 'tags', title: 'Возвращённая', since: 'restored' },
    { table: 'venues', title: 'Стёртая', since: 'purged' },
    { table: 'tags', title: '100 %' },
  ];
  await replica.writeUnchecked((tx) => {
    tx.unguarded(() => {
      for (const [index, { table, title, reason = null, since }] of rows.entries()) {
        const at = `2026-01-0${index + 1}T00:00:00.000Z`;
        const [deletion, root] = [idOf(0x100 + index), idOf(0x200 + index)];
        const deletedAt = since === 'restored' ? null : at;
        if (since !== 'purged')
          tx.rows.of(table).insertValues({
            id: root,
            theater_id: idOf(1),
            name: title,
            ...(table === 'venues' ? { code: String(index), type: 'stage', is_active: true } : {}),
            created_at: AT,
            updated_at: AT,
            deleted_at: deletedAt,
            deletion_id: deletedAt === null ? null : deletion,
          });
        tx.rows.of('deletions').insertValues({
          id: deletion,
          theater_id: idOf(1),
          root_table: table,
          root_id: root,
          root_title: title,
          reason,
          row_count: 1,
          duration_ms: 1,
          deleted_by_name: 'Ольга',
          deleted_at: at,
          restored_at: since === 'restored' ? at : null,
        });
      }
    });
    tx.touch('deletions');
  });
  interface Asked {
    readonly text?: string;
    readonly table?: string;
    readonly group?: string;
    readonly offset?: number;
    readonly limit?: number;
  }
  const { initial } = trashPlace.list;
  const pickOf = ({ text = '', table, group }: Asked): Pick => {
    const conditions = table === undefined ? [] : [{ column: 'root_table', operator: 'any', values: [table] }];
    return pickAt(trashPlace, { ...initial, text, group: group ?? null, conditions });
  };
  const titles = async ({ offset = 0, limit = 50, ...asked }: Asked): Promise<string[]> => {
    const stretch = { table: 'deletions', pick: pickOf(asked), columns: ['root_table', 'reason'], offset, limit };
    return (await answer(replica, listRows, stretch)).rows.map(({ label }) => label);
  };
  const summary = (asked: Asked): Promise<ListSummary> =>
    answer(replica, listSummary, { table: 'deletions', pick: pickOf(asked), totals: {} });
  expect(await titles({})).toEqual(['100 %', 'Малая сцена', 'Ёлка']);
  expect((await summary({ group: 'root_table' })).groups.map(({ key, count }) => [key, count])).toEqual([
    ['venues', 1],
    ['tags', 2],
  ]);
  expect(await titles({ table: 'tags' })).toEqual(['100 %', 'Ёлка']);
  expect(await titles({ text: ' сезон ' })).toEqual(['Ёлка']);
  expect(await titles({ text: 'ЁЛКА' })).toEqual(['Ёлка']);
  expect(await titles({ text: '%' })).toEqual(['100 %']);
  expect((await summary({ text: 'ольга' })).count).toBe(3);
  expect((await summary({})).count).toBe(3);
  expect(await titles({ offset: 1, limit: 1 })).toEqual(['Малая сцена']);
  await replica.close();
});
