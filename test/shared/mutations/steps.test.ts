/** What a row's page offers: mutations that lead it on from where it stands, and take no more than it can give. */
import { expect, test } from 'vitest';
import { mutationNamed, mutationNames, stepsFrom } from '../../../shared/mutations/registry.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { idOf } from '../../support/rows.ts';

test.for([
  ['draft', ['time.submit']],
  ['rejected', ['time.submit', 'time.withdraw']],
  ['submitted', ['time.withdraw', 'time.approve', 'time.reject']],
  ['approved', []],
] as const)('hours that are %s can be led on by %s', ([status, names]) => {
  expect(stepsFrom('time_entries', status).map(({ mutation }) => mutation.name)).toEqual(names);
  expect(stepsFrom('tasks', status)).toEqual([]);
});

test('a step leads on from a status that leads on, and takes an id and what is said', () => {
  const offered = mutationNames.map(mutationNamed).filter((mutation) => mutation?.step !== undefined);
  expect(offered.length).toBeGreaterThan(3);
  for (const mutation of offered) {
    const { table, from, comment } = mutation?.step ?? { table: 'tags', from: [], comment: 'none' };
    for (const status of from) expect(tableOf(table).states?.[status]?.length, mutation?.name).toBeGreaterThan(0);
    const said = comment === 'none' ? {} : { comment: 'так' };
    expect(mutation?.prepare({ id: idOf(1), ...said }), mutation?.name).not.toHaveProperty('issues');
    expect('issues' in (mutation?.prepare({ id: idOf(1) }) ?? {}), mutation?.name).toBe(comment === 'required');
  }
});
