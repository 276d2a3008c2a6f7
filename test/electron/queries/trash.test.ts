/** The trash: what can be brought back, newest first, by table and by words, a stretch at a time. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { trashList } from '../../../electron/queries/deletion-queries.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { TrashList } from '../../../shared/ipc/views.ts';
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
  const list = (asked: { text?: string; table?: string | null; offset?: number; limit?: number }): Promise<TrashList> =>
    answer(replica, trashList, { text: '', table: null, offset: 0, limit: 50, ...asked });
  const titles = ({ rows: found }: TrashList): (string | null)[] => found.map((row) => row.root_title);
  expect(titles(await list({}))).toEqual(['100 %', 'Малая сцена', 'Ёлка']);
  expect((await list({})).tables).toEqual(['tags', 'venues']);
  expect(titles(await list({ table: 'tags' }))).toEqual(['100 %', 'Ёлка']);
  expect((await list({ table: 'tags' })).tables).toEqual(['tags', 'venues']);
  expect(titles(await list({ text: ' сезон ' }))).toEqual(['Ёлка']);
  expect(titles(await list({ text: 'ЁЛКА' }))).toEqual(['Ёлка']);
  expect(titles(await list({ text: '%' }))).toEqual(['100 %']);
  expect((await list({ text: 'ольга' })).total).toBe(3);
  expect(await list({ offset: 1, limit: 1 })).toMatchObject({ total: 3, rows: [{ root_title: 'Малая сцена' }] });
  await replica.close();
});
