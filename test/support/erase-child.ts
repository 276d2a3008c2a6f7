/**
 * A laptop that does what it finds to do, loading or erasing itself, and dies when it reaches a named moment for the
 * n-th time.
 */
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', point = '', occurrence = '1'] = process.argv;
let seen = 0;
listenToFaultPoints((reached) => {
  if (reached === point && (seen += 1) === Number(occurrence)) process.kill(process.pid, 'SIGKILL');
});
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY });
host.engine?.start();
setTimeout(() => process.exit(3), 60_000);
