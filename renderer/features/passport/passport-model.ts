/** A passport as it stands in a variant: by department, with what differs from the base. Pure. */
import type { Passport, PassportDepartment, PassportSection } from '../../../shared/features/passport/queries.ts';
import { type Standing, standingIn } from '../../../shared/rules/variants.ts';
import { changesBetween } from '../../lib/text-diff.ts';

/** What of a section differs from the base: text that went and text that came, in the order of the page. */
export type SectionDifference = ReturnType<typeof changesBetween>[number];

/** A section where it stands. */
export interface PlacedSection extends Standing<PassportSection> {
  readonly differences: readonly SectionDifference[];
}

/** Sections of a department; null: those that are of none. */
export interface DepartmentGroup {
  readonly department: PassportDepartment | null;
  readonly sections: readonly PlacedSection[];
}

function differencesOf({ kind, row, base }: Standing<PassportSection>): readonly SectionDifference[] {
  if (kind === 'base' || base === null || base.id === row.id) return [];
  const title = row.title === base.title ? [] : [{ gone: [base.title], fresh: [row.title] }];
  return [...title, ...changesBetween(base.content, row.content)];
}

/** Groups in the order of the departments, what is of none first; a department without sections has no group. */
export function arrange({ sections, departments }: Passport, variantId: string | null): readonly DepartmentGroup[] {
  const placed = standingIn(sections, variantId).map((standing) => ({
    ...standing,
    differences: differencesOf(standing),
  }));
  const known = new Set(departments.map(({ id }) => id));
  const groupOf = ({ row }: PlacedSection): string =>
    row.department_id !== null && known.has(row.department_id) ? row.department_id : '';
  const byDepartment = Map.groupBy(placed, groupOf);
  return [null, ...departments].flatMap((department) => {
    const found = byDepartment.get(department?.id ?? '');
    return found === undefined ? [] : [{ department, sections: found }];
  });
}

/** How many places of a passport differ in a variant. A section that only the variant has is one. */
export const differenceCount = (groups: readonly DepartmentGroup[]): number =>
  groups.reduce(
    (sum, { sections }) =>
      sum + sections.reduce((all, { kind, differences }) => all + (kind === 'added' ? 1 : differences.length), 0),
    0,
  );

/** All sections in the order in which they are read. */
export const inOrder = (groups: readonly DepartmentGroup[]): readonly PlacedSection[] =>
  groups.flatMap(({ sections }) => sections);

/** The section that an address names, as it stands in the variant: what replaces it, where it was replaced. */
export function findSection(sections: readonly PlacedSection[], id: string | null): PlacedSection | undefined {
  return sections.find(({ row }) => row.id === id) ?? sections.find(({ base }) => base?.id === id) ?? sections[0];
}
