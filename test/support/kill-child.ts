/**
 * A laptop that counts and packs without a pause until it is killed. Says what it was told is saved, line by line; of
 * what it packs also that it is about to, so that the next life sends what was not answered again.
 */
import { writeSync } from 'node:fs';
import { enterPacking } from '../../electron/host/packing-entry.ts';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', countId = '', itemId = '', locationId = '', otherId = '', tourId = '', unanswered = ''] =
  process.argv;
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY });
host.engine?.start();
writeSync(1, 'open\n');

async function pack(id: string): Promise<void> {
  writeSync(1, `packing ${id}\n`);
  const what = { itemId };
  const how = { caseId: null, quantity: 1, packsCases: false, isExtra: true, heardAt: null };
  const answer = await enterPacking(host, { id, tourId, what, ...how });
  writeSync(1, answer.ok ? `packed ${id}\n` : `refused ${answer.error.code}\n`);
}

for (const id of unanswered.split(',').filter(Boolean)) await pack(id);
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
  await pack(newId());
  // A move writes four tables at once: half of it would be seen.
  await host.mutate('inventory.move', { itemId, fromLocationId: locationId, toLocationId: otherId, quantity: 1 });
  await host.mutate('inventory.move', { itemId, fromLocationId: otherId, toLocationId: locationId, quantity: 1 });
  await new Promise((done) => {
    setTimeout(done, 1);
  });
}
