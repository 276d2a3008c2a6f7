/** What the first screen asks. Days are `YYYY-MM-DD`; moments are milliseconds since 1970. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { EveningRow } from '../../rules/evening.ts';
import type { TableName } from '../../schema/catalog.ts';
import type { CollisionView, ScheduleEvent, ScheduleVenue } from '../schedule/queries.ts';
import type { EveningTonight } from '../show/queries.ts';

/** How far the checklists of a department are before an evening. */
export interface DepartmentCount {
  /** Null: of no department. */
  readonly departmentId: string | null;
  readonly name: string | null;
  readonly code: string;
  readonly done: number;
  readonly total: number;
  /** Lines that hold back «ready» and are not ticked off. */
  readonly critical: number;
}

/** A critical line that nobody has ticked off. */
export interface HeldBy {
  readonly id: string;
  readonly title: string;
  readonly responsible: string | null;
}

/** An evening of today with what its beginning waits for. */
export interface TodaysEvening extends EveningTonight {
  readonly call: number | null;
  readonly ready: number | null;
  readonly end: number | null;
  readonly departments: readonly DepartmentCount[];
  readonly holds: readonly HeldBy[];
  /** Its acts and intervals in their order, as planned and as they were. */
  readonly parts: readonly EveningRow[];
}

/** The day at the theatre. */
export interface TodayDay {
  readonly now: number;
  readonly today: string;
  readonly tomorrow: string;
  readonly zone: string;
  readonly venues: readonly ScheduleVenue[];
  /** Of last night as far as they go on, today and tomorrow: the plan, or what was told (`ScheduleRange`). */
  readonly events: readonly ScheduleEvent[];
  readonly evenings: readonly TodaysEvening[];
  /** The first evening after today; null where there is none. */
  readonly next: {
    readonly id: string;
    readonly title: string;
    readonly date: string;
    readonly start: string | null;
  } | null;
}
export const todayDay = declareQuery<TodayDay>()('today.day', z.strictObject({}));

/** An event as a problem names it. */
export interface ProblemEvent {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly start: string | null;
}

/** Something that is not as it has to be today or tomorrow. */
export type Problem =
  | {
      readonly kind: 'collision';
      readonly event: ProblemEvent;
      readonly venue: string | null;
      readonly collision: CollisionView;
      readonly restHours: number;
    }
  | {
      readonly kind: 'fault';
      readonly event: ProblemEvent;
      readonly id: string;
      readonly title: string;
      readonly thing: string | null;
      readonly severity: 'minor' | 'major' | 'unsafe';
      readonly by: string | null;
      readonly at: string;
    }
  | { readonly kind: 'critical'; readonly event: ProblemEvent; readonly lines: readonly HeldBy[] }
  | {
      readonly kind: 'replaced';
      readonly event: ProblemEvent;
      readonly function: string;
      readonly from: string;
      readonly to: string;
    }
  /** Who declined, did not answer, or functions that nobody fills. */
  | {
      readonly kind: 'declined' | 'unanswered' | 'open';
      readonly event: ProblemEvent;
      readonly names: readonly string[];
    };

/** The gravest first. */
export const todayProblems = declareQuery<readonly Problem[]>()('today.problems', z.strictObject({}));

/** A call of the reader's own that is still to be answered. */
export interface MyCall extends ProblemEvent {
  readonly callId: string;
  readonly function: string;
  /** When they have to be there, on the clock of the place. */
  readonly call: string | null;
}

/** What waits for the reader. */
export interface TodayMine {
  readonly calls: readonly MyCall[];
  readonly tasks: readonly {
    readonly id: string;
    readonly title: string;
    readonly deadline: string | null;
    readonly priority: string;
  }[];
  /** All tasks of the reader that are open. */
  readonly openTasks: number;
  /** Evenings that are over and whose report nobody has signed, for those who may. */
  readonly reports: readonly ProblemEvent[];
  /** Counts that go on, for those who count. */
  readonly counts: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
}
export const todayMine = declareQuery<TodayMine>()('today.mine', z.strictObject({}));

/** What others changed of one object. */
export interface ChangedObject {
  readonly table: TableName;
  readonly id: string;
  readonly label: string;
  /** How many lines of the log, of it and of its parts. */
  readonly changes: number;
  readonly by: string;
  readonly at: string;
  readonly isNew: boolean;
  readonly isDeleted: boolean;
  /** What changed of the row itself, by column. */
  readonly columns: readonly string[];
}

/** What happened while the reader was away. */
export interface TodayChanges {
  readonly objects: readonly ChangedObject[];
  /** Objects that are not listed, by table. */
  readonly more: readonly { readonly table: TableName; readonly objects: number }[];
  /** Changes altogether; `isMore` where there were more than are looked at. */
  readonly total: number;
  readonly isMore: boolean;
}

/** `since`: an ISO time. Changes of the reader's own are left out. */
export const todayChanges = declareQuery<TodayChanges>()('today.changes', z.strictObject({ since: z.iso.datetime() }));
