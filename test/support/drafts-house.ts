/**
 * A theatre in which everything that is planned and was not told carries one word: an evening that was never told, one
 * that is another by now, one that is deleted, and whatever else speaks of them.
 */
import { indexSlice } from '../../electron/replica/search-index.ts';
import { LookupStatements, SqliteRowStore } from '../../electron/replica/sqlite-row-store.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { type LoneReplica, loneReplica } from './lone-replica.ts';
import type { Subjects } from './questions.ts';
import { DAY, dayFromNow, idOf, NOW, RowFactory } from './rows.ts';

/** What only those who plan may read. */
export const SECRET = 'Незабудка';
export const TODAY = dayFromNow(0);
/** On which the evening stood that was told, and where it was moved to without telling. */
export const [TOLD_DAY, MOVED_DAY] = [dayFromNow(1), dayFromNow(5)];
const at = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();

/** The house and its rows. */
export interface DraftsHouse {
  readonly lone: LoneReplica;
  readonly planner: string;
  /** An account that is `anna`, who is called to what was told, and to what was not. */
  readonly reader: string;
  readonly anna: string;
  readonly boris: string;
  readonly draft: string;
  readonly told: string;
  readonly deleted: string;
  /** Tonight's, told as it stands. */
  readonly tonight: string;
  /** Of Anna, and of Boris, to tonight's. */
  readonly own: string;
  readonly others: string;
  readonly production: string;
  readonly about: Subjects;
}

