/** Promise of packing: on every laptop the sums that screens show are those of the ledger, line by line. */
import { expect } from 'vitest';
import { packingOf, readPacking } from '../../electron/queries/packing-model.ts';
import type { Reading } from '../../electron/replica/reading.ts';

type Entry = Readonly<{ lineId: string; action: string; quantity: number; from: string | null }>;

/** Where an entry puts pieces, said anew: what the rule under test says must not be asked of itself. */
const INTO: Readonly<Record<string, string>> = {
  pack: 'packed',
  load: 'loaded',
  unload: 'on_site',
  return: 'returned',
  miss: 'missing',
  damage: 'damaged',
};

/** Pieces of each line by where they are, counted entry by entry. */
function counted(entries: readonly Entry[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const lines = new Map<string, Record<string, number>>();
  for (const { lineId, action, quantity, from } of entries) {
    const line = lines.get(lineId) ?? { packed: 0, loaded: 0, on_site: 0, returned: 0, missing: 0, damaged: 0 };
    lines.set(lineId, line);
    const into = INTO[action] ?? '';
    line[into] = (line[into] ?? 0) + quantity;
    if (from !== null) line[from] = (line[from] ?? 0) - quantity;
  }
  return lines;
}

/** What is carried on from commit to commit, what is read anew, and the ledger itself agree. */
export function checkPacking(replica: Reading): void {
  const tours = replica.reader.prepare<[], { id: string }>('SELECT id FROM tours ORDER BY id').all();
  const ledger = counted(
    replica.reader
      .prepare<[], Entry>(
        'SELECT packing_line_id AS lineId, action, quantity, from_state AS "from" FROM packing_entries ORDER BY id',
      )
      .all(),
  );
  for (const { id } of tours) {
    const carried = packingOf(replica, id);
    const fresh = readPacking(replica, id, carried);
    expect(carried.lines).toEqual(fresh.lines);
    expect(carried.newest).toEqual(fresh.newest);
    expect(carried.byCase).toEqual(fresh.byCase);
    expect(carried.byItem).toEqual(fresh.byItem);
    expect(carried.cases).toEqual(fresh.cases);
    expect([...carried.caseSums]).toEqual([...fresh.caseSums]);
    for (const line of carried.lines) {
      const pieces = ledger.get(line.id);
      expect(line.sums).toEqual(pieces ?? { packed: 0, loaded: 0, on_site: 0, returned: 0, missing: 0, damaged: 0 });
      expect(line.planned).toBeGreaterThanOrEqual(0);
    }
  }
}
