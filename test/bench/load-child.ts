/**
 * A laptop's first load in a process of its own: how long until it was connected, until all rows were here, until they
 * were visible, until search found them, and how much memory it needed at most.
 */
import { ReplicaHost } from '../../electron/host/replica-host.ts';

const [, , dir = '', hubUrl = '', email = '', password = '', way = ''] = process.argv;
/** A hub as those of earlier releases: it has no snapshot. */
const withoutSnapshot = (url: string, init?: RequestInit): Promise<Response> =>
  url.includes('/v1/snapshot') ? Promise.resolve(new Response('{}', { status: 404 })) : fetch(url, init);
const host = await ReplicaHost.open({
  dir,
  create: true,
  machineKey: Buffer.alloc(32, 7),
  // As the app opens it.
  fileThread: new URL('../../electron/replica/file-worker.ts', import.meta.url),
  ...(way === 'rows' ? { fetch: withoutSnapshot } : {}),
});
await host.signIn({ hubUrl, email, password });

const start = { clock: performance.now(), processor: process.cpuUsage() };
const spent = (): { readonly clock: number; readonly processor: number } => {
  const { user, system } = process.cpuUsage(start.processor);
  return { clock: performance.now() - start.clock, processor: (user + system) / 1000 };
};
const reached = (condition: () => boolean): Promise<ReturnType<typeof spent>> =>
  new Promise((done) => {
    const look = setInterval(() => {
      if (!condition()) return;
      clearInterval(look);
      done(spent());
    }, 1);
  });
const isLoaded = (): boolean => host.replica.meta('loaded') !== undefined;
const hasArrived = (): boolean => {
  const state = host.engine?.state;
  return isLoaded() || (state?.name === 'loading' && state.total > 0 && state.done >= state.total);
};

/** Resident, and of it JavaScript's heap and what is beside it, in MiB. */
const memory = (): string => {
  const { rss, heapTotal, external } = process.memoryUsage();
  return [rss, heapTotal, external].map((bytes) => (bytes / 2 ** 20).toFixed(0)).join('/');
};
const begun = memory();
const at = { arrived: '', visible: '' };

host.engine?.start();
const [connected, arrived, visible] = await Promise.all([
  reached(() => host.engine?.state.name !== 'connecting'),
  reached(hasArrived).then((needed) => {
    at.arrived = memory();
    return needed;
  }),
  reached(isLoaded).then((needed) => {
    at.visible = memory();
    return needed;
  }),
]);
const { maxRSS } = process.resourceUsage();
const waiting = host.replica.reader.prepare('SELECT 1 FROM search_pending LIMIT 1');
const searchable = await reached(() => waiting.get() === undefined);
const items = host.replica.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM inventory_items').get()?.n;
const peakMiB = maxRSS / 1024;
process.stdout.write(
  JSON.stringify({ connected, arrived, visible, searchable, peakMiB, memory: { begun, ...at }, items }),
);
process.exit(0);
