/** The company of a production by function. */
import type { MemberView } from '../../../shared/features/productions/queries.ts';

/** A function with who has it and who can. */
export interface TeamFunction {
  readonly key: string;
  readonly function: string;
  readonly departmentId: string | null;
  readonly department: string | null;
  readonly departmentCode: string | null;
  readonly main: readonly MemberView[];
  readonly substitutes: readonly MemberView[];
}

/** Functions of one department; null: cast and creatives. */
export interface TeamGroup {
  readonly name: string | null;
  readonly code: string | null;
  readonly functions: readonly TeamFunction[];
}

/** In the order in which they were entered; those in which the words are found. */
export function functionsOf(members: readonly MemberView[], find: string, language: string): readonly TeamFunction[] {
  const wanted = find.trim().toLocaleLowerCase(language);
  const isFound = (text: string): boolean => text.toLocaleLowerCase(language).includes(wanted);
  const groups = Map.groupBy(members, (member) => `${member.departmentId ?? ''} ${member.function}`);
  return [...groups].flatMap(([key, each]): TeamFunction[] => {
    const [first] = each;
    if (first === undefined || !each.some((member) => isFound(member.function) || isFound(member.name))) return [];
    return [
      {
        key,
        function: first.function,
        departmentId: first.departmentId,
        department: first.department,
        departmentCode: first.departmentCode,
        main: each.filter(({ isSubstitute }) => !isSubstitute),
        substitutes: each.filter(({ isSubstitute }) => isSubstitute),
      },
    ];
  });
}

/** Cast and creatives first, departments by their ids, which tell their age. */
export function teamGroups(functions: readonly TeamFunction[]): readonly TeamGroup[] {
  const groups = Map.groupBy(functions, ({ departmentId }) => departmentId ?? '');
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => ({
      name: members[0]?.department ?? null,
      code: members[0]?.departmentCode ?? null,
      functions: members,
    }));
}
