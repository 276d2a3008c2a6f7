/**
 * A laptop that nobody touches, in a process of its own: what it asks the hub for, what it writes, and what processor
 * time it takes, from the moment everything has been loaded, indexed and looked at.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ReplicaHost } from '../../electron/host/replica-host.ts';

const [, , dir = '', hubUrl = '', email = '', password = '', seconds = '60'] = process.argv;
const asked: string[] = [];
const counting = (url: string, init?: RequestInit): Promise<Response> => {
  asked.push(new URL(url).pathname);
  return fetch(url, init);
};
const host = await ReplicaHost.open({
  dir,
  create: true,
  machineKey: Buffer.alloc(32, 7),
  fetch: counting,
  // As the app opens it.
  fileThread: new URL('../../electron/replica/file-worker.ts', import.meta.url),
});
await host.signIn({ hubUrl, email, password });
host.engine?.start();
await host.engine?.syncOnce();
const waiting = host.replica.reader.prepare('SELECT 1 FROM search_pending LIMIT 1');
const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });
while (waiting.get() !== undefined) await pause(100);
await pause(5000);

/** Bytes that this process has sent to a disk, and the state of its files. */
const written = (): number => Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
const files = (): string =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${statSync(join(dir, name)).mtimeMs}`)
    .toSorted()
    .join('\n');

// Looking at the folder moves the time of its last look, which is a write of ours: it comes before the counting begins.
const seen = files();
const before = { bytes: written(), files: seen, at: performance.now() };
const spent = process.cpuUsage();
asked.length = 0;
await pause(Number(seconds) * 1000);
const { user, system } = process.cpuUsage(spent);
const share = (user + system) / 1000 / (performance.now() - before.at);
process.stdout.write(
  JSON.stringify({ asked, bytes: written() - before.bytes, isUntouched: files() === before.files, share }),
);
process.exit(0);
