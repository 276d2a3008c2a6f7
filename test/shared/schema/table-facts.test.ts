/** What the catalog answers about every table holds together with its columns. */
import { expect, test } from 'vitest';
import { isPart } from '../../../shared/rules/deletion-plan.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import { factsOf } from '../../../shared/schema/table-facts.ts';

test('every value of a status with a machine has its line, and leads only to values of that status', () => {
  const withMachine = tableNames.filter((name) => factsOf(name).states !== null);
  expect(withMachine).toContain('tasks');
  for (const name of withMachine) {
    const values = [...(tableOf(name).columns['status']?.values ?? [])];
    const states = factsOf(name).states ?? {};
    expect(Object.keys(states).toSorted(), name).toEqual(values.toSorted());
    expect(
      Object.values(states)
        .flat()
        .filter((value) => !values.includes(value)),
      name,
    ).toEqual([]);
  }
});

test('a hint is a column that the replica holds, and a part of something can be edited', () => {
  for (const name of tableNames) {
    const { hint, part } = factsOf(name);
    if (hint !== null) expect(tableOf(name).columns[hint]?.hubOnly, `${name}.${hint}`).toBeUndefined();
    if (hint !== null) expect(Object.keys(tableOf(name).columns)).toContain(hint);
    if (part) expect(isPart(name)).toBe(true);
  }
});
