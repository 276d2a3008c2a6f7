/** Mutations of one gesture: a stretch of them in one transaction, each with a verdict of its own. */
import type { Result } from '../../shared/base/refusal.ts';
import type { Params } from '../../shared/ipc/contract.ts';
import { connection } from './connection.ts';

type Mutations = Params<'mutate.together'>['mutations'];
/** One for each mutation, in their order. */
type Verdicts = readonly Result<unknown>[];

/** Does them, as far as the rules let it. Throws RequestFailed. */
export const doTogether = async (mutations: Mutations): Promise<Verdicts> =>
  (await connection.request('mutate.together', { mutations, isTrial: false })) as Verdicts;

/** What would become of them; nothing is done. Throws RequestFailed. */
export const tryTogether = async (mutations: Mutations): Promise<Verdicts> =>
  (await connection.request('mutate.together', { mutations, isTrial: true })) as Verdicts;
