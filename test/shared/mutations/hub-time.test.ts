/**
 * The hub's time decides. A laptop whose clock says 2020 or 2090 changes no outcome; its time is for people to read.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { correctedTime } from '../../../shared/mutations/mutation.ts';
import { dueBefore, purge } from '../../../shared/mutations/purge.ts';
import { Cast, type When } from '../../support/cast.ts';
import { dayFromNow, NOW } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

describe.each(['2020-01-01T00:00:00.000Z', '2090-01-01T00:00:00.000Z'])('a clock that says %s', (clock) => {
  const when: When = { at: 5, clock };
  const arrival = new Date(NOW + 5 * 60_000).toISOString();

  test('does not let the purge erase today’s deletion, nor keep it longer', async () => {
    const [tag, deletionId] = [await cast().row('tags'), cast().newId()];
    expect(await cast().verdict('admin', 'row.delete', { table: 'tags', id: tag, deletionId }, when)).toBe('done');
    expect((await cast().read('tags', tag))['deleted_at']).toBe(arrival);
    expect(await cast().read('deletions', deletionId)).toMatchObject({ deleted_at: arrival });
    for (const side of cast().sides) {
      const plan = (days: number): Promise<unknown> =>
        purge(side.store(), cast().theaterId, dueBefore(new Date(NOW + days * 86_400_000), 180), true);
      expect(JSON.stringify(await plan(1))).not.toContain(tag);
      expect(JSON.stringify(await plan(181))).toContain(tag);
    }
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId }, { at: 6, clock })).toBe('done');
    expect((await cast().read('deletions', deletionId))['restored_at']).toBe(new Date(NOW + 6 * 60_000).toISOString());
  });

  test('does not decide which events are still to come', async () => {
    const [venue, past] = [await cast().row('venues'), await cast().row('venues')];
    await cast().row('schedule_events', { venue_id: venue, event_date: dayFromNow(3) });
    await cast().row('schedule_events', { venue_id: past, event_date: dayFromNow(-3) });
    expect(
      await cast().verdict('admin', 'row.delete', { table: 'venues', id: venue, deletionId: cast().newId() }, when),
    ).toBe('deletion.blocked');
    expect(
      await cast().verdict('admin', 'row.delete', { table: 'venues', id: past, deletionId: cast().newId() }, when),
    ).toBe('done');
  });

  test('stands in nothing that decides about hours and counts, and in what people read no later than it arrived', async () => {
    const [project, id] = [await cast().row('projects'), cast().newId()];
    const values = {
      employee_id: cast().employeeId('technician'),
      project_id: project,
      date: '2026-11-01',
      hours: '1.00',
    };
    expect(await cast().verdict('technician', 'row.create', { table: 'time_entries', id, values }, when)).toBe('done');
    expect(await cast().verdict('technician', 'time.submit', { id }, when)).toBe('done');
    expect(await cast().verdict('admin', 'time.approve', { id }, when)).toBe('done');
    expect(await cast().read('time_entries', id)).toMatchObject({ approved_at: arrival });
    const lines = await cast().rows('activity_log', `entity_id = '${id}'`);
    expect(new Set(lines.map((line) => line['recorded_at']))).toEqual(new Set([arrival]));
    for (const line of lines) expect(String(line['occurred_at']) <= arrival).toBe(true);
    const [place, countId] = [await cast().row('inventory_locations'), cast().newId()];
    expect(
      await cast().verdict(
        'admin',
        'count.create',
        { id: countId, name: 'И', locationId: place, isBlind: false },
        when,
      ),
    ).toBe('done');
    expect(await cast().verdict('admin', 'count.start', { countId }, when)).toBe('done');
    expect(await cast().read('inventory_counts', countId)).toMatchObject({ started_at: arrival });
  });
});

test('the time of an act is total: rubbish and the future give the moment of arrival', () => {
  const until = '2026-11-24T18:00:00.000Z';
  const shown = (issuedAt: string, clockOffsetMs = 0): string => correctedTime({ issuedAt, clockOffsetMs }, until);
  expect(shown('2026-11-20T10:00:00.000Z', 60_000)).toBe('2026-11-20T10:01:00.000Z');
  for (const [issuedAt, offset] of [
    ['2090-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:00Z', 0],
    ['rubbish', 0],
    ['2026-11-20T10:00:00Z', Number.MAX_SAFE_INTEGER],
  ] as const) {
    expect(shown(issuedAt, offset)).toBe(until);
  }
});
