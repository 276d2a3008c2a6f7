/** Waking from sleep and the network's return reach the sync engine at once. */
import { net, powerMonitor } from 'electron';
import type { ReplicaProcess } from './replica-process.ts';

const LOOK_MS = 3000;

/**
 * Called once, after the app is ready. Waking costs nothing where nothing has changed; not waking would cost a back-off
 * of up to a minute.
 */
export function followPowerAndNetwork(replica: ReplicaProcess): void {
  powerMonitor.on('resume', () => replica.wake());
  powerMonitor.on('unlock-screen', () => replica.wake());
  let wasOnline = net.isOnline();
  setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) replica.wake();
    wasOnline = isOnline;
  }, LOOK_MS);
}
