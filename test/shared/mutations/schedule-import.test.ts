/** Events of a file go in once, whoever brings them and how often; what came is taken back whole. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import type { ImportedEvent } from '../../../shared/mutations/import-mutations.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import type { ImportedValues } from '../../../shared/rules/imported-events.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { planner: ['schedule.edit', 'rows.delete'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

let files = 0;
/** UIDs of a file of its own. */
const file = (): string => {
  files += 1;
  return `file ${files}`;
};
const event = (uid: string, more: Partial<ImportedValues> = {}, seen: ImportedEvent['seen'] = null): ImportedEvent => ({
  uid,
  recurrence: null,
  values: { title: uid, date: dayFromNow(300 + files * 3), start: '19:00', end: '22:00', ...more },
  seen,
});
const brought = (uid: string) => cast().rows('schedule_events', `title = '${uid}' AND deleted_at IS NULL`);
const load = (who: string, events: readonly ImportedEvent[]) => cast().verdict(who, 'schedule.import', { events });
const back = (who: string, events: readonly ImportedEvent[]) => {
  const args = { events };
  const inverse = must(
    must(mutationNamed('schedule.import')).inverse(args, {
      mutationId: cast().newId(),
      newId: () => cast().newId(),
    }),
  );
  return cast().verdict(who, inverse.name, inverse.args);
};

describe('a file', () => {
  test('that is brought twice, by two people, makes its events once', async () => {
    const uid = file();
    const events = [event(`${uid}a`), event(`${uid}b`)];
    expect(await load('planner', events)).toBe('done');
    expect(await load('planner', events)).toBe('done');
    expect(await load('stage_manager', events)).toBe('done');
    expect(await brought(`${uid}a`)).toHaveLength(1);
    expect(await brought(`${uid}b`)).toHaveLength(1);
    expect(await cast().rows('conflicts', `kept_value LIKE '%${uid}%'`)).toEqual([]);
  });

  test('in which something has changed updates what it brought, and leaves what it does not say', async () => {
    const uid = file();
    await load('planner', [event(uid, { description: 'Как было' })]);
    const [row] = await brought(uid);
    await cast().verdict('planner', 'row.update', {
      table: 'schedule_events',
      id: must(row)['id'] as string,
      changes: { call_time: '17:00' },
      seen: { call_time: null },
    });
    const moved = event(uid, { start: '18:00' }, { start_time: '19:00' });
    expect(await load('planner', [moved])).toBe('done');
    expect((await brought(uid))[0]).toMatchObject({
      id: must(row)['id'],
      start_time: '18:00:00',
      call_time: '17:00:00',
      description: 'Как было',
    });
    expect(await back('planner', [moved])).toBe('done');
    expect((await brought(uid))[0]).toMatchObject({ id: must(row)['id'], start_time: '19:00:00' });
  });

  test('that is taken back and brought again has new events, each once', async () => {
    const uid = file();
    const events = [event(uid)];
    await load('planner', events);
    const [first] = await brought(uid);
    expect(await back('planner', events)).toBe('done');
    expect(await brought(uid)).toEqual([]);
    await load('planner', events);
    await load('stage_manager', events);
    const again = await brought(uid);
    expect(again).toHaveLength(1);
    expect(must(again[0])['id']).not.toBe(must(first)['id']);
  });

  test('may name an event of ours by its id, and says nothing to one of nobody', async () => {
    const own = await cast().row('schedule_events', { title: 'Своё', event_date: dayFromNow(700) });
    await load('planner', [
      { ...event(`${own}@offstage`, { title: 'Своё, иначе' }), seen: { title: 'Своё' } },
      event(`${cast().newId()}@offstage`, { title: 'Чужое' }),
    ]);
    expect(await cast().read('schedule_events', own)).toMatchObject({ title: 'Своё, иначе' });
    expect(await brought('Чужое')).toHaveLength(1);
  });

  test('whose venue was deleted meanwhile keeps its name', async () => {
    const uid = file();
    const place = { venueId: cast().newId(), name: 'Зал, которого нет' };
    expect(await load('planner', [event(uid, { place })])).toBe('done');
    expect((await brought(uid))[0]).toMatchObject({ venue_id: null, venue_text: 'Зал, которого нет' });
  });
});

