/** What of a line goes in, and what of a line that does not. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importLines } from '../../../cli/import/import-file.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import { newId } from '../../../shared/base/ids.ts';
import { ok } from '../../../shared/base/refusal.ts';
import { NOW } from '../../support/rows.ts';

test('a line whose place is not there leaves no thing behind: it is refused as a whole', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-import-'));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(NOW) });
  const applied: string[] = [];
  try {
    const summary = await importLines(
      {
        db: replica.db,
        apply: (name) => {
          applied.push(name);
          return Promise.resolve(ok(null));
        },
        newId,
        sentence: ({ code }) => code,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
      {
        table: 'inventory_items',
        columns: { name: { from: 'Название' } },
        receive: {
          location: { lookup: { table: 'inventory_locations', by: 'code', value: { from: 'Полка' } } },
          quantity: { from: 'Штук' },
        },
      },
      [{ number: 2, line: { Название: 'Стул', Полка: 'Нет такой', Штук: '3' } }],
    );
    expect(summary).toMatchObject({ read: 1, imported: 0, refused: [{ line: 2 }] });
    expect(applied).toEqual([]);
  } finally {
    await replica.close();
  }
});
