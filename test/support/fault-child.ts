/**
 * A laptop that works until it reaches a named point for the n-th time, and dies there as from a power cut. Says what
 * it was told is saved.
 */
import { writeSync } from 'node:fs';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import { CHUNK } from '../../files/sealed-file.ts';
import { newId } from '../../shared/base/ids.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from './keys.ts';
import { pieces } from './lone-files.ts';

const [, , dir = '', hubUrl = '', point = '', occurrence = '1'] = process.argv;
let seen = 0;
listenToFaultPoints((reachedPoint) => {
  if (reachedPoint !== point || (seen += 1) !== Number(occurrence)) return;
  writeSync(1, 'dying\n');
  process.kill(process.pid, 'SIGKILL');
});
const noNetwork = (): Promise<Response> => Promise.reject(new TypeError('no network'));
const isOnline = point === 'slot.made';
const host = await ReplicaHost.open({
  dir,
  machineKey: MACHINE_KEY,
  guessCost: CHEAP_GUESS,
  onError: () => undefined,
  ...(isOnline ? {} : { fetch: noNetwork }),
});
const save = async (): Promise<void> => {
  const id = newId();
  const outcome = await host.mutate('row.create', { table: 'tags', id, values: { name: `метка ${id}` } });
  writeSync(1, outcome.ok ? `saved ${id}\n` : `refused ${outcome.error.code}\n`);
};
if (host.replica.meta('loaded') !== undefined) {
  for (let index = 0; index < 3; index += 1) await save();
  // Somebody whom the laptop does not know (any more) gets a slot; the other one goes on working here without the hub.
  const anna = host.people.find((person) => person.email === 'anna@faults');
  if (isOnline && anna !== undefined) await host.forget(anna.userId);
  await host.signIn({ hubUrl, email: isOnline ? 'anna@faults' : 'boris@faults', password: PASSWORD });
  await host.setPin(PASSWORD, '4711');
  host.lock();
  await host.unlock({ pin: '4711' });
  // Of two chunks, because a store may die between them.
  const bytes = Buffer.alloc(2 * CHUNK, newId());
  const { sha256 } = await host.files.take(pieces(bytes), { name: 'план.pdf' });
  writeSync(1, `taken ${sha256}\n`);
  const { sha256: passing } = await host.files.take(pieces(Buffer.from(newId())), { name: 'проба.txt' });
  await host.files.remove([passing]);
  await host.backUp('daily');
  await save();
  host.replica.journal.rewrite(
    host.replica.reader
      .prepare<[], never>(
        'SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox ORDER BY sequence',
      )
      .all(),
  );
}
await host.close();
process.exit(0);
