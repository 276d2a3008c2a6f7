/** What screens ask about the schedule. Days are `YYYY-MM-DD`, times `HH:MM` on the clock of the event's place. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { CollisionCode, SchedulePolicy } from '../../rules/collisions.ts';
import type { ChangeForSomebody, FieldChange } from '../../rules/publication.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z
  .string()
  .regex(/^\d{2}:\d{2}/)
  .nullable();
const id = z.uuid();

/** Where an event stands. */
export interface EventPlaceView {
  readonly date: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly venueId: string | null;
}

/**
 * An event as a calendar shows it. `state`, for those who plan: `draft` was never told, `changed` otherwise than it
 * stands, `withdrawn` is deleted and people do not know yet. Everybody else sees what was told, always `published`.
 */
export interface ScheduleEvent extends EventPlaceView {
  readonly id: string;
  readonly title: string;
  readonly call: string | null;
  readonly ready: string | null;
  /** Days between the start and the end on the calendar. */
  readonly daysLater: number;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isWholeDay: boolean;
  readonly venueText: string | null;
  /** It is played elsewhere. */
  readonly isAway: boolean;
  readonly type: string;
  readonly activity: string | null;
  readonly status: string;
  readonly performanceId: string | null;
  readonly performance: string | null;
  readonly variantId: string | null;
  readonly variant: string | null;
  readonly state: 'published' | 'draft' | 'changed' | 'withdrawn';
  /** Where people believe that it stands, where that is elsewhere. */
  readonly told: EventPlaceView | null;
  /** How many are called, and how many functions nobody fills. */
  readonly called: number;
  readonly open: number;
  /** The reader's own call, where they are called: when, as what, and what they answered. */
  readonly mine: OwnCall | null;
}

/** The reader's own part in an event. `callId` null: it was told, and has been taken back since. */
export interface OwnCall {
  readonly callId: string | null;
  readonly function: string;
  readonly call: string | null;
  readonly end: string | null;
  readonly answer: 'invited' | 'confirmed' | 'declined';
}

/** A venue as a row of the calendar. */
export interface ScheduleVenue {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly capacity: number | null;
  readonly zone: string;
}

/** A stretch of the schedule. */
export interface ScheduleRange {
  /** Whether the reader sees the plan, or what was told. */
  readonly isPlan: boolean;
  readonly today: string;
  readonly zone: string;
  /** The moment of the answer, milliseconds since 1970: where «now» is. */
  readonly now: number;
  readonly venues: readonly ScheduleVenue[];
  readonly events: readonly ScheduleEvent[];
  /** Events of the stretch that publishing would tell something about. */
  readonly unpublished: readonly string[];
  /** When something of the stretch was published last. */
  readonly publishedAt: string | null;
}

/**
 * Events of some days, both included, with all that a calendar needs. `employeeId`: only those to which somebody is
 * called.
 */
export const scheduleRange = declareQuery<ScheduleRange>()(
  'schedule.range',
  z.strictObject({ from: day, to: day, employeeId: id.nullable() }),
);

/** A collision in words: others by their titles. */
export interface CollisionView {
  readonly code: CollisionCode;
  readonly severity: 'warn' | 'block';
  readonly others: readonly (EventPlaceView & {
    readonly id: string;
    readonly title: string;
    readonly venue: string | null;
  })[];
  readonly people: readonly string[];
  readonly item: { readonly id: string; readonly name: string } | null;
  readonly needed: number | null;
  readonly there: number | null;
  readonly restMinutes: number | null;
  /** Milliseconds since 1970, and the same on the clock of the event's place. */
  readonly until: number | null;
  readonly untilClock: string | null;
  /** What a mutation takes as known. */
  readonly keys: readonly string[];
}

/** What a plan would meet. */
export interface CollisionAnswer {
  /** Of which place this is the answer: another may have been asked for since. */
  readonly place: EventPlaceView;
  readonly collisions: readonly CollisionView[];
  /** Hours of rest that the theatre wants. */
  readonly restHours: number;
  /** Codes of rules that had something to look at and found nothing. */
  readonly free: readonly CollisionCode[];
}

const hypothesis = z.strictObject({
  /** The event; null: one that is not there yet. */
  id: id.nullable(),
  /** Whose things, people and kind it takes where it is not there yet: it is to be a copy. */
  likeId: id.nullable().optional(),
  to: z.strictObject({ date: day, start: time, end: time, venueId: id.nullable() }),
});

/** What an event would collide with if it stood there; its calls and things are those that it has. */
export const scheduleCollisions = declareQuery<CollisionAnswer>()('schedule.collisions', hypothesis);

/** Where there is room. */
export interface FreeAnswer {
  /** For which place this was looked up: another may have been asked for since. */
  readonly of: EventPlaceView;
  /** Null: nowhere near. */
  readonly place: EventPlaceView | null;
}

/** The nearest place without collisions: on the day at that venue, elsewhere, or on one of the next days. */
export const scheduleFree = declareQuery<FreeAnswer>()('schedule.free', hypothesis);

/** Keys of all collisions, and how many events collide. */
export interface ShiftedAnswer {
  readonly keys: readonly string[];
  readonly events: number;
}
/** What becomes of many events at once. */
export const scheduleShifted = declareQuery<ShiftedAnswer>()(
  'schedule.shifted',
  z.strictObject({
    copies: z
      .array(z.strictObject({ id, fromId: id, date: day, isCopy: z.boolean() }))
      .min(1)
      .max(500),
  }),
);

