/** A laptop that learns of its revocation and dies at a named moment of erasing itself. */
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import { MACHINE_KEY } from './keys.ts';

const [, , dir = '', point = ''] = process.argv;
listenToFaultPoints((reached) => { if (reached === point) process.kill(process.pid, 'SIGKILL'); });
const host = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY });
host.engine?.start();
setTimeout(() => process.exit(3), 60_000);
