/** What the interface asks before a tour (`shared/ipc/ready-contract.ts`), for windows and the command line. */
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import { type MemberLaptop, type ReadyDone, readyRequests } from '../../shared/ipc/ready-contract.ts';
import { type ReadyAct, readyActs } from '../../shared/rules/ready.ts';
import { PeopleClient } from '../sync/people-client.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import { asAppError } from './as-app-error.ts';
import { type ContractPart, partOf } from './contract-part.ts';
import { readyLook } from './ready-look.ts';
import type { ReplicaHost } from './replica-host.ts';

/** Somebody is signed in, so that there is one. */
function engineOf(host: ReplicaHost): SyncEngine {
  if (host.engine === undefined) throw new AppError('auth.needed');
  return host.engine;
}

/** Each is safe to do twice, and to do half: what is done stays done. */
const ACTS: Readonly<Record<ReadyAct, (host: ReplicaHost, tourId: string) => Promise<unknown>>> = {
  renew: (host) => host.client.renew(),
  // A hub that does not answer says so at once; the engine alone would go on hoping for minutes.
  sync: async (host) => {
    const engine = engineOf(host);
    await host.client.renew();
    await engine.syncOnce();
  },
  fetch: async ({ fileEngine }, tourId) => {
    if (fileEngine === undefined) throw new AppError('auth.needed');
    await fileEngine.pin({ table: 'tours', id: tourId });
    await fileEngine.setPaused(false);
    fileEngine.retryNow();
  },
  backUp: (host) => host.backUp('daily'),
};

function failureOf(error: unknown, hubUrl: string): Failure {
  const known = asAppError(error, hubUrl);
  return known instanceof AppError
    ? { code: known.code, details: known.details }
    : { code: 'internal', details: { problem: errorText(error) } };
}

/**
 * Does what is named, each for itself: a copy is taken although the hub is away. In the order of `readyActs`, whatever
 * the order in which they are named. Never throws for an act: what failed is told with its code, and the others are
 * done.
 */
export async function prepare(host: ReplicaHost, tourId: string, acts: readonly ReadyAct[]): Promise<ReadyDone> {
  const failed: ReadyDone['failed'][number][] = [];
  for (const act of readyActs.filter((each) => acts.includes(each))) {
    try {
      await ACTS[act](host, tourId);
    } catch (error) {
      failed.push({ act, failure: failureOf(error, host.client.hubUrl) });
    }
  }
  return { failed };
}

/** As the hub knows them. Throws AppError. */
export async function laptopsOf(host: ReplicaHost, tourId: string): Promise<readonly MemberLaptop[]> {
  try {
    return await new PeopleClient(host.client).laptopsOfTour(tourId);
  } catch (error) {
    throw asAppError(error, host.client.hubUrl);
  }
}

/** Answers `readyRequests`. */
export const readyPart: ContractPart = partOf(readyRequests, {
  'ready.look': async (host, { tourId }) => (await readyLook(host, tourId)) ?? null,
  'ready.prepare': (host, { tourId, acts }) => prepare(host, tourId, acts),
  'ready.laptops': (host, { tourId }) => laptopsOf(host, tourId),
});