/** Whom publishing some events would tell what. */
export interface PublishPreview {
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly date: string;
    readonly start: string | null;
    readonly kind: 'new' | 'changed' | 'withdrawn';
    readonly fields: readonly FieldChange[];
    readonly called: number;
    readonly released: number;
    /** Of what is shown (`markOf`): published is what was seen. */
    readonly mark: string;
    /** What stops it. */
    readonly blocked: readonly CollisionView[];
  }[];
  readonly people: readonly {
    readonly name: string;
    /** Nobody without an account is told by the program. */
    readonly hasAccount: boolean;
    readonly changes: readonly ChangeForSomebody[];
  }[];
  /** Names of venues and productions that changes speak of. */
  readonly names: Readonly<Record<string, string>>;
  /** Hours of rest that the theatre wants. */
  readonly restHours: number;
}
/** Whom publishing would tell what. */
export const schedulePreview = declareQuery<PublishPreview>()(
  'schedule.preview',
  z.strictObject({ ids: z.array(id).max(1000) }),
);

/** What forms choose from. */
export interface ScheduleOptions {
  readonly venues: readonly ScheduleVenue[];
  readonly performances: readonly {
    readonly id: string;
    readonly title: string;
    readonly variants: readonly { readonly id: string; readonly name: string }[];
    /** Who works on it, substitutes left out. */
    readonly company: readonly { readonly employeeId: string; readonly function: string }[];
  }[];
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly position: string | null;
    readonly departmentId: string | null;
    readonly department: string | null;
  }[];
  /** Tours that are not over, the next first. */
  readonly tours: readonly {
    readonly id: string;
    readonly name: string;
    readonly startsOn: string;
    readonly endsOn: string;
  }[];
}
/** What forms choose from: venues, productions with their variants, people, tours. */
export const scheduleOptions = declareQuery<ScheduleOptions>()('schedule.options', z.strictObject({}));

/** A call as the page of its event shows it. */
export interface CallView {
  readonly id: string;
  readonly employeeId: string | null;
  readonly name: string | null;
  readonly function: string;
  readonly departmentId: string | null;
  readonly department: string | null;
  readonly call: string | null;
  readonly end: string | null;
  /** Null where it is for others: whoever plans or runs shows knows all, everybody else their own. */
  readonly answer: 'invited' | 'confirmed' | 'declined' | null;
  /** Null where there is none, or it is for others: whoever plans, and whoever wrote it. */
  readonly note: string | null;
  /** Who could stand in: substitutes of the production for this function. */
  readonly substitutes: readonly { readonly employeeId: string; readonly name: string }[];
}

/** A thing that an event needs. `there`: how many there are; `short`: by how many it is short, with others together. */
export interface NeedView {
  readonly itemId: string;
  readonly name: string;
  readonly number: string;
  readonly quantity: number;
  readonly there: number;
  readonly short: number;
  readonly status: string;
  readonly location: string | null;
  /** The event's own row, where it is not the production's. */
  readonly rowId: string | null;
}

/** An event with all that its page shows. */
export interface EventDetail {
  /** The tour to which it belongs. */
  readonly tour: { readonly id: string; readonly name: string } | null;
  readonly event: ScheduleEvent;
  readonly isDeleted: boolean;
  readonly isPlan: boolean;
  readonly description: string | null;
  readonly venue: ScheduleVenue | null;
  readonly zone: string;
  /** The venue's clock is another than the theatre's. */
  readonly isOtherZone: boolean;
  readonly calls: readonly CallView[];
  /** Members of the production who are not called. */
  readonly company: readonly {
    readonly employeeId: string;
    readonly name: string;
    readonly function: string;
    readonly departmentId: string | null;
    readonly isSubstitute: boolean;
  }[];
  readonly needs: readonly NeedView[];
  readonly collisions: CollisionAnswer;
  readonly publication: {
    readonly at: string;
    readonly by: string | null;
    readonly isWithdrawn: boolean;
    readonly fields: readonly FieldChange[];
    readonly called: number;
    readonly released: number;
  } | null;
  readonly names: Readonly<Record<string, string>>;
}
/** Null where there is none, or where it was never told to the reader. */
export const eventDetail = declareQuery<EventDetail | null>()('schedule.event', z.strictObject({ id }));

/** Collisions of the weeks to come, for whoever has to settle them. Each pair once. */
export interface UpcomingCollision {
  readonly event: EventPlaceView & { readonly id: string; readonly title: string; readonly venue: string | null };
  readonly collision: CollisionView;
}
/** The first of them, and how many more there are. */
export interface UpcomingCollisions {
  readonly rows: readonly UpcomingCollision[];
  readonly more: number;
  readonly restHours: number;
}
/** Always true of what is planned: nobody marks them as done. */
export const upcomingCollisions = declareQuery<UpcomingCollisions>()('schedule.upcomingCollisions', z.strictObject({}));

/** What the theatre makes of collisions, and how many of each kind the weeks to come hold. */
export interface ScheduleRules {
  readonly policy: SchedulePolicy;
  /** Of collisions of the next thirty days; a kind without any is not there. */
  readonly found: Readonly<Partial<Record<CollisionCode, number>>>;
}
/** The theatre's rules for its schedule. */
export const scheduleRules = declareQuery<ScheduleRules>()('schedule.rules', z.strictObject({}));
