import type { ReplicaHost } from './replica-host.ts';

/** Who is at work, and whether the app is open to them: what was made for one of them is nobody else's. */
export const atWork = (host: ReplicaHost): string =>
  host.lockState === 'open' ? (host.sessions.current?.userId ?? '') : host.lockState;
