/** A laptop that no hub answers, with a store to print: a count under way, movements, one who may do everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { CHEAP_GUESS, MACHINE_KEY } from './keys.ts';
import { insertRunSheet } from './paper-run-sheet.ts';
import { insertTour } from './paper-tour.ts';
import { SECTION_TEXT } from './passport-text.ts';
import { idOf } from './rows.ts';

/** In the theatre, which is in Moscow, it is the next day already. */
export const PRINTED_AT = '2026-11-24T21:30:00.000Z';
const SYNCED_AT = '2026-11-24T17:05:00.000Z';
export const THEATER = 'Драматический театр имени А. П. Чехова';
const LONG =
  'Прожектор театральный линзовый с изменяемым углом рассеяния, в комплекте с кашетирующими шторками, рамкой ' +
  'светофильтра, страховочным тросиком и струбциной; «сверхдлинноенаименованиебезединогопробелавнутри» №';

export interface PaperLaptop extends AsyncDisposable {
  readonly host: ReplicaHost;
  readonly dir: string;
  readonly countId: string;
  /** An evening with a note and a report. */
  readonly eventId: string;
  readonly warehouse: string;
  readonly shelf: string;
  readonly itemIds: readonly string[];
  /** Transfers, then write-offs. */
  readonly moves: readonly string[];
  readonly writeOffs: readonly string[];
  /** A production with a passport. */
  readonly performanceId: string;
}

/** Names of things; every seventh is very long. */
export const nameOf = (index: number): string => (index % 7 === 3 ? `${LONG} ${index}` : `Стул венский ${index}`);

interface Options {
  readonly things: number;
  readonly isBlind?: boolean;
  /** There is a tour, which packs all things (`paper-tour.ts`). */
  readonly hasTour?: boolean;
  /** What is counted of the thing; undefined: nobody has. */
  readonly found?: (index: number) => number | undefined;
}

