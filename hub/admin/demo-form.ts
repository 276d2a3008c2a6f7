/** What the demo theatre says of one production. */
import type { RUN_SHEET_ACTIONS } from '../../shared/schema/tables/run-sheet-lines.ts';

/** A section of the passport. `responsible`, `checked`: a key of `accounts`, and so many days ago. */
export interface DemoSection {
  readonly type: string;
  readonly department: string | null;
  readonly title: string;
  readonly content: string;
  readonly responsible?: string;
  readonly checked?: number;
  /** The title of the section in whose place it stands on tour. */
  readonly replaces?: string;
}

/** A line: `who` is a key of the company or accounts, or a name as written; `thing` a key of `stageThings`. */
export interface DemoLine {
  readonly action: (typeof RUN_SHEET_ACTIONS)[number];
  readonly department: string;
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly who: string | null;
  readonly cue: string | null;
  readonly quantity?: number;
  readonly thing?: string;
  readonly note?: string;
  /** What is done on tour in its place; null: nothing. */
  readonly tour?: DemoLine | null;
}

/** A scene with its lines. */
export interface DemoScene {
  readonly act: number;
  readonly number: string;
  readonly title: string;
  readonly place: string;
  readonly minutes: number;
  readonly lines: readonly DemoLine[];
}

/** A checklist; who answers for a point is a key of the company or accounts. */
export interface DemoChecklist {
  readonly name: string;
  readonly phase: 'load_in' | 'pre_show' | 'during' | 'post_show' | 'load_out';
  readonly department: string | null;
  readonly points: readonly DemoPoint[];
}

/** A point of a checklist. */
export interface DemoPoint {
  readonly title: string;
  readonly note?: string;
  readonly isCritical?: boolean;
  readonly who?: string;
  readonly thing?: string;
}

/** Who plays or does what; `stand-in` is somebody who can take it over. */
export type DemoMember = readonly [who: string, what: string, department: string | null, standIn?: 'stand-in'];

/** A production as a whole. */
export interface DemoProduction {
  readonly title: string;
  readonly sections: readonly DemoSection[];
  readonly scenes: readonly DemoScene[];
  readonly checklists: readonly DemoChecklist[];
  readonly members: readonly DemoMember[];
  /** Thing, quantity, and a note or `consumable`. */
  readonly needs: readonly (readonly [thing: string, quantity: number, note?: string])[];
  /** What the tour needs otherwise: thing, quantity (0: none), note. */
  readonly tour: {
    readonly name: string;
    readonly note: string;
    readonly needs: readonly (readonly [thing: string, quantity: number, note: string])[];
  } | null;
  /** Per department this season: how it is, and what ails. */
  readonly condition: readonly (readonly [
    department: string,
    condition: 'good' | 'fair' | 'poor',
    note: string | null,
  ])[];
}

/** Short forms, in which sheets are written below: one line each, as in a real one. */
const make =
  (action: DemoLine['action'], department: string) =>
  (
    what: string,
    from: string | null,
    to: string | null,
    who: string | null,
    cue: string | null,
    more: Pick<DemoLine, 'quantity' | 'thing' | 'note' | 'tour'> = {},
  ): DemoLine => ({ action, department, what, from, to, who, cue, ...more });

/** Machinists and fitters. */
export const set = {
  preset: make('preset', 'machinery'),
  on: make('on', 'machinery'),
  off: make('off', 'machinery'),
  shift: make('shift', 'machinery'),
  strike: make('strike', 'machinery'),
};
/** Properties. */
export const prop = {
  preset: make('preset', 'costume'),
  on: make('on', 'costume'),
  off: make('off', 'costume'),
  give: make('hand_over', 'costume'),
};
export const dress = make('quick_change', 'costume');
export const hair = make('quick_change', 'makeup');
export const light = make('cue', 'light');
export const sound = make('cue', 'sound');
export const video = make('cue', 'video');
/** What the stage manager says. */
export const call = make('other', 'machinery');
