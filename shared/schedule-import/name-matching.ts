/** Names that a file uses, and what they are here. */

import type { ReadEvent } from '../ical/read-calendar.ts';
import { ACTIVITIES } from '../schema/tables/schedule-events.ts';

/** Something of ours by its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What becomes of a place: one of ours, a new one, or its name as text. */
export type VenueChoice =
  | { readonly to: 'venue'; readonly id: string }
  | { readonly to: 'new' }
  | { readonly to: 'text' };
/** What becomes of a production: one of ours, a new one, or none. */
export type ProductionChoice =
  | { readonly to: 'production'; readonly id: string }
  | { readonly to: 'new' }
  | { readonly to: 'none' };
/** What a kind is here: a type of events, and what is done there. */
export interface KindChoice {
  readonly type: string;
  readonly activity: string | null;
}

/** Of each name of the file what becomes of it. */
export interface Matching {
  readonly venues: ReadonlyMap<string, VenueChoice>;
  readonly productions: ReadonlyMap<string, ProductionChoice>;
  readonly kinds: ReadonlyMap<string, KindChoice>;
  /** Of events whose kind the file does not say. */
  readonly kind: KindChoice;
}

/** A name of the file, and how many events use it. */
export interface CountedName {
  readonly name: string;
  readonly count: number;
  /** Where it is, of a place. */
  readonly city: string | null;
}

/** Names of a file, the most frequent first. */
export interface NamesOfFile {
  readonly venues: readonly CountedName[];
  readonly productions: readonly CountedName[];
  readonly kinds: readonly CountedName[];
}

function counted(events: readonly ReadEvent[], nameOf: (event: ReadEvent) => string | null): CountedName[] {
  const found = new Map<string, { name: string; count: number; city: string | null }>();
  for (const event of events) {
    const name = nameOf(event);
    if (name === null) continue;
    const known = found.get(name);
    if (known === undefined) found.set(name, { name, count: 1, city: event.city });
    else known.count += 1;
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** What the events of a file call places, productions and kinds. */
export const namesOf = (events: readonly ReadEvent[]): NamesOfFile => ({
  venues: counted(events, ({ venue }) => venue),
  productions: counted(events, ({ production }) => production),
  kinds: counted(events, ({ kind }) => kind),
});

/** The same name whatever its letters, quotation marks and spaces. */
export const sameName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[«»“”„"'’`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const TYPES: readonly (readonly [RegExp, KindChoice])[] = [
  [/premi|премьер/, { type: 'premiere', activity: null }],
  [/dress|генеральн/, { type: 'dress_rehearsal', activity: null }],
  [/run.?through|прогон/, { type: 'run_through', activity: null }],
  [/read.?through|читк/, { type: 'rehearsal', activity: 'read_through' }],
  [/put.?in|ввод/, { type: 'rehearsal', activity: 'put_in' }],
  [/fitting|примерк/, { type: 'other', activity: 'fitting' }],
  [/rehears|репетиц/, { type: 'rehearsal', activity: null }],
  [/load.?out|демонтаж|разбор/, { type: 'technical', activity: 'load_out' }],
  [/load.?in|get.?in|монтир|монтаж/, { type: 'technical', activity: 'load_in' }],
  [/light|свет/, { type: 'technical', activity: 'lighting' }],
  [/sound|саунд|звук/, { type: 'technical', activity: 'sound_check' }],
  [/day.?off|holiday$|выходн/, { type: 'other', activity: 'day_off' }],
  [/travel|переезд|отъезд/, { type: 'tour', activity: 'travel' }],
  [/^tour|tour$|гастрол|runout|выезд/, { type: 'tour', activity: null }],
  [/meeting|совещан|собран|планерк/, { type: 'meeting', activity: null }],
  [/mainten|техобслуж|профилакт/, { type: 'maintenance', activity: null }],
  [/technic|техническ/, { type: 'technical', activity: null }],
  [
    /perform|show|concert|matin|chamber|season|subscription|lecture|festival|спектакл|концерт|показ/,
    { type: 'performance', activity: null },
  ],
];

/** What a word for a kind means here; undefined where nobody can know. */
export function kindOf(word: string): KindChoice | undefined {
  const name = sameName(word);
  if ((ACTIVITIES as readonly string[]).includes(name)) return { type: 'other', activity: name };
  return TYPES.find(([pattern]) => pattern.test(name))?.[1];
}

/** What there is here. */
export interface Ours {
  readonly venues: readonly Named[];
  readonly performances: readonly Named[];
}

/** What is taken for granted: the same name is the same thing; all others stay names until somebody decides. */
export function guessed(names: NamesOfFile, ours: Ours, kind: KindChoice): Matching {
  const idsOf = (all: readonly Named[]): ReadonlyMap<string, string> =>
    new Map(all.toReversed().map(({ id, name }) => [sameName(name), id]));
  const [venues, productions] = [idsOf(ours.venues), idsOf(ours.performances)];
  return {
    venues: new Map(
      names.venues.map(({ name }): [string, VenueChoice] => {
        const id = venues.get(sameName(name));
        return [name, id === undefined ? { to: 'text' } : { to: 'venue', id }];
      }),
    ),
    productions: new Map(
      names.productions.map(({ name }): [string, ProductionChoice] => {
        const id = productions.get(sameName(name));
        return [name, id === undefined ? { to: 'none' } : { to: 'production', id }];
      }),
    ),
    kinds: new Map(names.kinds.map(({ name }) => [name, kindOf(name) ?? kind])),
    kind,
  };
}
