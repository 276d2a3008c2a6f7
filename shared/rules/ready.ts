/**
 * Whether a laptop is ready to travel: one row for each thing that nobody can make good on the road, green or red, and
 * of the red ones what can be done here and now. The window, the command line and tests ask this rule alone; what it is
 * told comes from whoever stands at the laptop (`electron/host/ready-look.ts`).
 */
import { daysBetween } from './event-time.ts';
import { SIGN_IN_DAYS } from './sign-in.ts';
import { dayIn } from './upcoming.ts';

/** A day: what is older is not what people left home with. */
export const FRESH_MS = 24 * 60 * 60 * 1000;
/** More than a minute beside the hub, and who scanned last is told wrongly. */
export const CLOCK_MS = 60_000;

/** What is asked of a laptop, in the order in which it is read. */
export const readyKeys = ['files', 'signIn', 'backup', 'data', 'sent', 'disk', 'clock', 'release'] as const;
/** One of them. */
export type ReadyKey = (typeof readyKeys)[number];

/** What can be done about a red row on this laptop. */
export const readyActs = ['renew', 'sync', 'fetch', 'backUp'] as const;
/** One of them; they are done in this order, so that a copy holds what has just come. */
export type ReadyAct = (typeof readyActs)[number];

/** What is known of a laptop before a tour. Moments are ISO-8601 UTC, amounts bytes. */
export interface ReadyFacts {
  /** As the hub's clock has it. */
  readonly now: string;
  /** The theatre's, IANA. */
  readonly zone: string;
  /** The last day of the tour, `YYYY-MM-DD`. */
  readonly endsOn: string;
  readonly data: { readonly isLoaded: boolean; readonly lastSyncedAt: string | null };
  readonly sent: {
    /** Changes that the hub does not have. */
    readonly waiting: number;
    /** Refused ones that nobody has looked at. */
    readonly refused: number;
    /** Files that lie on this laptop alone. */
    readonly filesOnlyHere: number;
    readonly bytesOnlyHere: number;
  };
  readonly files: {
    readonly files: number;
    readonly bytes: number;
    readonly missing: number;
    readonly missingBytes: number;
    /** Of the missing, those that are still on another laptop. */
    readonly elsewhere: number;
    /** What comes to the tour from now on comes to this laptop too. */
    readonly isPinned: boolean;
  };
  /** Bytes that files may take; null where the system does not say. */
  readonly free: number | null;
  readonly signIn: {
    /** When the hub forgets it; null: not known. */
    readonly until: string | null;
    /** The laptop alone has recognised this person. */
    readonly isOffline: boolean;
  };
  /** Hub's clock minus the laptop's; null: never compared. */
  readonly clockOffsetMs: number | null;
  readonly backup: { readonly takenAt: string | null; readonly bytes: number };
  /** Releases: this laptop's, and the hub's as it last said. */
  readonly release: { readonly own: string; readonly hub: string | null };
}

/** Why a row is as it is; its sentence is `ready.<key>.<reason>`. */
export type ReadyReason =
  | `files.${'complete' | 'none' | 'missing' | 'elsewhere' | 'notPinned'}`
  | `signIn.${'beyond' | 'ends' | 'ended' | 'tooFar' | 'unknown' | 'offline'}`
  | `backup.${'fresh' | 'old' | 'never'}`
  | `data.${'fresh' | 'old' | 'never'}`
  | `sent.${'all' | 'waiting' | 'files' | 'refused'}`
  | `disk.${'enough' | 'unknown' | 'full'}`
  | `clock.${'right' | 'wrong' | 'unknown'}`
  | `release.${'same' | 'newer' | 'older' | 'unknown'}`;

/** A row: `act` is what can be done about it here; null where it is green, or only a person can. */
export interface ReadyRow {
  readonly key: ReadyKey;
  readonly isGreen: boolean;
  readonly reason: ReadyReason;
  readonly act: ReadyAct | null;
}

/** The verdict: red rows first, each in the order of `readyKeys`. */
export interface ReadyVerdict {
  readonly isReady: boolean;
  readonly rows: readonly ReadyRow[];
  /** Red rows. */
  readonly left: number;
  /** What the one button does, in its order. */
  readonly acts: readonly ReadyAct[];
}

