/** The wire between a laptop and the hub where people and revoked laptops are concerned. */
import { z } from 'zod';
import { MAX_PUSH, wireMutation } from './push.ts';

/** Passwords: at least so many characters, at most so many. */
export const MIN_PASSWORD = 10;
/** Letters; longer ones cost hashing and protect nobody. */
export const MAX_PASSWORD = 500;

/** What accepting an invitation, or recovering a password, answers: who it was, and the code for the next time. */
export const acceptReply = z.object({ userId: z.uuid(), email: z.string(), recoveryCode: z.string() });
/** `recoveryCode` is shown once and kept nowhere but as a hash. */
export type AcceptReply = z.infer<typeof acceptReply>;

/** What a revoked laptop hands over: as a push, in order, and again as often as it likes. */
export const rescueBody = z.strictObject({
  deviceId: z.uuid(),
  epoch: z.int().min(1).optional(),
  mutations: z.array(wireMutation).max(MAX_PUSH),
});
/** What a revoked laptop hands over in one request. */
export type RescueBody = z.infer<typeof rescueBody>;
/** How many were taken, and up to which number the hub has everything: sending goes on after it. */
export const rescueReply = z.object({ taken: z.int(), lastSequence: z.int() });
/** The same, parsed. */
export type RescueReply = z.infer<typeof rescueReply>;
/** A revoked laptop has erased itself; it had handed over so many changes. */
export const wipedBody = z.strictObject({ handedOver: z.int().min(0) });
