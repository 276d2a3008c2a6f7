/** What the interface asks about contents of files (`shared/ipc/file-contract.ts`). */
import { AppError } from '../../shared/base/app-error.ts';
import { fileRequests } from '../../shared/ipc/file-contract.ts';
import type { FileEngine } from '../files/file-engine.ts';
import { partOf } from './contract-part.ts';
import type { ReplicaHost } from './replica-host.ts';

/** Somebody is signed in, so that there is one. */
function engineOf(host: ReplicaHost): FileEngine {
  const { fileEngine } = host;
  if (fileEngine === undefined) throw new AppError('auth.needed');
  return fileEngine;
}

const done = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

export const filePart = partOf(fileRequests, {
  'files.want': (host, { sha256s }) => done(engineOf(host).want(sha256s)),
  'files.estimate': (host, scope) => engineOf(host).estimate(scope),
  'files.pin': (host, scope) => done(engineOf(host).pin(scope)),
  'files.unpin': (host, scope) => engineOf(host).unpin(scope),
  'files.setPolicy': (host, { policy }) => done(engineOf(host).setPolicy(policy)),
  'files.setPaused': (host, { isPaused }) => done(engineOf(host).setPaused(isPaused)),
  'files.setMetered': async (host, { isMetered }) => {
    engineOf(host).setMetered(isMetered);
    return Promise.resolve(null);
  },
  'files.open': (host, { sha256, name }) => done(host.files.openOutside(sha256, name)),
});
