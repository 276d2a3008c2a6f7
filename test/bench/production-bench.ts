/**
 * The page of a production that has been played for years, at 100,000 things and 20,000 events: every question of every
 * tab, with what the production has of its own: a passport of forty sections, a run sheet of six hundred lines, a
 * hundred things with photos, five hundred evenings with reports, and a log of a hundred thousand changes.
 */
import { answer } from '../../electron/queries/define-query.ts';
import { passportOf } from '../../electron/queries/passport-queries.ts';
import { checklistsOf } from '../../electron/queries/production-checklists.ts';
import { productionInventory } from '../../electron/queries/production-inventory.ts';
import {
  productionHead,
  productionOverview,
  productionReports,
  productionTeam,
} from '../../electron/queries/production-queries.ts';
import { runSheetOf } from '../../electron/queries/run-sheet/run-sheet-queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { idOf } from '../support/rows.ts';
import { type Add, ms, percentile, type Spent, spent } from './measure.ts';
import { fillSchedule, houseId, MOMENT } from './schedule-bench.ts';

const RUNS = 100;
const THINGS = 100_000;
const NEEDED = 100;
const PRODUCTIONS = 20;
const DEPARTMENTS = ['light', 'sound', 'machinery', 'costume', 'makeup', 'video'];
const SCENES = 12;
const LINES = 600;
const SECTIONS = 40;
const EVENINGS = 500;
const LOGGED = 100_000;
/** Every how many things one is the production's, in `fillSchedule`. */
const NEED_STEP = 60;

type Row = Readonly<Record<string, string | number | null>>;
const own = (kind: number, number: number): string => houseId(100 + kind, number);
const rank = (n: number): string => `a${n.toString(36).padStart(3, '0')}`;
const SECTION = '## Развеска\n\n| Место | Прибор | Шт. |\n|---|---|---|\n'.concat(
  '| Софит 1 | Source Four 26° | 8 |\n'.repeat(60),
);

