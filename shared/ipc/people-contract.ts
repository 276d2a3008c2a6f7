/**
 * What the interface asks about people, laptops and what waits for an administrator. The hub answers; without it every
 * request here but those of one's own session fails with `hub.unreachable`.
 */
import { z } from 'zod';
import type { JsonValue } from '../schema/define.ts';

const secret = z.string().max(500);
/** A printed code as people type it: any case, with or without dashes, letters of either alphabet. */
const typedCode = z.string().max(100);
const hubUrl = z.string().max(500);

/** By method: what it takes. What it answers stands beside it, because the hub’s answer is parsed where it comes in. */
export const peopleRequests = {
  /** Changes the current person's password, here and on the hub; ends their sessions on other laptops. */
  'session.changePassword': z.strictObject({ current: secret, next: secret }),
  /** Takes an invitation, or a reset by an administrator, and signs in. Answers `AcceptedInvitation`. */
  'session.acceptInvitation': z.strictObject({ hubUrl, code: typedCode, password: secret }),
  /** A forgotten password: the recovery code that was shown once, and a new password. Answers `AcceptedInvitation`. */
  'session.recover': z.strictObject({ hubUrl, email: z.string().max(255), code: typedCode, password: secret }),
  /** Answers `InvitationCode`. */
  'people.invite': z.strictObject({ userId: z.uuid() }),
  /** Ends the person's sessions; they choose a new password with the code. Answers `InvitationCode`. */
  'people.resetPassword': z.strictObject({ userId: z.uuid() }),
  'people.signOutEverywhere': z.strictObject({ userId: z.uuid() }),
  /** Answers `OpenInvitation[]`. */
  'people.invitations': z.strictObject({}),
  /** Answers `LaptopView[]`. */
  'devices.list': z.strictObject({}),
  'devices.revoke': z.strictObject({ deviceId: z.uuid(), mode: z.enum(['rescue', 'lost']) }),
  /** Takes a revocation back while the laptop has not erased itself. */
  'devices.readmit': z.strictObject({ deviceId: z.uuid() }),
  /** Answers `QuarantinedView[]`. */
  'quarantine.list': z.strictObject({ deviceId: z.uuid().optional() }),
  /** Answers `QuarantineOutcome[]`. */
  'quarantine.decide': z.strictObject({
    ids: z.array(z.uuid()).min(1).max(1000),
    decision: z.enum(['accept', 'refuse']),
    note: z.string().max(2000).optional(),
  }),
} as const;

/** `lost`: nobody waits for the laptop. `rescue`: it hands over what it holds, then erases itself. */
export const revocationMode = z.enum(['rescue', 'lost']);
/** `rescue`: what the laptop holds is handed over first. `lost`: it is erased without waiting. */
export type RevocationMode = z.infer<typeof revocationMode>;

/** Shown once: the hub keeps only its hash. */
export const invitationCode = z.object({ code: z.string(), expiresAt: z.string() });
/** A code to print, and the same as a link. Times are ISO-8601 UTC by the hub's clock. */
export interface InvitationCode extends z.infer<typeof invitationCode> {
  readonly link: string;
}

/** The code that gets somebody back in who forgot their password; shown once. */
export interface AcceptedInvitation<Session = unknown> {
  readonly session: Session;
  readonly recoveryCode: string;
}

/** A code that can still be taken. */
export const openInvitation = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(['invitation', 'reset']),
  createdByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  triesLeft: z.int(),
});
/** The same, parsed. */
export type OpenInvitation = z.infer<typeof openInvitation>;

/**
 * A laptop as its administrator sees it. Null is what it has never told, or what has not happened. `waiting` is as old
 * as `lastSeenAt`.
 */
export const laptopView = z.object({
  id: z.uuid(),
  name: z.string(),
  people: z.array(z.string()),
  registeredAt: z.string(),
  lastSeenAt: z.string().nullable(),
  lastSyncedAt: z.string().nullable(),
  appVersion: z.string().nullable(),
  waiting: z.int().nullable(),
  revokedAt: z.string().nullable(),
  revokedByName: z.string().nullable(),
  mode: revocationMode.nullable(),
  handedOverAt: z.string().nullable(),
  wipedAt: z.string().nullable(),
  quarantined: z.int(),
});
/**
 * What the hub knows of a laptop. `waiting` is what it last said about its own unsent work; `quarantined` waits for a
 * decision.
 */
export type LaptopView = z.infer<typeof laptopView>;

/** Why something waits for an administrator. */
export const quarantineReason = z.enum(['rescue', 'lost', 'authorLeft']);
/** One mutation that waits for an administrator, or waited. */
export const quarantinedView = z.object({
  id: z.uuid(),
  deviceId: z.uuid(),
  deviceName: z.string(),
  sequence: z.int(),
  authorId: z.uuid(),
  authorName: z.string(),
  issuedAt: z.string(),
  receivedAt: z.string(),
  name: z.string(),
  args: z.unknown(),
  reason: quarantineReason,
  isTrusted: z.boolean(),
  status: z.enum(['waiting', 'accepted', 'refused']),
  changedSince: z.boolean(),
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.json()) }).nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
/**
 * A change that waits for an administrator. `changedSince`: the record that it touches was written after it was
 * entered. `isTrusted` is false for what a lost laptop handed over. `refusal`: why it could not be taken when it was
 * tried last.
 */
export type QuarantinedView = z.infer<typeof quarantinedView>;

/** What became of one decision; `failed` changes nothing, and it can be decided again. */
export const quarantineOutcome = z.object({
  id: z.uuid(),
  outcome: z.enum(['accepted', 'refused', 'failed']),
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.json()) }).optional(),
});
/** `failed`: the rules do not allow it as things are; it goes on waiting and can be tried again. */
export type QuarantineOutcome = z.infer<typeof quarantineOutcome>;

/** Details of a failure, as both sides pass them on. */
export type FailureDetails = { readonly [key: string]: JsonValue };
