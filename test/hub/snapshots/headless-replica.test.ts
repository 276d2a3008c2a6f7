/** What a snapshot is made in costs no more writing than its own pages. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HeadlessReplica } from '../../../hub/snapshots/headless-replica.ts';
import { newId } from '../../../shared/base/ids.ts';

test('it is made without a journal: nothing of it counts before it is whole', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-headless-'));
  try {
    const file = join(dir, 'making.sqlite');
    const replica = await HeadlessReplica.create(file);
    const seen: boolean[] = [];
    const row = (name: string) => ({
      headers: { operation: 'insert' as const },
      // Read when its turn comes, within the transaction that has taken the rows before it.
      get value() {
        seen.push(existsSync(`${file}-journal`));
        return { id: newId(), theater_id: newId(), name };
      },
    });
    replica.take('tags', [row('a'), row('b'), row('c')]);
    expect(seen).toEqual([false, false, false]);
    expect(replica.finish()['tags']).toBe(3);
    replica.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