/** Adds what the production has of its own. */
export async function fillProduction(replica: Replica): Promise<void> {
  await replica.writeUnchecked((tx) => {
    const insert = (table: string, count: number, row: (n: number) => Row): void => {
      const ours = { theater_id: idOf(1) };
      const columns = Object.keys({ ...ours, ...row(0) });
      const holes = columns.map((column) => `@${column}`).join(', ');
      const statement = tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`);
      for (let n = 0; n < count; n += 1) statement.run({ ...ours, ...row(n) });
      tx.touch(table as 'venues');
    };
    const stamps = { created_at: MOMENT, updated_at: MOMENT };
    const performance_id = houseId(4, 0);
    const thing = (n: number): string => houseId(5, (n % NEEDED) * NEED_STEP);
    const department = (n: number): string => own(1, n % DEPARTMENTS.length);
    const count = DEPARTMENTS.length;
    insert('departments', count, (n) => ({ id: own(1, n), name: `Цех ${n}`, code: DEPARTMENTS[n] ?? '' }));
    insert('inventory_categories', count, (n) => ({
      id: own(2, n),
      name: `Вид ${n}`,
      code: `K${n}`,
      department_id: department(n),
      ...stamps,
    }));
    tx.prepare(`UPDATE inventory_items SET category_id = ? || (rowid % ?)`).run(own(2, 0).slice(0, -1), count);
    insert('inventory_locations', 40, (n) => ({ id: own(3, n), name: `Полка ${n}`, code: `P${n}`, ...stamps }));
    insert('inventory_stock', THINGS, (n) => ({
      id: own(4, n),
      item_id: houseId(5, n),
      location_id: own(3, n % 40),
      quantity: 1,
    }));
    insert('files', NEEDED, (n) => ({
      id: own(5, n),
      sha256: n.toString(16).padStart(64, '0'),
      size: 100_000,
      mime: 'image/webp',
      name: `${n}.webp`,
      created_at: MOMENT,
    }));
    insert('inventory_photos', NEEDED, (n) => ({
      id: own(6, n),
      inventory_item_id: thing(n),
      file_id: own(5, n),
      file_path: '',
      created_at: MOMENT,
    }));
    insert('faults', 2000, (n) => ({
      id: own(7, n),
      inventory_item_id: houseId(5, n * 5),
      title: `Неисправность ${n}`,
      status: n % 3 === 0 ? 'open' : 'fixed',
      ...stamps,
    }));
    insert('performance_variants', 3, (n) => ({ id: own(8, n), performance_id, name: `Редакция ${n}`, ...stamps }));
    insert('passport_sections', SECTIONS, (n) => ({
      id: own(9, n),
      performance_id,
      title: `Раздел ${n}`,
      content: SECTION,
      data: '{}',
      department_id: department(n),
      sort_order: n,
      ...stamps,
    }));
    insert('scenes', SCENES, (n) => ({ id: own(10, n), performance_id, number: `1.${n}`, rank: rank(n), ...stamps }));
    insert('run_sheet_lines', LINES, (n) => ({
      id: own(11, n),
      scene_id: own(10, Math.floor(n / (LINES / SCENES))),
      department_id: department(n),
      performance_inventory_id: houseId(6, (n % NEEDED) * PRODUCTIONS),
      what: `Вещь ${n}`,
      who_id: houseId(3, n % 40),
      cue: `Q ${n}`,
      rank: rank(n),
      ...stamps,
    }));
    insert('performance_checklists', 12, (n) => ({ id: own(12, n), performance_id, name: `Список ${n}`, ...stamps }));
    insert('checklist_items', 240, (n) => ({
      id: own(13, n),
      checklist_id: own(12, n % 12),
      title: `Пункт ${n}`,
      inventory_item_id: thing(n),
      sort_order: n,
    }));
    insert('performance_members', 60, (n) => ({
      id: own(14, n),
      performance_id,
      employee_id: houseId(3, n),
      function: `Дело ${n}`,
      ...stamps,
    }));
    // Every twentieth event is this production's, every one of them a show.
    const evening = (n: number): string => houseId(1, n * PRODUCTIONS);
    insert('show_reports', EVENINGS, (n) => ({ id: own(15, n), event_id: evening(n), status: 'signed', ...stamps }));
    insert('show_timings', EVENINGS * 4, (n) => ({
      id: own(16, n),
      event_id: evening(Math.floor(n / 4)),
      part: 'act',
      number: n % 4,
      started_at: MOMENT,
      ended_at: MOMENT,
    }));
    insert('show_notes', EVENINGS * 5, (n) => ({
      id: own(17, n),
      event_id: evening(Math.floor(n / 5)),
      department_id: department(n),
      text: `Заметка ${n}`,
      ...stamps,
    }));
    insert('activity_log', LOGGED, (n) => ({
      id: own(18, n),
      actor_name: 'Ольга Морозова',
      action: 'update',
      entity_type: n % 10 === 0 ? 'run_sheet_lines' : 'inventory_items',
      entity_id: n % 10 === 0 ? own(11, (n / 10) % LINES) : houseId(5, n),
      changes: '{"cue":["Q 1","Q 2"]}',
      occurred_at: MOMENT,
      recorded_at: MOMENT,
    }));
  });
}

/** Each question of the page, at p99 by the processor's time, because other work on the machine stretches the clock. */
export async function benchProduction(add: Add): Promise<void> {
  await using lone = await loneReplica();
  const { replica } = lone;
  await fillSchedule(replica);
  await fillProduction(replica);
  const now = new Date(MOMENT);
  const asker = { userId: idOf(2), permissions: ['*'] };
  const id = houseId(4, 0);
  const asked: readonly (readonly [what: string, ask: () => Promise<unknown>])[] = [
    ['head', () => answer(replica, productionHead, { id }, asker, now)],
    ['overview', () => answer(replica, productionOverview, { id }, asker, now)],
    ['passport', () => answer(replica, passportOf, { performanceId: id }, asker, now)],
    ['run sheet', () => answer(replica, runSheetOf, { performanceId: id }, asker, now)],
    ['inventory', () => answer(replica, productionInventory, { id, variant: null }, asker, now)],
    ['inventory of a variant', () => answer(replica, productionInventory, { id, variant: own(8, 0) }, asker, now)],
    ['checklists', () => answer(replica, checklistsOf, { performanceId: id }, asker, now)],
    ['team', () => answer(replica, productionTeam, { id }, asker, now)],
    ['reports', () => answer(replica, productionReports, { id }, asker, now)],
  ];
  for (const [what, ask] of asked) {
    const samples: Spent[] = [];
    let bytes = 0;
    for (let n = 0; n < RUNS; n += 1)
      samples.push(
        await spent(async () => {
          bytes = JSON.stringify(await ask()).length;
        }),
      );
    const [clocks, processor] = [samples.map((one) => one.clock), samples.map((one) => one.processor)];
    const both = (of: readonly number[]): string => `p50 ${ms(percentile(of, 0.5))}, p99 ${ms(percentile(of, 0.99))}`;
    const isMet = percentile(processor, 0.99) <= 50;
    const detail = `clock ${both(clocks)}, ${Math.round(bytes / 1024)} KiB`;
    add(
      `a production's page: ${what}, at 100,000 things and 20,000 events`,
      'p99 ≤ 50 ms',
      both(processor),
      isMet,
      detail,
    );
  }
}
