/** What the interface asks and hears about leaving for a tour: what is known of this laptop, and of those of others. */
import { z } from 'zod';
import { type ReadyAct, type ReadyFacts, readyActs } from '../rules/ready.ts';
import type { Failure } from './contract.ts';

const ofTour = { tourId: z.uuid() };

/** By method: what it takes. */
export const readyRequests = {
  /** Answers `ReadyLook`; null where there is no such tour. */
  'ready.look': z.strictObject(ofTour),
  /**
   * Does what is named, in the order of `readyActs`; answers `ReadyDone` when all of it has been done or has failed.
   * Files are pinned, and come on their own from then on, also after a restart.
   */
  'ready.prepare': z.strictObject({ ...ofTour, acts: z.array(z.enum(readyActs)).max(readyActs.length).readonly() }),
  /** Answers `MemberLaptop[]`, as the hub knows them. Fails with `hub.*`. */
  'ready.laptops': z.strictObject(ofTour),
} as const;

/** A file of a tour that is not here, with what it belongs to. */
export interface MissingFile {
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  /** Which of the tour's rows has it: table and how people call it. */
  readonly of: { readonly table: string; readonly label: string } | null;
  /** False: still on another laptop alone. */
  readonly isOnHub: boolean;
}

/** Where clocks of a tour differ from the theatre's. */
export interface OtherClock {
  readonly city: string;
  /** Minutes by which its clock is ahead. */
  readonly minutes: number;
}

/** What is known before a tour, on this laptop, now. */
export interface ReadyLook {
  readonly tour: {
    readonly id: string;
    readonly name: string;
    readonly code: string | null;
    readonly startsOn: string;
    readonly endsOn: string;
    /** When the first transport leaves; null where nobody said. ISO-8601 UTC. */
    readonly departsAt: string | null;
  };
  /** This laptop, as the hub knows it. */
  readonly deviceId: string;
  readonly facts: ReadyFacts;
  /** The largest of those that are missing. */
  readonly missing: readonly MissingFile[];
  readonly clocks: readonly OtherClock[];
  /** Nothing of files travels until somebody lets it. */
  readonly isPaused: boolean;
  /** What is printed in case the laptop breaks: cases and transports of the tour. */
  readonly paper: { readonly cases: number; readonly transports: number };
}

/** What came of preparing: what could not be done, and why. */
export interface ReadyDone {
  readonly failed: readonly { readonly act: ReadyAct; readonly failure: Failure }[];
}

/** A person of the tour, and the laptop that they were last seen on. */
export const memberLaptop = z.object({
  employeeId: z.uuid(),
  name: z.string(),
  /** Null: this person has no account, or has never signed in anywhere. */
  laptop: z
    .object({
      deviceId: z.uuid(),
      name: z.string(),
      lastSeenAt: z.string().nullable(),
      lastSyncedAt: z.string().nullable(),
      waiting: z.number().nullable(),
      appVersion: z.string().nullable(),
    })
    .nullable(),
});
/** Parsed. */
export type MemberLaptop = z.infer<typeof memberLaptop>;
