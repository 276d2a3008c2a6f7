/**
 * The wire between the interface and its replica: requests with an id and an answer, and events. The same over a
 * WebSocket (companion) and a MessagePort (Electron). Both ends parse what comes in.
 */

import { z } from 'zod';
import { draftToKeep } from '../features/form/drafts.ts';
import type { JsonValue } from '../schema/define.ts';
import { calendarRequests } from './calendar-contract.ts';
import { countEntryRequest } from './count-contract.ts';
import { exportRequests } from './export-contract.ts';
import { type FileStatus, fileRequests } from './file-contract.ts';
import { labelRequests } from './label-contract.ts';
import { packingEntryRequest } from './packing-contract.ts';
import { paperRequests } from './paper-contract.ts';
import type { Patch } from './patch.ts';
import { peopleRequests } from './people-contract.ts';
import { readyRequests } from './ready-contract.ts';

const secret = z.string().max(500);
/** Any text here: a PIN of the wrong form is answered with a sentence, not as a malformed request. */
const pin = z.string().max(100);

/** So many mutations go in one transaction: whoever writes besides waits for no longer than that takes. */
export const MOST_TOGETHER = 100;

/** What the interface may ask for, by method. */
export const requests = {
  'session.get': z.strictObject({}),
  'session.signIn': z.strictObject({
    hubUrl: z.string().max(500),
    email: z.string().max(255),
    password: z.string().max(500),
  }),
  'session.signOut': z.strictObject({}),
  /**
   * Somebody else who is known on this laptop, by PIN or password; everything else of the contract is refused until it
   * succeeds.
   */
  'session.switchTo': z.strictObject({ userId: z.uuid(), pin: pin.optional(), password: secret.optional() }),
  /** The same person again, after `session.lock`. */
  'session.unlock': z.strictObject({ pin: pin.optional(), password: secret.optional() }),
  /** From now on nothing is read or written through any window until somebody has proved who they are; sync goes on. */
  'session.lock': z.strictObject({}),
  /** Sets the current person's PIN on this laptop, or takes it away with null. */
  'session.setPin': z.strictObject({ password: secret, pin: pin.nullable() }),
  /**
   * The laptop forgets a person: they cannot sign in here without the hub any more. What they did stays and is still
   * sent.
   */
  'session.forget': z.strictObject({ userId: z.uuid() }),
  'sync.setOffline': z.strictObject({ isOffline: z.boolean() }),
  'sync.retry': z.strictObject({}),
  /** `id` is made by the window: asking again with it after a lost link does nothing twice. */
  mutate: z.strictObject({ name: z.string().max(100), args: z.unknown(), id: z.uuid().optional() }),
  /**
   * Mutations of one gesture, in one transaction, each with a verdict of its own: answers a `Result` for each. Of a
   * trial nothing stays.
   */
  'mutate.together': z.strictObject({
    mutations: z
      .array(z.strictObject({ name: z.string().max(100), args: z.unknown(), id: z.uuid() }))
      .min(1)
      .max(MOST_TOGETHER)
      .readonly(),
    isTrial: z.boolean(),
  }),
  /** What stands in a form that is not saved yet, on disk once it is answered; asking again changes nothing. */
  'draft.keep': draftToKeep,
  /**
   * One scan, typed code or keystroke of a count: looked up, judged and recorded on the host, in the order in which
   * they come.
   */
  'count.enter': countEntryRequest,
  /** The same of a packing list: one scan, typed code or keystroke, taken in the order in which they come. */
  'packing.enter': packingEntryRequest,
  query: z.strictObject({ name: z.string().max(100), args: z.unknown() }),
  subscribe: z.strictObject({ subscription: z.int(), name: z.string().max(100), args: z.unknown() }),
  unsubscribe: z.strictObject({ subscription: z.int() }),
  'health.compare': z.strictObject({}),
  'health.sync': z.strictObject({}),
  'health.refetch': z.strictObject({}),
  'backup.take': z.strictObject({}),
  'attention.dismiss': z.strictObject({ sequence: z.int() }),
  /** Runs a refused mutation once more and queues it again where it passes; answers the refusal where it does not. */
  'attention.tryAgain': z.strictObject({ sequence: z.int() }),
  ...peopleRequests,
  ...calendarRequests,
  ...exportRequests,
  ...fileRequests,
  ...labelRequests,
  ...paperRequests,
  ...readyRequests,
} as const;
/** What a window may ask for. */
export type Method = keyof typeof requests;
/** What a method takes, after parsing. */
export type Params<M extends Method> = z.infer<(typeof requests)[M]>;

