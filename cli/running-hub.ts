/** Where a running hub's database is, so that administration works beside it. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../hub/durable-file.ts';
import type { RunningHub } from '../hub/server.ts';

const fileOf = (dir: string): string => join(dir, 'running.json');

/** From now on this process is found in the hub's folder. */
export function noteRunningHub(dir: string, hub: RunningHub): void {
  writeDurably(fileOf(dir), JSON.stringify({ pid: process.pid, databaseUrl: hub.context.database.url, url: hub.url }));
}

/** It has ended. */
export function forgetRunningHub(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}

/** The database of the hub that runs on this folder, if one does. */
export function runningDatabase(dir: string): string | undefined {
  if (!existsSync(fileOf(dir))) return undefined;
  const { pid, databaseUrl } = JSON.parse(readFileSync(fileOf(dir), 'utf8')) as { pid: number; databaseUrl: string };
  try {
    process.kill(pid, 0);
    return databaseUrl;
  } catch {
    // Left behind by a killed hub: its database is taken over instead.
    return undefined;
  }
}
