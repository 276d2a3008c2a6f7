/** A laptop's first load in a process of its own: how long it took and how much memory it needed at most. */
import { ReplicaHost } from '../../electron/host/replica-host.ts';

const [, , dir = '', hubUrl = '', email = '', password = ''] = process.argv;
const host = await ReplicaHost.open({ dir, create: true, machineKey: Buffer.alloc(32, 7) });
await host.signIn({ hubUrl, email, password });
const loaded = new Promise<void>((done) => {
  const look = setInterval(() => {
    if (host.replica.meta('loaded') === undefined) return;
    clearInterval(look);
    done();
  }, 1);
});
const startedAt = performance.now();
host.engine?.start();
await loaded;
process.stdout.write(
  JSON.stringify({
    milliseconds: performance.now() - startedAt,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    items: host.replica.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM inventory_items').get()?.n,
  }),
);
process.exit(0);
