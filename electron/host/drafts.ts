/** What the person at work has typed and not saved. */
import { AppError } from '../../shared/base/app-error.ts';
import type { Params } from '../../shared/ipc/contract.ts';
import { forgetDrafts, keepDraft } from '../replica/drafts.ts';
import type { ReplicaHost } from './replica-host.ts';

/** Keeps it as theirs; answered, it is on disk. Throws AppError `auth.needed`. */
export async function keepOwnDraft(
  { sessions, replica, deps }: ReplicaHost,
  draft: Params<'draft.keep'>,
): Promise<null> {
  const userId = sessions.current?.userId;
  if (userId === undefined) throw new AppError('auth.needed');
  await keepDraft(replica, { userId, ...draft }, deps.now());
  return null;
}

/** The laptop forgets somebody, and what they had typed and not saved. */
export async function forgetWithDrafts(host: ReplicaHost, userId: string): Promise<void> {
  const { replica } = host;
  await host.forget(userId);
  await forgetDrafts(replica, userId);
}
