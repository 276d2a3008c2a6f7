/**
 * Who uses a cluster: a file per process. The last one to go stops Postgres, so that a command that ran beside a hub
 * never stops it under the hub's feet, and a cluster left behind by a killed process is stopped by whoever took it
 * over.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf, isAlive } from './processes.ts';

const NAME = /^(\d+)\.([0-9a-z]+)$/;

function isThere(dir: string, name: string): boolean {
  const pid = Number(NAME.exec(name)?.[1] ?? 0);
  return isAlive(pid) && readFileSync(join(dir, name), 'utf8') === birthOf(pid);
}

/** Says that this process uses the cluster. Answers how to leave: true where nobody is left who does. */
export function joinCluster(home: string): () => boolean {
  const dir = join(home, 'users');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const own = `${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(join(dir, own), birthOf(process.pid), { mode: 0o600 });
  return () => {
    rmSync(join(dir, own), { force: true });
    const others = readdirSync(dir).filter((name) => {
      if (NAME.test(name) && isThere(dir, name)) return true;
      rmSync(join(dir, name), { force: true });
      return false;
    });
    return others.length === 0;
  };
}
