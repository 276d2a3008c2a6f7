/** A replica at work that makes an image of its folder at a named point, and is killed in the same instant. */
import { listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import { openReplica } from '../../electron/replica/open-replica.ts';
import { Vault } from '../../electron/replica/vault.ts';
import { crashImage } from './crash-image.ts';

const [, , dir = '', image = '', point = ''] = process.argv;
const { replica } = await openReplica(dir, {
  create: true,
  now: () => new Date(),
  vault: new Vault(Buffer.alloc(32, 3)),
});
for (let sequence = 1; ; sequence += 1) {
  if (sequence === 20)
    listenToFaultPoints((reached) => {
      if (reached !== point) return;
      crashImage(dir, image);
      process.kill(process.pid, 'SIGKILL');
    });
  const row = { sequence, id: String(sequence), name: 'row.create', args: '{}', author_id: '', issued_at: '' };
  await replica.write('full', (tx) => {
    tx.prepare(
      'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, 0)',
    ).run(sequence, row.id, row.name, row.args, row.author_id, row.issued_at);
    replica.journal.append({ ...row, clock_offset_ms: 0 });
  });
  if (sequence % 7 === 0) replica.journal.rewrite([]);
}
