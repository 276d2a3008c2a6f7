/**
 * A show's evening on a laptop with a hundred thousand things and twenty thousand events: opening it, and one mark until
 * it is durable and the evening is answered anew with it.
 */
import { mutate, type OutboxDeps } from '../../electron/outbox/outbox.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { runSheetForEvent } from '../../electron/queries/run-sheet/run-sheet-queries.ts';
import { showEvening, showTonight } from '../../electron/queries/show/evening-queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { newId } from '../../shared/base/ids.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { dayFromNow, idOf } from '../support/rows.ts';
import { type Add, ms, percentile, timeEach } from './measure.ts';

const THINGS = 100_000;
const EVENTS = 20_000;
/** Of the production that is played. */
const LINES = { checklist: 60, runSheet: 200 };
const RUNS = 300;
const TARGET_MS = 50;
const THEATER = idOf(1);
const USER = idOf(2);
const MOMENT = '2026-01-01T00:00:00.000Z';
const [THING, EVENT, ITEM, LINE, SCENE, PRODUCTION] = [0x100000, 0x300000, 0x400000, 0x500000, 0x600000, idOf(5)];
const TONIGHT = idOf(EVENT);

type Values = Readonly<Record<string, string | number | null>>;

async function fill(replica: Replica): Promise<void> {
  await replica.writeUnchecked((tx) => {
    const insert = (table: string, rows: readonly Values[]): void => {
      const columns = Object.keys(rows[0] ?? {});
      const holes = columns.map(() => '?').join(', ');
      const add = tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`);
      for (const row of rows) add.run(...Object.values(row));
      tx.touch(table as 'theaters');
    };
    const many = (count: number, row: (n: number) => Values): Values[] =>
      Array.from({ length: count }, (_, n) => row(n));
    const stamps = { created_at: MOMENT, updated_at: MOMENT };
    const ours = { theater_id: THEATER };
    insert('theaters', [{ id: THEATER, name: 'Т', code: 't', timezone: 'Europe/Moscow', ...stamps }]);
    insert('users', [
      { id: USER, ...ours, email: 'a@t', first_name: 'А', last_name: 'Б', is_active: 1, is_superuser: 1 },
    ]);
    insert('performances', [{ id: PRODUCTION, ...ours, title: 'Чайка', status: 'active', ...stamps }]);
    insert(
      'inventory_items',
      many(THINGS, (n) => ({
        id: idOf(THING + n),
        ...ours,
        name: `П ${n}`,
        inventory_number: `N-${n}`,
        quantity: 1,
        ...stamps,
      })),
    );
    insert(
      'schedule_events',
      many(EVENTS, (n) => ({
        id: idOf(EVENT + n),
        ...ours,
        title: 'Чайка',
        event_date: dayFromNow(-Math.floor(n / 12)),
        start_time: '19:00:00',
        performance_id: PRODUCTION,
        ...stamps,
      })),
    );
    const list = idOf(6);
    insert('performance_checklists', [
      { id: list, ...ours, performance_id: PRODUCTION, name: 'Перед началом', phase: 'pre_show', ...stamps },
    ]);
    insert(
      'checklist_items',
      many(LINES.checklist, (n) => ({
        id: idOf(ITEM + n),
        ...ours,
        checklist_id: list,
        title: `Пункт ${n}`,
        is_critical: n % 9 === 0 ? 1 : 0,
        inventory_item_id: idOf(THING + n * 1000),
        sort_order: n,
      })),
    );
    // Marks of a season: the evening's own lie among them.
    insert(
      'checklist_marks',
      many(LINES.checklist * 300, (n) => ({
        id: newId(),
        ...ours,
        checklist_item_id: idOf(ITEM + (n % LINES.checklist)),
        event_id: idOf(EVENT + 1 + Math.floor(n / LINES.checklist)),
        is_done: 1,
        done_at: MOMENT,
      })),
    );
    insert(
      'scenes',
      many(20, (n) => ({
        id: idOf(SCENE + n),
        ...ours,
        performance_id: PRODUCTION,
        act: 1 + Math.floor(n / 10),
        number: `${n}`,
        rank: `a${String.fromCodePoint(65 + n)}`,
        ...stamps,
      })),
    );
    insert(
      'run_sheet_lines',
      many(LINES.runSheet, (n) => ({
        id: idOf(LINE + n),
        ...ours,
        scene_id: idOf(SCENE + (n % 20)),
        what: `Строка ${n}`,
        action: 'cue',
        rank: `a${n}`,
        ...stamps,
      })),
    );
  });
}

export async function benchShow(add: Add): Promise<void> {
  await using lone = await loneReplica();
  const { replica } = lone;
  await fill(replica);
  const deps: OutboxDeps = { replica, newId, now: () => new Date() };
  const asker = { userId: USER, permissions: ['*'] };
  const evening = async (): Promise<void> => {
    JSON.stringify(await answer(replica, showEvening, { eventId: TONIGHT }, asker));
  };
  const report = (measure: string, samples: readonly number[]): void => {
    const p99 = percentile(samples, 0.99);
    add(measure, `p99 ≤ ${TARGET_MS} ms`, ms(p99), p99 <= TARGET_MS, `median ${ms(percentile(samples, 0.5))}`);
  };
  await evening();
  report(`the evening, ${LINES.checklist} lines of checklists`, await timeEach(RUNS, evening));
  report(
    `its run sheet, ${LINES.runSheet} lines`,
    await timeEach(RUNS, async () => {
      JSON.stringify(await answer(replica, runSheetForEvent, { eventId: TONIGHT }, asker));
    }),
  );
  report('what is played tonight', await timeEach(RUNS, () => answer(replica, showTonight, {}, asker)));
  const mark = async (n: number): Promise<void> => {
    const args = { eventId: TONIGHT, itemId: idOf(ITEM + (n % LINES.checklist)), isDone: n % 2 === 0 };
    const outcome = await mutate(deps, { name: 'show.mark', args, authorId: USER, id: newId() });
    if (!outcome.ok) throw new Error(outcome.error.code);
  };
  const durable: number[] = [];
  const seen: number[] = [];
  for (let n = 0; n < RUNS; n += 1) {
    const from = performance.now();
    await mark(n);
    durable.push(performance.now() - from);
    await evening();
    seen.push(performance.now() - from);
  }
  report('a mark of a checklist: durable', durable);
  report('a mark of a checklist: durable, and the evening answered with it', seen);
}
