/** A laptop that counts without a pause until it is killed. Says what it was told is saved, line by line. */
import { writeSync } from 'node:fs';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', countId = '', itemId = '', locationId = '', otherId = ''] = process.argv;
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY });
host.engine?.start();
writeSync(1, 'open\n');
for (;;) {
  const id = newId();
  const outcome = await host.mutate('count.recordEntry', {
    id,
    countId,
    itemId,
    scannedCode: null,
    locationId,
    quantity: 1,
  });
  writeSync(1, outcome.ok ? `saved ${id}\n` : `refused ${outcome.error.code}\n`);
  // A move writes four tables at once: half of it would be seen.
  await host.mutate('inventory.move', { itemId, fromLocationId: locationId, toLocationId: otherId, quantity: 1 });
  await host.mutate('inventory.move', { itemId, fromLocationId: otherId, toLocationId: locationId, quantity: 1 });
  await new Promise((done) => {
    setTimeout(done, 1);
  });
}