describe('what somebody else wrote meanwhile', () => {
  test('is kept beside what the file says', async () => {
    const uid = file();
    await load('planner', [event(uid)]);
    const [row] = await brought(uid);
    const id = String(must(row)['id']);
    const edit = { table: 'schedule_events', id, changes: { title: 'Другое' }, seen: { title: uid } };
    await cast().verdict('stage_manager', 'row.update', edit);
    await load('planner', [event(uid, { title: `${uid} из файла` }, { title: uid })]);
    expect((await cast().read('schedule_events', id))['title']).toBe(`${uid} из файла`);
    expect(await cast().rows('conflicts', `entity_id = '${id}'`)).toHaveLength(1);
  });

  test('of several events is kept of each', async () => {
    const uid = file();
    const both = [`${uid}a`, `${uid}b`];
    await load(
      'planner',
      both.map((one) => event(one)),
    );
    await load(
      'stage_manager',
      both.map((one) => event(one, { title: `${one} иначе` })),
    );
    expect(await brought(`${uid}a иначе`)).toHaveLength(1);
    expect(await cast().rows('conflicts', `other_value LIKE '%${uid}%'`)).toHaveLength(2);
  });

  test('holds what is taken back: an event to which people are called by now stays', async () => {
    const uid = file();
    const events = [event(`${uid}a`), event(`${uid}b`)];
    await load('planner', events);
    const [called] = await brought(`${uid}a`);
    await cast().row('event_calls', {
      event_id: String(must(called)['id']),
      employee_id: cast().employeeId('technician'),
      function: 'свет',
    });
    expect(await back('planner', events)).toBe('done');
    expect(await brought(`${uid}a`)).toHaveLength(1);
    expect(await brought(`${uid}b`)).toEqual([]);
    expect(await back('planner', [event(`${uid}a`)])).toBe('undo.hasMore');
  });

  test('stays where the file is taken back; the rest goes, and who else brought it hears of it', async () => {
    const uid = file();
    const [theirs, mine, both] = [event(`${uid}a`), event(`${uid}b`), event(`${uid}c`)];
    await load('stage_manager', [both]);
    await load('planner', [theirs, mine, both]);
    const [row] = await brought(`${uid}a`);
    const id = String(must(row)['id']);
    // Of an older row nothing says who changed it.
    await cast().raw(`UPDATE schedule_events SET updated_by_id = NULL WHERE title = '${uid}c'`);
    const edit = { table: 'schedule_events', id, changes: { call_time: '17:00' }, seen: { call_time: null } };
    expect(await cast().verdict('stage_manager', 'row.update', edit)).toBe('done');
    expect(await back('planner', [theirs, mine, both])).toBe('done');
    expect(await brought(`${uid}a`)).toMatchObject([{ id, call_time: '17:00:00' }]);
    expect(await brought(`${uid}b`)).toEqual([]);
    expect(await brought(`${uid}c`)).toEqual([]);
    const told = await cast().rows('notifications', `type = 'schedule.removed' AND title LIKE '${uid}%'`);
    expect(told).toMatchObject([{ title: `${uid}c`, user_id: cast().userId('stage_manager') }]);
    expect(await back('planner', [theirs])).toBe('undo.stays');
  });

  test('and what the author has written into it since stays as well', async () => {
    const uid = file();
    await load('planner', [event(uid)]);
    const [row] = await brought(uid);
    const id = String(must(row)['id']);
    const edit = { table: 'schedule_events', id, changes: { start_time: '12:00' }, seen: { start_time: '19:00' } };
    expect(await cast().verdict('planner', 'row.update', edit)).toBe('done');
    expect(await back('planner', [event(uid)])).toBe('undo.stays');
    expect(await brought(uid)).toHaveLength(1);
  });

  test('meets what the file brings in one notice to everybody, however much it is', async () => {
    const uid = file();
    const venueId = await cast().row('venues');
    const inHall = (name: string) => event(`${uid}${name}`, { place: { venueId, name: null } });
    await load('stage_manager', [inHall('theirs 1'), inHall('theirs 2')]);
    await load('planner', [inHall('a'), inHall('b'), inHall('c')]);
    for (const who of ['planner', 'stage_manager']) {
      const notices = await cast().rows(
        'notifications',
        `type = 'schedule.collided' AND user_id = '${cast().userId(who)}' AND title LIKE '${uid}%'`,
      );
      expect(notices).toHaveLength(1);
      expect(readNotice('schedule.collided', notices[0]?.['data'])).toMatchObject({ codes: ['venue.taken'], more: 5 });
    }
  });

  test('is no reason to leave an event out: an evening that is over keeps its status', async () => {
    const uid = file();
    await load('planner', [event(uid, { status: 'completed' })]);
    expect(await load('planner', [event(uid, { status: 'planned', start: '20:00' }, { start_time: '19:00' })])).toBe(
      'done',
    );
    expect((await brought(uid))[0]).toMatchObject({ status: 'completed', start_time: '20:00:00' });
  });
});

test('only those who plan bring a file in', async () => {
  expect(await load('technician', [event(file())])).toBe('permission.denied');
});