/** What comes from a window. `params` are parsed by the method’s own schema, once it is known. */
export const requestFrame = z.strictObject({
  id: z.int(),
  method: z.enum(Object.keys(requests) as [Method, ...Method[]]),
  params: z.unknown(),
});

/**
 * How far the replica is open. `sealed`: encrypted, and nobody has opened it since the process began: a password is
 * needed. `locked`: opened, but the person must prove themselves again by PIN or password. `open`: at work.
 */
export type LockState = 'sealed' | 'locked' | 'open';

/** Somebody who has signed in on this laptop; known while the replica is sealed, too. */
export interface KnownPerson {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  /** A PIN would do now: one is set, the process holds the key, and it was not guessed at too often. */
  readonly hasPin: boolean;
  /** Their password opens this laptop without the hub. */
  readonly knowsOffline: boolean;
}

/** A failure as the interface shows it: the code chooses the sentence. */
export interface Failure {
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
}

/** The answer to the request of that id; each request has exactly one. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

/** What is told without being asked. `subscription` is a number that the window gave. */
export type HostEvent =
  | { readonly event: 'sync'; readonly status: SyncStatus }
  | { readonly event: 'session'; readonly session: SessionInfo }
  | { readonly event: 'files'; readonly status: FileStatus }
  | { readonly event: 'rows'; readonly subscription: number; readonly value: unknown }
  /** What has changed since the answer before. */
  | { readonly event: 'patch'; readonly subscription: number; readonly patch: Patch }
  | { readonly event: 'rowsFailed'; readonly subscription: number; readonly error: Failure };
/** What goes to a window. */
export type Frame = Reply | HostEvent;

/** What the interface may show about sync (`electron/sync/sync-state.ts`), with the counts that people ask for. */
export interface SyncStatus {
  readonly state: 'off' | 'connecting' | 'loading' | 'catching-up' | 'live' | 'waiting' | 'needs-auth' | 'outdated';
  readonly reason: string | null;
  readonly retryAt: number | null;
  /** The way up, which goes on while reading is away; with the code of what it waits for. */
  readonly uplink: 'off' | 'idle' | 'sending' | 'waiting';
  readonly uplinkReason: string | null;
  readonly done: number;
  readonly total: number;
  readonly waiting: number;
  readonly refused: number;
  readonly conflicts: number;
  readonly lastSyncedAt: string | null;
}

/** Who works here and what state the laptop is in: sent whole whenever something of it changes. */
export interface SessionInfo {
  readonly lock: LockState;
  readonly hubUrl: string;
  readonly isRegistered: boolean;
  readonly isLoaded: boolean;
  /** Who is at work; while locked, whose work is hidden (their rights are then empty). */
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly permissions: readonly string[];
    readonly mustChangePassword: boolean;
  } | null;
  /** Signed in by what the laptop knows; the hub has not been asked yet. */
  readonly isOfflineSession: boolean;
  /** The file that keeps people signed in could not be read: they sign in again, and nothing is lost. Say so once. */
  readonly isSessionBroken: boolean;
  /** Mutations that wait to be sent, whoever made them. */
  readonly waiting: number;
  readonly theaterName: string | null;
  /** Who may sign in here without the hub. */
  readonly people: readonly KnownPerson[];
  /** This laptop was revoked and has erased itself: when, and how much it handed over before. */
  readonly wiped: { readonly at: string; readonly handedOver: number } | null;
  /** On a demo hub: who may be tried. */
  readonly demo: { readonly email: string; readonly password: string } | null;
  /** The data file was damaged and rebuilt: say so once. */
  readonly rebuilt: { readonly setAside: string; readonly carriedOver: number } | null;
}
