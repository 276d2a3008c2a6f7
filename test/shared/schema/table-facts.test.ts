/** What the catalog answers about every table holds together with its columns. */
import { expect, test } from 'vitest';
import { isPart } from '../../../shared/rules/deletion-plan.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';

test('every value of a status with a machine has its line, and leads only to values of that status', () => {
  const withMachine = tableNames.filter((name) => tableOf(name).states !== null);
  expect(withMachine).toContain('tasks');
  for (const name of withMachine) {
    const values = [...(tableOf(name).columns['status']?.values ?? [])];
    const states = tableOf(name).states ?? {};
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
    const { hint, part } = tableOf(name);
    if (hint !== null) expect(tableOf(name).columns[hint]?.hubOnly, `${name}.${hint}`).toBeUndefined();
    if (hint !== null) expect(Object.keys(tableOf(name).columns)).toContain(hint);
    if (part) expect(isPart(name)).toBe(true);
  }
});

test('whatever people may edit that is not their own is in a group of the general page, and nothing else is', () => {
  for (const name of tableNames) {
    const { write, scope, group, owner } = tableOf(name);
    expect(group !== null, name).toBe(write !== undefined && scope !== 'hub' && owner === undefined);
  }
});

test('a word that tables give themselves says one thing', () => {
  for (const kind of ['fields', 'values'] as const) {
    const said = new Map<string, string>();
    for (const name of tableNames)
      for (const [word, names] of Object.entries(tableOf(name).words[kind])) {
        expect(said.get(word) ?? names.join(), `${name}: ${word} belongs into common-names.ts`).toBe(names.join());
        said.set(word, names.join());
      }
  }
});