/** Everything, in a replica of its own. */
export async function draftsHouse(): Promise<DraftsHouse> {
  const lone = await loneReplica();
  const house = await lone.replica.writeUnchecked(async (tx) => {
    const store = new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite));
    const factory = new RowFactory(store, idOf(1));
    const rows: { table: Parameters<RowFactory['make']>[0]; id: string }[] = [];
    const make: RowFactory['make'] = async (table, given) => {
      const id = await factory.make(table, given);
      rows.push({ table, id });
      return id;
    };
    await factory.theater();
    const planner = await make('users', { first_name: 'Ольга', email: 'plan@t' });
    const reader = await make('users', { first_name: 'Анна', email: 'anna@t' });
    const anna = await make('employees', { full_name: 'Анна Громова', user_id: reader });
    const boris = await make('employees', { full_name: 'Борис Пак', user_id: null });
    const production = await make('performances', { title: 'Чайка', status: 'active' });
    const other = await make('performances', { title: 'Дядя Ваня', status: 'active' });
    const venue = await make('venues', { name: 'Большая сцена', is_active: true });
    const item = await make('inventory_items', { name: 'Прожектор', quantity: 1 });
    for (const performance_id of [production, other])
      await make('performance_inventory', { performance_id, inventory_item_id: item, quantity: 1 });
    const tour = await make('tours', { name: 'Гастроли', starts_on: TODAY, ends_on: MOVED_DAY, status: 'confirmed' });
    await make('tour_members', { tour_id: tour, employee_id: anna });
    await make('packing_lines', { tour_id: tour, inventory_item_id: item, quantity: 1 });
    const evening = {
      event_type: 'performance',
      activity: null,
      status: 'planned',
      start_time: '19:00:00',
      end_time: '22:00:00',
      venue_id: venue,
      performance_id: production,
      variant_id: null,
    };
    const secret = {
      title: `${SECRET}: репетиция`,
      description: `${SECRET}, никому`,
      venue_text: SECRET,
      tour_city: SECRET,
      tour_venue_name: SECRET,
      extra_data: { note: SECRET },
      tour_id: tour,
    };
    const draft = await make('schedule_events', { ...evening, ...secret, event_date: TODAY });
    const told = await make('schedule_events', {
      ...evening,
      ...secret,
      event_date: MOVED_DAY,
      start_time: '12:34:00',
      status: 'cancelled',
      performance_id: other,
    });
    const deleted = await make('schedule_events', { ...evening, ...secret, event_date: TOLD_DAY });
    const content = (date: string): Readonly<Record<string, JsonValue>> => ({
      title: 'Чайка, как объявлено',
      description: 'Приходить с текстом',
      date,
      call: '17:30',
      ready: null,
      start: '19:00',
      end: '22:00',
      venueId: venue,
      venueText: null,
      type: 'performance',
      activity: null,
      status: 'planned',
      performanceId: production,
      variantId: null,
      calls: [{ employeeId: anna, function: 'свет', callTime: '17:00', endTime: null }],
      participants: [planner],
    });
    for (const [event_id, date] of [
      [told, TOLD_DAY],
      [deleted, TOLD_DAY],
    ] as const)
      await make('event_publications', {
        event_id,
        event_date: date,
        performance_id: production,
        is_withdrawn: false,
        content: content(date),
        published_by_name: 'Ольга',
      });
    const tonight = await make('schedule_events', {
      ...evening,
      title: 'Маскарад',
      description: 'Фрак и маски',
      event_date: TODAY,
    });
    const parts = [
      { employeeId: anna, function: 'свет', callTime: null, endTime: null },
      { employeeId: boris, function: 'звук', callTime: null, endTime: null },
    ];
    await make('event_publications', {
      event_id: tonight,
      event_date: TODAY,
      performance_id: production,
      is_withdrawn: false,
      content: { ...content(TODAY), title: 'Маскарад', description: 'Фрак и маски', calls: parts },
    });
    const own = await make('event_calls', {
      event_id: tonight,
      employee_id: anna,
      function: 'свет',
      answer: 'confirmed',
      note: 'после шести',
    });
    const others = await make('event_calls', {
      event_id: tonight,
      employee_id: boris,
      function: 'звук',
      answer: 'declined',
      note: `${SECRET}: в больнице`,
    });
    const calls: string[] = [];
    for (const [event_id, employee_id, as] of [
      [draft, anna, SECRET],
      [draft, boris, `${SECRET} 2`],
      [draft, null, `${SECRET} 3`],
      [told, boris, SECRET],
      [told, null, SECRET],
    ] as const)
      calls.push(
        await make('event_calls', {
          event_id,
          employee_id,
          function: as,
          answer: 'declined',
          note: `${SECRET} болеет`,
        }),
      );
    // Taken back, and nobody knows yet.
    await make('event_calls', {
      event_id: told,
      employee_id: anna,
      function: 'свет',
      call_time: '12:34:00',
      deleted_at: at(-1),
      deletion_id: idOf(0x778),
    });
    await make('event_calls', { event_id: deleted, employee_id: anna, function: 'свет', answer: 'confirmed' });
    await make('event_participants', { event_id: draft, user_id: reader, role: SECRET, note: SECRET });
    await make('event_participants', { event_id: told, user_id: planner, note: SECRET });
    await make('event_inventory', { event_id: draft, inventory_item_id: item, note: SECRET });
    await make('show_notes', { event_id: draft, text: `${SECRET}: погас прожектор`, deleted_at: null });
    await make('show_reports', { event_id: draft, summary: SECRET });
    await make('show_runs', { event_id: draft, override_reason: SECRET, current_scene_id: null });
    await make('show_timings', { event_id: draft, note: SECRET });
    const item_id = await make('checklist_items', { title: 'Занавес' });
    await make('checklist_marks', { event_id: draft, checklist_item_id: item_id, note: SECRET });
    await make('comments', { entity_type: 'schedule_events', entity_id: draft, content: `${SECRET}!` });
    await make('attachments', { entity_table: 'schedule_events', entity_id: draft, caption: SECRET });
    await make('printed_sheets', {
      code: 'S-ABCD-EFGH',
      form: 'call-sheet',
      title: `Лист вызовов: ${SECRET}`,
      args: { kind: 'event', eventId: draft },
      subject_table: 'schedule_events',
      subject_id: draft,
      printed_by_id: planner,
    });
    for (const table of ['event_calls', 'schedule_events'])
      tx.sqlite
        .prepare(
          `UPDATE ${table} SET deleted_at = ?, deletion_id = ? WHERE ${table === 'event_calls' ? 'event_id' : 'id'} = ?`,
        )
        .run(at(-1), idOf(0x777), deleted);
    const line = { action: 'row.update:update', actor_name: 'Ольга', user_id: planner, occurred_at: at(-1) };
    for (const [entity_type, entity_id] of [
      ['schedule_events', draft],
      ['schedule_events', told],
      ['event_calls', calls[0] ?? ''],
      ['event_calls', calls[3] ?? ''],
    ] as const) {
      const of = { entity_type, entity_id };
      await make('activity_log', { ...line, ...of, recorded_at: at(-1), changes: { title: [SECRET, `${SECRET} 2`] } });
      await make('conflicts', { ...of, column_name: 'title', status: 'open', kept_value: SECRET, other_value: SECRET });
    }
    const deletion = await make('deletions', {
      id: idOf(0x777),
      root_table: 'schedule_events',
      root_id: deleted,
      root_title: `${SECRET}, ${TOLD_DAY}`,
      reason: SECRET,
    });
    await make('deletion_effects', { deletion_id: deletion, entity_type: 'schedule_events', entity_id: deleted });
    await make('notifications', {
      user_id: planner,
      type: 'schedule.declined',
      title: SECRET,
      entity_type: 'schedule_events',
      entity_id: draft,
      data: {
        eventId: draft,
        title: SECRET,
        date: TODAY,
        start: '19:00',
        function: SECRET,
        employeeId: boris,
        name: 'П',
      },
    });
    await make('notifications', {
      user_id: reader,
      type: 'booking.collided',
      title: 'Прожектор',
      entity_type: 'booking_conflicts',
      entity_id: idOf(0x77a),
      data: {
        conflictId: idOf(0x77a),
        itemId: item,
        item: 'Прожектор',
        from: TODAY,
        to: TODAY,
        short: 1,
        first: 'Гастроли',
        second: '',
        firstEventId: null,
        secondEventId: draft,
      },
    });
    for (const table of ['outbox', 'refused_mutations'] as const) {
      const args = { id: draft, values: { title: SECRET, event_date: TODAY }, calls: [] };
      const [more, values] = table === 'outbox' ? ['clock_offset_ms', ['0']] : ['code, details, refused_at', []];
      const works = [
        ['schedule.create', args],
        ['row.update', { table: 'schedule_events', id: draft, changes: { title: SECRET }, seen: { title: SECRET } }],
        ['sheet.printed', { form: 'call-sheet', title: SECRET }],
      ] as const;
      for (const [index, [name, given]] of works.entries())
        tx.sqlite
          .prepare(
            `INSERT INTO ${table} (sequence, id, name, args, author_id, issued_at, ${more})
              VALUES (?, ?, ?, ?, ?, ?, ${table === 'outbox' ? values.join() : `'schedule.blocked', ?, ?`})`,
          )
          .run(
            index + 1,
            idOf(0x900 + index),
            name,
            JSON.stringify(given),
            planner,
            at(-1),
            ...(table === 'outbox' ? [] : [JSON.stringify({ title: SECRET }), at(-1)]),
          );
    }
    return {
      planner,
      reader,
      anna,
      boris,
      draft,
      told,
      deleted,
      tonight,
      own,
      others,
      production,
      about: {
        rows,
        performances: [production, other],
        events: [draft, told, deleted, tonight],
        items: [item],
        people: [anna, boris],
        deletions: [deletion],
        codes: ['S-ABCD-EFGH'],
        texts: [SECRET, 'Чайка'],
        from: TODAY,
        to: TOLD_DAY,
        venueId: venue,
        since: new Date(NOW - DAY).toISOString(),
      } satisfies Subjects,
    };
  });
  await lone.replica.write('normal', (tx) => {
    tx.sqlite.exec("INSERT OR IGNORE INTO search_pending SELECT 'schedule_events', id FROM schedule_events");
    tx.touch('search_words');
  });
  while (await indexSlice(lone.replica));
  return { lone, ...house };
}
