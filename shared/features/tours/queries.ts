/** What screens ask about tours. Days are `YYYY-MM-DD`, times `HH:MM` on the clock of the place. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { TourGap } from '../../rules/tour-gaps.ts';
import type { Row } from '../../schema/catalog.ts';
import type { VenueSheet } from './venue-queries.ts';

const one = z.strictObject({ id: z.uuid() });

/** A tour as the list has it. */
export interface TourLine {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: Row<'tours'>['status'];
  /** In the order in which one comes through them. */
  readonly cities: readonly string[];
  readonly shows: number;
  readonly people: number;
  readonly transports: number;
}

/** All tours, the latest first. */
export interface TourList {
  readonly today: string;
  readonly tours: readonly TourLine[];
}
export const tourList = declareQuery<TourList>()('tours.list', z.strictObject({}));

/** What stands above every tab of a tour. */
export interface TourHead extends TourLine {
  readonly managerId: string | null;
  readonly manager: string | null;
  readonly note: string | null;
  /** The theatre's. */
  readonly today: string;
  /** Whether something of it has not been sent yet. */
  readonly isPending: boolean;
}
/** A live tour; null where there is none. */
export const tourHead = declareQuery<TourHead | null>()('tours.head', one);

/** An event of a tour. `startsAt` and `endsAt` are milliseconds since 1970. */
export interface TourEvent {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly type: Row<'schedule_events'>['event_type'];
  readonly activity: Row<'schedule_events'>['activity'];
  readonly status: Row<'schedule_events'>['status'];
  readonly call: string | null;
  readonly ready: string | null;
  readonly start: string | null;
  readonly end: string | null;
  /** Days between the start and the end on the calendar. */
  readonly daysLater: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly venueId: string | null;
  /** The venue's name, else what is written of it. */
  readonly venue: string | null;
  readonly city: string | null;
  readonly performanceId: string | null;
  readonly performance: string | null;
  readonly called: number;
  /** Nobody was told of it yet. */
  readonly isDraft: boolean;
}

/** A day of a tour. */
export interface TourDay {
  readonly date: string;
  /** Where one is in the evening; null where nothing says so. */
  readonly city: string | null;
  /** Where one was in the morning, where that is another city. */
  readonly fromCity: string | null;
  /** Minutes by which clocks are put on: 60 for an hour ahead, 0 where they stay. */
  readonly clockShift: number;
  /** Where the evening is played, else where something is done. */
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly events: readonly TourEvent[];
}

/** How many of those who go have a room in a house. */
export interface StayCount {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly arrivesOn: string;
  readonly leavesOn: string;
  readonly rooms: number;
}

/** The days of a tour with all that its plan shows. */
export interface TourPlan {
  readonly id: string;
  readonly today: string;
  /** The moment of the answer, milliseconds since 1970. */
  readonly now: number;
  /** The theatre's zone. */
  readonly zone: string;
  /** Whether the reader sees the plan, or what was told. */
  readonly isPlan: boolean;
  readonly days: readonly TourDay[];
  /** Houses that its events name. */
  readonly venues: readonly VenueSheet[];
  readonly gaps: readonly TourGap[];
  readonly people: number;
  readonly stays: readonly StayCount[];
  /** The reader's own rooms, in the order of their nights. */
  readonly ownRooms: readonly {
    readonly stayId: string;
    readonly name: string;
    readonly room: string | null;
    readonly sharesWith: string | null;
  }[];
  readonly transports: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: Row<'transports'>['status'];
  }[];
}
/** A live tour; null where there is none. */
export const tourPlan = declareQuery<TourPlan | null>()('tours.plan', one);

/** Somebody who goes. */
export interface TourMember {
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  readonly position: string | null;
  readonly function: string | null;
  readonly note: string | null;
}

/** Somebody's bed. */
export interface TourRoom {
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  readonly room: string | null;
  readonly sharesWith: string | null;
}

/** A house where people of a tour sleep. */
export interface TourStay {
  readonly id: string;
  readonly city: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly arrivesOn: string;
  readonly leavesOn: string;
  readonly note: string | null;
  readonly rooms: readonly TourRoom[];
}

/** Who goes on a tour, and where they sleep. */
export interface TourPeople {
  readonly startsOn: string;
  readonly endsOn: string;
  /** By name. */
  readonly members: readonly TourMember[];
  /** In the order of their nights. */
  readonly stays: readonly TourStay[];
  /** What is missing of people alone. */
  readonly gaps: readonly TourGap[];
  /** Productions that the tour plays: their company can be taken along as a whole. */
  readonly teams: readonly {
    readonly performanceId: string;
    readonly title: string;
    readonly members: readonly {
      readonly employeeId: string;
      readonly name: string;
      readonly function: string;
      readonly isSubstitute: boolean;
    }[];
  }[];
}
/** A live tour; null where there is none. */
export const tourPeople = declareQuery<TourPeople | null>()('tours.people', one);

/** Venues of a tour in the order in which one comes to them, with whom one calls there. */
export const tourContacts = declareQuery<readonly VenueSheet[]>()('tours.contacts', one);

/** A file that goes along because of what it belongs to. */
export interface TourFile {
  /** The document's, or the attachment's. */
  readonly id: string;
  readonly name: string;
  readonly file: FileView;
  readonly of: { readonly table: 'performances' | 'schedule_events' | 'venues'; readonly id: string };
  readonly ofLabel: string;
}
/**
 * Documents and files of a tour's productions, events and houses, by what they belong to. What hangs on the tour itself
 * is `attachments.of`; photos of things are left to the things.
 */
export const tourFiles = declareQuery<readonly TourFile[]>()('tours.files', one);

/** A day on the road of the reader's own, today or tomorrow. */
export interface OwnTourDay {
  readonly tourId: string;
  readonly name: string;
  readonly date: string;
  readonly isToday: boolean;
  readonly city: string | null;
  /** When they have to be somewhere first. */
  readonly first: string | null;
  readonly title: string | null;
}
/** Days of tours on which the reader goes; none where they are at home. */
export const ownTourDays = declareQuery<readonly OwnTourDay[]>()('tours.ownDays', z.strictObject({}));
