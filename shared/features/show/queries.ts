/** What the screen of an evening asks. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { EveningTime } from '../../rules/evening.ts';
import type { ShowPhase, Signature } from '../../rules/evening-rows.ts';
import type { Row } from '../../schema/catalog.ts';

/** Who ticked a line off, and what they said of it. */
export interface EveningMark {
  readonly isDone: boolean;
  readonly by: string | null;
  /** ISO time. */
  readonly at: string | null;
  readonly note: string | null;
  /** Who wrote it last. */
  readonly noteBy: string | null;
  /** It waits on this laptop to be sent. */
  readonly isPending: boolean;
  /** It was said again by somebody who did not know. */
  readonly isTwice: boolean;
  readonly photos: readonly FileView[];
}

/** A line of a checklist on an evening. */
export interface EveningItem {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly isCritical: boolean;
  readonly responsible: string | null;
  readonly thing: { readonly id: string; readonly name: string; readonly number: string } | null;
  /** The newest fault of the thing that is open. */
  readonly fault: {
    readonly id: string;
    readonly title: string;
    readonly by: string | null;
    readonly at: string;
  } | null;
  readonly mark: EveningMark | null;
}

/** A checklist on an evening, with its lines in their order. */
export interface EveningList {
  readonly id: string;
  readonly name: string;
  readonly phase: Row<'performance_checklists'>['phase'];
  readonly departmentId: string | null;
  readonly items: readonly EveningItem[];
}

/** Something that happened, or that a department has to know. */
export interface EveningNote {
  readonly id: string;
  readonly kind: Row<'show_notes'>['kind'];
  readonly severity: Row<'show_notes'>['severity'];
  readonly text: string;
  readonly departmentId: string | null;
  readonly at: string | null;
  readonly scene: string | null;
  readonly thing: { readonly id: string; readonly name: string } | null;
  readonly task: { readonly id: string; readonly title: string; readonly status: string } | null;
  readonly fault: { readonly id: string; readonly title: string; readonly status: string } | null;
  readonly isAddendum: boolean;
  readonly by: string | null;
  readonly isPending: boolean;
  readonly photos: readonly FileView[];
}

/** Somebody who is called. */
export interface EveningCall {
  readonly id: string;
  readonly function: string;
  readonly employee: string | null;
  readonly departmentId: string | null;
  /** Null where it is for others: whoever plans or runs shows knows all, everybody else their own. */
  readonly answer: Row<'event_calls'>['answer'] | null;
  readonly callTime: string | null;
}

/** Everything of an evening but its run sheet (`runSheet.forEvent`). */
export interface Evening {
  readonly event: {
    readonly id: string;
    readonly title: string;
    /** `YYYY-MM-DD`, where it is played. */
    readonly date: string;
    readonly type: Row<'schedule_events'>['event_type'];
    readonly status: Row<'schedule_events'>['status'];
    readonly venue: string | null;
    /** IANA. */
    readonly zone: string;
    /** Milliseconds since 1970; null: nothing is said of it. */
    readonly call: number | null;
    readonly ready: number | null;
    readonly start: number | null;
    readonly end: number | null;
  };
  readonly production: {
    readonly id: string;
    readonly title: string;
    readonly isArchived: boolean;
    readonly intermissions: number | null;
  } | null;
  readonly variant: { readonly id: string; readonly name: string } | null;
  readonly phase: ShowPhase;
  readonly currentSceneId: string | null;
  /** Since when; null where nobody knows. */
  readonly sceneSince: string | null;
  readonly ready: { readonly at: string; readonly by: string | null; readonly reason: string | null } | null;
  readonly times: readonly (EveningTime & { readonly note: string | null; readonly isCorrected: boolean })[];
  readonly lists: readonly EveningList[];
  readonly departments: readonly { readonly id: string; readonly name: string; readonly code: string }[];
  readonly calls: readonly EveningCall[];
  readonly notes: readonly EveningNote[];
  readonly report: {
    readonly isSigned: boolean;
    readonly attendance: number | null;
    readonly summary: string | null;
    readonly signedAt: string | null;
    readonly signedBy: string | null;
    /** Who signed as well, without knowing of the first. */
    readonly alsoSigned: readonly Signature[];
    readonly isPending: boolean;
  } | null;
  /** The hub's time as well as it is known, when this was answered: the screen counts on from there. */
  readonly asOf: string;
  /** Whoever looks: as an employee, and the departments that are theirs. */
  readonly me: { readonly employeeId: string | null; readonly departmentIds: readonly string[] };
}

/** Null where the event is not there. */
export const showEvening = declareQuery<Evening | null>()('show.evening', z.strictObject({ eventId: z.uuid() }));

/** Evenings of today, with those of last night that go on. */
export interface EveningTonight {
  readonly eventId: string;
  readonly title: string;
  readonly venue: string | null;
  readonly date: string;
  readonly zone: string;
  readonly start: number | null;
  readonly phase: ShowPhase;
}

/** What is played today, in its order. */
export const showTonight = declareQuery<readonly EveningTonight[]>()('show.tonight', z.strictObject({}));

/** A checklist of the house that productions take over. */
export interface HouseChecklist {
  readonly id: string;
  readonly name: string;
  readonly phase: Row<'performance_checklists'>['phase'];
  readonly departmentId: string | null;
  readonly lines: number;
}

/** Checklists of the house, by phase and name. */
export const houseChecklists = declareQuery<readonly HouseChecklist[]>()('show.houseChecklists', z.strictObject({}));
