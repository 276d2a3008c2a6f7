/** Who may ask for anything: somebody who has proved who they are, on this laptop and since it was last locked. */
import { AppError } from '../../shared/base/app-error.ts';
import type { ReplicaHost } from './replica-host.ts';

/** Throws AppError `replica.sealed`, `session.locked`, `session.broken`, `auth.needed`. */
export function mustBeOpen(host: ReplicaHost): void {
  if (host.lockState === 'sealed') throw new AppError('replica.sealed');
  if (host.lockState === 'locked') throw new AppError('session.locked');
  if (host.sessions.current === undefined) throw new AppError(host.isSessionBroken ? 'session.broken' : 'auth.needed');
}
