/** What lies in the folder of snapshots is whole, whatever a disk without room has refused. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { faults } from '../../../hub/fault-points.ts';
import { type Kept, SnapshotStore } from '../../../hub/snapshots/snapshot-store.ts';
import { newId } from '../../../shared/base/ids.ts';
import { full, undoFaults } from '../../support/hub-deaths.ts';

afterEach(undoFaults);

const kept = (id: string): Kept => ({
  key: 'a'.repeat(64),
  theaterId: newId(),
  stands: [],
  reply: {
    id: id.repeat(64),
    schema: 'b'.repeat(64),
    historyId: newId(),
    madeAt: '2026-03-01T10:00:00.000Z',
    rows: 1,
    bytes: 3,
    pieces: [{ bytes: 3, sha256: 'c'.repeat(64) }],
  },
});

test('one that finds room for its pieces alone leaves nothing behind, and the one before stays', () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-snapshots-'));
  try {
    const store = new SnapshotStore(dir);
    const add = (id: string): void => {
      writeFileSync(store.underWay.pieces, 'abc');
      store.add(kept(id));
    };
    add('1');
    const before = readdirSync(dir);
    expect(before).toHaveLength(2);
    faults.at = (point) => {
      if (point === 'file.write' || point === 'file.written') throw full();
    };
    expect(() => add('2')).toThrow('ENOSPC');
    expect(readdirSync(dir)).toEqual(before);
    // The very one that is there already, made once more.
    expect(() => add('1')).toThrow('ENOSPC');
    expect(new SnapshotStore(dir).all()).toHaveLength(1);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
