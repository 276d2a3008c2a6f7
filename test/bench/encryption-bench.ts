/**
 * What encryption at rest costs: the same work on a plain and on an encrypted replica, in turns, without hub and
 * network beside it.
 */
import { join } from 'node:path';
import { findCode } from '../../electron/queries/inventory-queries.ts';
import { searchEverywhere } from '../../electron/queries/search-queries.ts';
import { openReplica } from '../../electron/replica/open-replica.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { indexSlice } from '../../electron/replica/search-index.ts';
import { Vault } from '../../electron/replica/vault.ts';
import { applyBatch } from '../../electron/sync/apply-changes.ts';
import type { Change } from '../../electron/sync/table-cursors.ts';
import { kinds } from '../../hub/admin/demo-words.ts';
import { deriveId } from '../../shared/base/ids.ts';
import { replicaColumns, tableOf } from '../../shared/schema/catalog.ts';
import { idOf, NOW } from '../support/rows.ts';
import { ms, percentile, ratio, time, timeEach } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const ITEMS = Number(process.env['ITEMS'] ?? 100_000);
const SLICE = 10_000;
const ROUNDS = 3;
const EDITS = 400;
const LOOKUPS = 2000;
const THEATER = idOf(1);
const vaults = { plain: Vault.plain(), encrypted: new Vault(Vault.newKey()) } as const;
type Kind = keyof typeof vaults;
const kindsInTurn: readonly Kind[] = ['plain', 'encrypted'];

function changes(from: number, count: number): Change[] {
  const columns = replicaColumns(tableOf('inventory_items')).map(([name]) => name);
  const given = (index: number): Readonly<Record<string, string>> => ({
    id: deriveId('row', String(index)),
    theater_id: THEATER,
    name: `${kinds[index % kinds.length]?.name ?? ''} ${index}`,
    inventory_number: `N-${String(index).padStart(7, '0')}`,
    barcode: `46${String(index).padStart(10, '0')}`,
    manufacturer: `Завод ${index % 50}`,
    model: `M${index % 500}`,
    serial_number: `S${index}`,
    quantity: '0',
    description: index % 4 === 0 ? `Хранить в сухом месте, проверять перед спектаклем. № ${index}` : '',
    created_at: '2026-01-01 00:00:00.000+00',
    updated_at: '2026-01-01 00:00:00.000+00',
  });
  return Array.from({ length: count }, (_, offset) => {
    const row = given(from + offset);
    const value = Object.fromEntries(columns.map((name) => [name, row[name] ?? initialOf(name)]));
    return {
      table: 'inventory_items',
      lsn: 1,
      op: offset,
      message: { key: String(from + offset), value, headers: { operation: 'insert' } },
    };
  });
}

/** Postgres’ text for what nobody filled in. */
function initialOf(name: string): string | null {
  const initial = tableOf('inventory_items').columns[name]?.initial;
  if (initial === undefined || initial === null) return null;
  if (typeof initial === 'boolean') return initial ? 't' : 'f';
  return typeof initial === 'object' ? JSON.stringify(initial) : String(initial);
}

async function load(replica: Replica, slices: readonly Change[][]): Promise<void> {
  for (const slice of slices)
    await replica.writeUnchecked((tx) =>
      applyBatch(tx, { changes: slice, positions: new Map(), deviceId: idOf(4), now: () => new Date(NOW) }, false),
    );
}

/** As a person's edit ends: the row, the outbox, the journal, all durable. */
function edit(replica: Replica, sequence: number): Promise<void> {
  const row = {
    sequence,
    id: deriveId('edit', String(sequence)),
    name: 'row.update',
    args: '{"table":"inventory_items"}',
    author_id: idOf(3),
    issued_at: new Date(NOW).toISOString(),
    clock_offset_ms: 0,
  };
  return replica.write('full', (tx) => {
    tx.prepare('UPDATE inventory_items SET model = ? WHERE id = ?').run(
      `м${sequence}`,
      deriveId('row', String((sequence * 7919) % ITEMS)),
    );
    tx.prepare(
      'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(...Object.values(row));
    replica.journal.append(row);
  });
}

/** Medians and worst cases of both, in turns, so that a busy moment of the machine meets both. */
export async function benchEncryption(dir: string, add: Add): Promise<void> {
  const slices = Array.from({ length: Math.ceil(ITEMS / SLICE) }, (_, index) =>
    changes(index * SLICE, Math.min(SLICE, ITEMS - index * SLICE)),
  );
  const loads: Record<Kind, number[]> = { plain: [], encrypted: [] };
  const edits: Record<Kind, number[]> = { plain: [], encrypted: [] };
  const lookups: Record<Kind, number[]> = { plain: [], encrypted: [] };
  const searches: Record<Kind, number[]> = { plain: [], encrypted: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const replicas = {} as Record<Kind, Replica>;
    for (const kind of kindsInTurn) {
      const { replica } = await openReplica(join(dir, `${kind}-${round}`), {
        create: true,
        now: () => new Date(NOW),
        vault: vaults[kind],
      });
      replicas[kind] = replica;
      loads[kind].push(await time(() => load(replica, slices)));
      while (await indexSlice(replica));
    }
    for (let part = 0; part < 4; part += 1) {
      for (const kind of kindsInTurn) {
        const replica = replicas[kind];
        edits[kind].push(...(await timeEach(EDITS / 4, (index) => edit(replica, part * EDITS + index + 1))));
        lookups[kind].push(
          ...(await timeEach(LOOKUPS / 4, (index) =>
            findCode(replica, `46${String((index * 104_729 + part) % ITEMS).padStart(10, '0')}`),
          )),
        );
        searches[kind].push(
          ...(await timeEach(50, (index) =>
            searchEverywhere(replica, ['прожекторы', 'кабеля', 'завод 7', `N-000${index}`][index % 4] ?? ''),
          )),
        );
      }
    }
    for (const kind of kindsInTurn) await replicas[kind].close();
  }
  const best = (list: readonly number[]): number => percentile(list, 0.5);
  const compare = (name: string, samples: Record<Kind, number[]>, target: number): void => {
    const share = best(samples.encrypted) / best(samples.plain);
    add(
      `encryption: ${name}`,
      `≤ ${target} × plain`,
      ratio(share),
      share <= target,
      `p50 ${ms(best(samples.encrypted))} against ${ms(best(samples.plain))}`,
    );
  };
  compare(`storing ${ITEMS} items of a first load`, loads, 1.35);
  compare('durable edit', edits, 1.35);
  compare('item by barcode', lookups, 1.35);
  const slow = percentile(searches.encrypted, 0.99);
  add(
    'encryption: search as you type',
    'p99 ≤ 20 ms',
    ms(slow),
    slow <= 20,
    `plain ${ms(percentile(searches.plain, 0.99))}; p50 ${ms(best(searches.encrypted))} against ${ms(best(searches.plain))}`,
  );
}
