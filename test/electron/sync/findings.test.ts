/** What sync finds out by itself: said once each to the log, and told by table to people. */
import { expect, test } from 'vitest';
import { Findings } from '../../../electron/sync/findings.ts';

function noted() {
  const said: string[] = [];
  const findings = new Findings((error) => said.push(error instanceof Error ? error.message : String(error)));
  return { findings, said };
}

test('a column that this version does not know is named once, and people are told of its table', () => {
  const { findings, said } = noted();
  for (const what of ['tags.newer', 'tags.newer', 'tags.newest', 'users.newer']) findings.noteUnknown(what);
  expect(said).toEqual(
    ['tags.newer', 'tags.newest', 'users.newer'].map(
      (what) => `the hub sent ${what}, which this version does not know; it was left out`,
    ),
  );
  expect(findings.told).toEqual({ drifted: [], unknownIn: ['tags', 'users'], absent: [] });
});

test('a table that the hub does not know is named once', () => {
  const { findings, said } = noted();
  for (const table of ['tags', 'tags'] as const) findings.noteAbsent(table);
  expect(said).toEqual(['the hub does not know tags: it is of an earlier release; work goes on without it']);
  expect(findings.told.absent).toEqual(['tags']);
});

test('tables that had drifted are told with when, the latest last, and no more than a hundred', () => {
  const { findings, said } = noted();
  for (let here = 0; here < 102; here += 1)
    findings.noteDrift({ table: 'tags', here, there: 7 }, new Date(Date.UTC(2026, 2, 1, 10, 0, here % 60)));
  const { drifted } = findings.told;
  expect([drifted.length, drifted[0]?.here]).toEqual([100, 2]);
  expect(drifted.at(-1)).toEqual({ table: 'tags', here: 101, there: 7, at: '2026-03-01T10:00:41.000Z' });
  expect(said[0]).toBe('tags had drifted from the hub (0 rows here, 7 there): fetched anew');
});
