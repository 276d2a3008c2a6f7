/** The list of a production's things as a screen has it: by department, with sums. */
import type { NeededThing } from '../../../shared/features/productions/queries.ts';

/** What of the list is in sight. */
export type Shown = 'all' | 'short' | 'differing';

/** Things of one department; null: of none. */
export interface ThingGroup {
  readonly departmentId: string | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly things: readonly NeededThing[];
}

/** Nothing is missing of what does not come along. */
export const isShort = ({ availability, kind }: NeededThing): boolean => kind !== 'left_out' && availability.short > 0;
export const isDiffering = ({ kind }: NeededThing): boolean => kind !== 'base';

const isShown = (thing: NeededThing, shown: Shown): boolean =>
  shown === 'all' || (shown === 'short' ? isShort(thing) : isDiffering(thing));

/** Departments in the order of their ids, which tell their age; things by category, then by name. */
export function groupsOf(things: readonly NeededThing[], shown: Shown, language: string): readonly ThingGroup[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const groups = Map.groupBy(
    things.filter((thing) => isShown(thing, shown)),
    ({ departmentId }) => departmentId ?? '',
  );
  return [...groups]
    .toSorted(([a], [b]) => (a === '' || (b !== '' && a > b) ? 1 : -1))
    .map(([id, members]) => ({
      departmentId: id === '' ? null : id,
      name: members[0]?.department ?? null,
      code: members[0]?.departmentCode ?? null,
      things: members.toSorted(
        (a, b) => compare(a.category ?? '', b.category ?? '') || compare(a.name, b.name) || compare(a.itemId, b.itemId),
      ),
    }));
}

/** Kilograms of all pieces of a list; what has no weight counts for nothing. */
export const weightOf = (things: readonly NeededThing[]): number =>
  things.reduce((sum, { weight, quantity }) => sum + Number(weight ?? 0) * quantity, 0);
