/** A laptop whose contents travel until so many have; then it dies, as by `kill -9`, whatever is under way. */
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', until = ''] = process.argv;
const [way, count] = until.split(' ');
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY, onError: () => undefined });
host.engine?.start();
const sql =
  way === 'up'
    ? 'SELECT count(*) AS n FROM files WHERE uploaded_at IS NOT NULL'
    : 'SELECT count(*) AS n FROM stored_files WHERE has_original = 1';
const look = (): void => {
  const row = host.replica.prepared<[], { n: number }>(sql).get();
  if ((row?.n ?? 0) >= Number(count)) process.kill(process.pid, 'SIGKILL');
};
host.onChange(look);
look();
