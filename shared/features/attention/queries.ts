/** What screens ask about what waits on this laptop and what needs somebody. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { AttentionView, PendingMutation } from '../../ipc/views.ts';

const nothing = z.strictObject({});

/** Titles of some rows, by id, for what only their ids are known of. */
export const titlesOf = declareQuery<Readonly<Record<string, string>>>()(
  'titles.of',
  z.strictObject({ ids: z.array(z.uuid()).max(5000) }),
);

/** So many waiting mutations go into a file at most. */
export const MOST_WAITING = 10_000;

/** The first mutations that wait to be sent; `isWhole`: as many as go into a file. */
export const waitingList = declareQuery<readonly PendingMutation[]>()(
  'outbox.list',
  z.strictObject({ isWhole: z.boolean().optional() }),
);

/** Refusals of this laptop and conflicts of the theatre. */
export const attentionList = declareQuery<AttentionView>()('attention.list', nothing);
