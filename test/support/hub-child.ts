/**
 * A hub as a process of its own, which can be killed. Says where it listens, and does its upkeep when it is told to, at
 * the moment that it is told: `{ look, at }`, answered with `{ looked }`; with `dieAt` it is killed when it reaches that
 * point. Backups lie in its data folder, as those of a hub that keeps house by itself.
 */
import { join } from 'node:path';
import pino from 'pino';
import { keepHouse } from '../../hub/admin/upkeep.ts';
import { type FaultPoint, faults } from '../../hub/fault-points.ts';
import { type HubOptions, startHub } from '../../hub/server.ts';

export type ChildOptions = Pick<
  HubOptions,
  'dataDir' | 'databaseUrl' | 'electricUrl' | 'electricSecret' | 'shapes' | 'snapshots'
>;
export interface Look {
  readonly look: number;
  readonly at: string;
  readonly dieAt?: FaultPoint | undefined;
}
export type ChildReport =
  | { readonly ready: string }
  /** What a look has erased from the trash, by theatre. */
  | { readonly looked: number; readonly purged: readonly string[] }
  | { readonly warned: string }
  | { readonly failure: string };

const say = (report: ChildReport): void => void process.send?.(report);
const purged: string[] = [];
const log = pino(
  { level: 'info' },
  {
    write: (line: string) => {
      const { msg, theater, err } = JSON.parse(line) as { msg: string; theater?: string; err?: { message: string } };
      if (msg === 'the trash was purged') purged.push(theater ?? '');
      else if (err !== undefined) say({ warned: err.message });
    },
  },
);

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const hub = await startHub({ ...options, port: 0, upkeep: false, log });

async function look({ look: number, at, dieAt }: Look): Promise<void> {
  faults.at = (point) => {
    if (point === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const { database } = hub.context;
  await keepHouse({ database, log, now: () => new Date(at) }, join(options.dataDir, 'backups'), () =>
    Promise.resolve(),
  );
  say({ looked: number, purged: purged.splice(0) });
}

process.on('message', (message: Look) => {
  look(message).catch((error: unknown) => say({ failure: String(error) }));
});
process.on('disconnect', () => process.exit());
say({ ready: hub.url });
