/**
 * The wire between a device and the hub. Sequences of one device are applied in order, each exactly once; sending again
 * is harmless. What the wire looks like in which version of the schema: `shared/schema/versions.ts`.
 */
import { z } from 'zod';

/** Mutations in one push request; the hub refuses more with 413. */
export const MAX_PUSH = 1000;

/**
 * Stands in for a mutation that the hub cannot take, so that its number is used up: always recorded as a refusal, never
 * run.
 */
export const PARKED = 'outbox.parked';
/**
 * What the hub answered to a mutation that could not be sent; it goes in the place of the mutation, so that numbers
 * have no gap.
 */
export const parkedArgs = z.object({ status: z.int(), code: z.string().max(100) });

/**
 * A mutation on the wire. `args` are not looked at here: a form that the hub cannot read is refused, not stuck.
 * `clockOffsetMs` is what the laptop knew of the hub’s clock when the person acted.
 */
export const wireMutation = z.strictObject({
  id: z.uuid(),
  sequence: z.int().min(1),
  name: z.string().min(1).max(100),
  args: z.unknown(),
  authorId: z.uuid(),
  issuedAt: z.iso.datetime(),
  clockOffsetMs: z.int(),
});

/** The same, parsed. */
export type WireMutation = z.infer<typeof wireMutation>;

/** One request. An empty one asks how far the hub has come. */
export const pushBody = z.strictObject({
  deviceId: z.uuid(),
  /** The outbox epoch that the numbers belong to; absent from laptops of the first protocol. */
  epoch: z.int().min(1).optional(),
  schemaVersion: z.int().min(1),
  mutations: z.array(wireMutation).max(MAX_PUSH),
});
/** The same, parsed. */
export type PushBody = z.infer<typeof pushBody>;

/**
 * What became of a push, and where the device now stands: last number, its epoch, the id that was seen under it (null
 * where it is from before ids were kept), and the hub's history. `refused` repeats what comes down as data; a client
 * may ignore it.
 */
export const pushReply = z.object({
  lastSequence: z.int(),
  epoch: z.int(),
  lastId: z.string().nullable(),
  historyId: z.string(),
  refused: z.array(z.object({ sequence: z.int(), code: z.string() })),
});
/** What the hub has decided; what it means to rows comes down as data. */
export type PushReply = z.infer<typeof pushReply>;
/** As hubs of version 1 answered: no epochs, no ids, no history. */
export const firstPushReply = pushReply.pick({ lastSequence: true, refused: true });

/** An answer of the hub that is no success. */
export const errorReply = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});

/** `deviceToken` proves the laptop, and is sent this once. */
export const registerReply = z.object({
  deviceId: z.uuid(),
  deviceToken: z.string(),
  theaterId: z.uuid(),
  userId: z.uuid(),
  accessToken: z.string(),
  refreshToken: z.string(),
  serverTime: z.string(),
  historyId: z.string(),
  /** A hub of before does not say it. */
  refreshUntil: z.string().optional(),
  mustChangePassword: z.boolean().optional(),
});
/** A session of one person on one laptop. */
export const tokenReply = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  userId: z.uuid(),
  theaterId: z.uuid(),
  serverTime: z.string(),
  historyId: z.string(),
  /** A hub of before does not say it. */
  refreshUntil: z.string().optional(),
  mustChangePassword: z.boolean().optional(),
});
/** The hub's part of a laptop's key: 32 bytes as base64url. */
export const keyShareReply = z.object({ share: z.string().regex(/^[\w-]{43}$/) });
/**
 * `lsn`: a position (decimal) that the commit of this barrier lies at or after; earlier commits of the same device lie
 * before it.
 */
export const barrierReply = z.object({
  barrier: z.int(),
  lsn: z.string().regex(/^\d+$/),
  historyId: z.string().optional(),
});
/** Rows per table, so that a first load can say how much there is to do. */
export const countsReply = z.object({ rows: z.record(z.string(), z.int()) });
/** Canonical hash and rows per table of the person's theatre. */
export const digestReply = z.object({ digests: z.record(z.string(), z.object({ rows: z.int(), hash: z.string() })) });
