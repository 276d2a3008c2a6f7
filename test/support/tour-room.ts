/** A tour of two trucks with something to pack, made through mutations. */
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { dayFromNow } from './rows.ts';
import { act } from './stock-room.ts';

/** Things that are planned, of those that there are. */
const THINGS = 4;
const PIECES = 3;

/** So few of everything that laptops meet in it. */
export async function tourRoom(host: ReplicaHost): Promise<void> {
  const tourId = newId();
  const create = (table: string, id: string, values: Readonly<Record<string, JsonValue>>): Promise<void> =>
    act(host, 'row.create', { table, id, values });
  await create('tours', tourId, { name: 'Волга', starts_on: dayFromNow(3), ends_on: dayFromNow(12) });
  for (const name of ['Фура 1', 'Фура 2']) await create('transports', newId(), { tour_id: tourId, name });
  const items = host.replica.reader
    .prepare<[number], { id: string }>('SELECT id FROM inventory_items ORDER BY id LIMIT ?')
    .all(THINGS);
  const changes = items.map(({ id }) => ({ itemId: id, caseId: null, by: PIECES }));
  await act(host, 'packing.plan', { tourId, changes });
}