type Look = (facts: ReadyFacts) => Omit<ReadyRow, 'key'>;
const green = (reason: ReadyReason): Omit<ReadyRow, 'key'> => ({ isGreen: true, reason, act: null });
const red = (reason: ReadyReason, act: ReadyAct | null): Omit<ReadyRow, 'key'> => ({ isGreen: false, reason, act });

const ageMs = ({ now }: ReadyFacts, moment: string): number => Date.parse(now) - Date.parse(moment);

/** Of what is only on another laptop nothing comes, whatever is pressed: somebody has to send it from there. */
const files: Look = ({ files: { files: all, missing, elsewhere, isPinned } }) => {
  if (missing > elsewhere) return red('files.missing', 'fetch');
  if (missing > 0) return red('files.elsewhere', isPinned ? null : 'fetch');
  if (!isPinned) return red('files.notPinned', 'fetch');
  return green(all === 0 ? 'files.none' : 'files.complete');
};

const signIn: Look = ({ signIn: { until, isOffline }, endsOn, now, zone }) => {
  if (isOffline) return red('signIn.offline', 'renew');
  if (until === null) return red('signIn.unknown', 'renew');
  if (dayIn(zone, until) > endsOn) return green('signIn.beyond');
  if (until <= now) return red('signIn.ended', 'renew');
  // Renewed today it lasts no longer than it does.
  const lasts = daysBetween(dayIn(zone, now), dayIn(zone, until));
  return lasts >= SIGN_IN_DAYS - 1 ? red('signIn.tooFar', null) : red('signIn.ends', 'renew');
};

const backup: Look = (facts) => {
  const { takenAt } = facts.backup;
  if (takenAt === null) return red('backup.never', 'backUp');
  return ageMs(facts, takenAt) <= FRESH_MS ? green('backup.fresh') : red('backup.old', 'backUp');
};

const data: Look = (facts) => {
  const { isLoaded, lastSyncedAt } = facts.data;
  if (!isLoaded || lastSyncedAt === null) return red('data.never', 'sync');
  return ageMs(facts, lastSyncedAt) <= FRESH_MS ? green('data.fresh') : red('data.old', 'sync');
};

const sent: Look = ({ sent: { waiting, refused, filesOnlyHere } }) => {
  if (waiting > 0) return red('sent.waiting', 'sync');
  if (refused > 0) return red('sent.refused', null);
  return filesOnlyHere > 0 ? red('sent.files', 'sync') : green('sent.all');
};

const disk: Look = (facts) => {
  if (facts.free === null) return green('disk.unknown');
  return facts.free >= bytesNeeded(facts) ? green('disk.enough') : red('disk.full', null);
};

const clock: Look = ({ clockOffsetMs }) => {
  if (clockOffsetMs === null) return red('clock.unknown', 'sync');
  return Math.abs(clockOffsetMs) <= CLOCK_MS ? green('clock.right') : red('clock.wrong', null);
};

const release: Look = ({ release: { own, hub } }) => {
  if (hub === null) return red('release.unknown', 'sync');
  const order = compareReleases(own, hub);
  if (order === 0) return green('release.same');
  return order > 0 ? green('release.newer') : red('release.older', null);
};

const LOOKS: Readonly<Record<ReadyKey, Look>> = { files, signIn, backup, data, sent, disk, clock, release };

/** Bytes that what is still to be done takes on the disk. */
export const bytesNeeded = (facts: ReadyFacts): number =>
  facts.files.missingBytes + (backup(facts).isGreen ? 0 : facts.backup.bytes);

/** «0.9.0» before «0.10.0»; below 0: the first is older. What is no number counts as 0. */
export function compareReleases(a: string, b: string): number {
  const parts = (text: string): number[] => text.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [ours, theirs] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const order = (ours[at] ?? 0) - (theirs[at] ?? 0);
    if (order !== 0) return Math.sign(order);
  }
  return 0;
}

/** What is to be said and done before this laptop goes on the road. */
export function readyVerdict(facts: ReadyFacts): ReadyVerdict {
  const rows = readyKeys.map((key): ReadyRow => ({ key, ...LOOKS[key](facts) }));
  const reds = rows.filter(({ isGreen }) => !isGreen);
  const wanted = new Set(reds.map(({ act }) => act));
  return {
    isReady: reds.length === 0,
    rows: [...reds, ...rows.filter(({ isGreen }) => isGreen)],
    left: reds.length,
    acts: readyActs.filter((act) => wanted.has(act)),
  };
}