/** `things`: each once on the shelf, `index % 9` of them, at 1,250.50 roubles; every fifth without a price. */
export async function paperLaptop({
  things,
  isBlind = false,
  hasTour = false,
  found = (n) => n % 9,
}: Options): Promise<PaperLaptop> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-paper-'));
  const host = await ReplicaHost.open({
    dir,
    create: true,
    machineKey: MACHINE_KEY,
    guessCost: CHEAP_GUESS,
    now: () => new Date(PRINTED_AT),
    fetch: () => Promise.reject(new TypeError('there is no network')),
  });
  host.sessions.save({
    hubUrl: 'https://hub.invalid',
    deviceId: idOf(900),
    deviceToken: 'token',
    theaterId: idOf(1),
    historyId: 'h1',
    currentUserId: idOf(2),
    people: [{ userId: idOf(2), email: 'olga@t1', accessToken: 'a', refreshToken: 'r' }],
  });
  const [theater, warehouse, shelf, countId, performanceId] = [idOf(1), idOf(10), idOf(11), idOf(20), idOf(30)];
  const eventId = idOf(0x710);
  const itemIds = Array.from({ length: things }, (_, index) => idOf(0x10_000 + index));
  const moves = itemIds.slice(0, 20).map((_, index) => idOf(0x40_000 + index));
  const writeOffs = itemIds.slice(0, 5).map((_, index) => idOf(0x50_000 + index));
  await host.replica.writeUnchecked((tx) => {
    const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
      const columns = Object.keys(row);
      const holes = columns.map(() => '?').join(', ');
      tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`).run(...Object.values(row));
      tx.touch(table as 'theaters');
    };
    const stamps = { created_at: SYNCED_AT, updated_at: SYNCED_AT };
    const ours = { theater_id: theater };
    insert('theaters', { id: theater, name: THEATER, code: 't', timezone: 'Europe/Moscow', ...stamps });
    insert('users', {
      id: idOf(2),
      ...ours,
      email: 'olga@t1',
      first_name: 'Мария',
      last_name: 'Волкова',
      is_active: 1,
      is_superuser: 1,
    });
    insert('inventory_locations', { id: warehouse, ...ours, name: 'Склад декораций', code: 'W', ...stamps });
    insert('inventory_locations', {
      id: shelf,
      ...ours,
      name: 'Стеллаж 1',
      code: 'W-1',
      parent_id: warehouse,
      ...stamps,
    });
    insert('inventory_counts', {
      id: countId,
      ...ours,
      name: 'Ноябрь, склад',
      location_id: warehouse,
      status: 'counting',
      is_blind: isBlind ? 1 : 0,
      started_at: '2026-11-20T09:00:00.000Z',
      ...stamps,
    });
    insert('performances', { id: idOf(0x711), ...ours, title: 'Чайка', status: 'active', ...stamps });
    insert('schedule_events', {
      id: eventId,
      ...ours,
      title: 'Чайка',
      event_date: '2026-11-24',
      start_time: '19:00:00',
      performance_id: idOf(0x711),
      ...stamps,
    });
    insert('show_timings', {
      id: idOf(0x712),
      ...ours,
      event_id: eventId,
      part: 'act',
      started_at: '2026-11-24T16:04:00.000Z',
      ended_at: '2026-11-24T16:50:00.000Z',
    });
    insert('show_notes', {
      id: idOf(0x713),
      ...ours,
      event_id: eventId,
      kind: 'incident',
      severity: 'major',
      text: 'Заклинило дверь',
      occurred_at: '2026-11-24T16:21:00.000Z',
      ...stamps,
    });
    insert('show_reports', {
      id: idOf(0x714),
      ...ours,
      event_id: eventId,
      status: 'signed',
      attendance: 412,
      summary: 'Спектакль прошёл ровно.',
      signed_at: '2026-11-24T18:30:00.000Z',
      signed_by_name: 'Мария Волкова',
      ...stamps,
    });
    insertRunSheet(insert, theater, SYNCED_AT);
    for (const [index, id] of itemIds.entries()) {
      insert('inventory_items', {
        id,
        ...ours,
        name: nameOf(index),
        inventory_number: `И-${100_000 + index}`,
        barcode: `46${String(index).padStart(10, '0')}`,
        quantity: index % 9,
        unit: 'шт',
        current_value: index % 5 === 4 ? null : '1250.50',
        ...stamps,
      });
      if (index % 9 > 0)
        insert('inventory_stock', {
          id: idOf(0x20_000 + index),
          ...ours,
          item_id: id,
          location_id: shelf,
          quantity: index % 9,
        });
      insert('inventory_count_lines', {
        id: idOf(0x30_000 + index),
        ...ours,
        count_id: countId,
        item_id: id,
        location_id: shelf,
        expected_quantity: index % 9,
        resolution: 'pending',
      });
      const quantity = found(index);
      if (quantity !== undefined)
        insert('inventory_count_entries', {
          id: idOf(0x60_000 + index),
          ...ours,
          count_id: countId,
          item_id: id,
          location_id: shelf,
          quantity,
          counted_by_id: idOf(2),
          counted_by_name: 'Мария Волкова',
          device_id: idOf(900),
          counted_at: '2026-11-21T09:00:00.000Z',
        });
    }
    if (hasTour) insertTour(insert, theater, SYNCED_AT, itemIds);
    insert('performances', { id: performanceId, ...ours, title: 'Чайка', ...stamps });
    insert('departments', { id: idOf(31), ...ours, name: 'Осветительный цех', code: 'light' });
    insert('performance_variants', {
      id: idOf(32),
      ...ours,
      performance_id: performanceId,
      name: 'Гастроли',
      ...stamps,
    });
    const section = {
      ...ours,
      performance_id: performanceId,
      department_id: idOf(31),
      responsible_id: idOf(2),
      ...stamps,
    };
    insert('passport_sections', { id: idOf(33), ...section, title: 'Развеска и адреса', content: SECTION_TEXT });
    const replaced = { variant_id: idOf(32), replaces_id: idOf(33), content: 'Башни вместо софита 4.' };
    insert('passport_sections', { id: idOf(34), ...section, title: 'Развеска на гастролях', ...replaced });
    for (const [ids, type] of [
      [moves, 'transfer'],
      [writeOffs, 'write_off'],
    ] as const)
      for (const [index, id] of ids.entries())
        insert('inventory_history', {
          id,
          ...ours,
          item_id: itemIds[index] ?? '',
          movement_type: type,
          from_location_id: warehouse,
          to_location_id: type === 'transfer' ? shelf : null,
          quantity: index + 1,
          comment: type === 'write_off' ? 'Пришло в негодность, ремонту не подлежит' : null,
          occurred_at: '2026-11-23T09:00:00.000Z',
          created_at: SYNCED_AT,
          created_by_name: 'Мария Волкова',
        });
  });
  await host.replica.setMeta({
    device_id: idOf(900),
    loaded: SYNCED_AT,
    last_synced_at: SYNCED_AT,
    theater_id: theater,
  });
  return {
    host,
    dir,
    countId,
    eventId,
    warehouse,
    shelf,
    itemIds,
    moves,
    writeOffs,
    performanceId,
    [Symbol.asyncDispose]: async () => {
      await host.close();
      rmSync(dir, { recursive: true });
    },
  };
}
