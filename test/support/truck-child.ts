/**
 * A laptop that sends one truck back and forth between two places, unloading and loading it at each, until it is
 * killed. Says each step that it was told is saved.
 */
import { writeSync } from 'node:fs';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', tourId = '', truck = '', caseId = '', kazan = '', perm = ''] = process.argv;
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY });
writeSync(1, 'open\n');

interface Stand {
  readonly status: string;
  readonly venueId: string | null;
  /** Whether the case is in the truck. */
  readonly isAboard: number;
}

const STAND = `SELECT t.status, t.venue_id AS venueId, (SELECT coalesce(sum(CASE WHEN e.action = 'load' THEN e.quantity
    WHEN e.from_state = 'loaded' THEN -e.quantity ELSE 0 END), 0) FROM packing_entries e JOIN packing_lines l
    ON l.id = e.packing_line_id WHERE l.inventory_item_id = ?) AS isAboard FROM transports t WHERE t.id = ?`;

/** What comes next, wherever the last life ended. */
function next({ status, venueId, isAboard }: Stand): readonly [string, object] {
  const lift = (action: string): readonly [string, object] => [
    'packing.recordCase',
    { tourId, caseId, action, transportId: truck, venueId },
  ];
  const leave = (): readonly [string, object] => [
    'transport.depart',
    { id: truck, venueId: venueId === kazan ? perm : kazan },
  ];
  switch (status) {
    case 'departed':
      return ['transport.arrive', { id: truck }];
    case 'arrived':
      return isAboard > 0 ? lift('unload') : ['transport.unloaded', { id: truck }];
    default:
      return isAboard > 0 ? leave() : lift('load');
  }
}

for (;;) {
  const stand = host.replica.prepared<[string, string], Stand>(STAND).get(caseId, truck);
  if (stand === undefined) throw new Error('there is no truck');
  const [name, args] = next(stand);
  const outcome = await host.mutate(name, args);
  writeSync(1, outcome.ok ? `saved ${name}\n` : `refused ${name} ${outcome.error.code}\n`);
}
