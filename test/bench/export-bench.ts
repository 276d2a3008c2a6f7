/**
 * A list of five thousand things as a workbook and as text, from the question until the bytes are there: a thread is
 * started, reads and writes. Beside it small changes go on, which wait for none of that: their times are those of the
 * writer's thread, against the same changes while nothing is exported.
 */
import { SheetMaker } from '../../electron/host/sheet-maker.ts';
import type { SheetForm, SheetOrder } from '../../electron/queries/sheets/sheet-messages.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { newId } from '../../shared/base/ids.ts';
import { listOf } from '../../shared/lists/list-description.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { idOf } from '../support/rows.ts';
import { type Add, ms, percentile, ratio, time } from './measure.ts';

const ROWS = 5000;
const RUNS = 5;
const TARGET_MS = 2000;
const CHANGES = 200;
const THEATER = idOf(1);
const FIRST = 0x10000;
const MOMENT = '2026-01-01T00:00:00.000Z';

async function fill(replica: Replica): Promise<void> {
  await replica.writeUnchecked((tx) => {
    tx.prepare(
      `INSERT INTO theaters (id, name, code, timezone, created_at, updated_at)
       VALUES (?, 'Т', 't', 'Europe/Moscow', ?, ?)`,
    ).run(THEATER, MOMENT, MOMENT);
    const place = tx.prepare(
      `INSERT INTO inventory_locations (id, theater_id, name, code, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)`,
    );
    for (let n = 0; n < 50; n += 1) place.run(idOf(0x100 + n), THEATER, `Полка ${n}`, `P${n}`, MOMENT, MOMENT);
    const insert = tx.prepare(
      `INSERT INTO inventory_items (id, theater_id, name, inventory_number, quantity, unit, weight, location_id,
         warranty_until, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (let n = 0; n < ROWS; n += 1) {
      const [name, number, shelf] = [
        `Прожектор ${(n * 7919) % ROWS}`,
        `N-${String(n).padStart(6, '0')}`,
        0x100 + (n % 50),
      ];
      const unit = n % 5 === 0 ? 'м' : 'шт';
      insert.run(
        idOf(FIRST + n),
        THEATER,
        name,
        number,
        n % 9,
        unit,
        `${n % 40}.50`,
        idOf(shelf),
        '2027-05-01',
        MOMENT,
        MOMENT,
      );
    }
    for (const table of ['theaters', 'inventory_locations', 'inventory_items'] as const) tx.touch(table);
  });
}

const orderOf = (form: SheetForm): SheetOrder => ({
  source: {
    kind: 'list',
    title: 'Инвентарь',
    name: null,
    place: 'inventory_items',
    view: {
      ...listOf('inventory_items').initial,
      columns: ['inventory_number', 'quantity', 'location_id', 'weight', 'warranty_until', 'status', 'updated_at'],
      group: 'location_id',
    },
    chosen: null,
  },
  form,
  separator: 'semicolon',
  language: 'ru',
  author: undefined,
  syncedAt: null,
});

/** How long single changes take, one after another, until there are so many or `isOver` says so. */
async function changes(replica: Replica, isOver: () => boolean): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < CHANGES && !isOver()) {
    const id = idOf(FIRST + ((samples.length * 104_729) % ROWS));
    samples.push(
      await time(() =>
        replica.write('normal', (tx) => {
          tx.prepare('UPDATE inventory_items SET model = ? WHERE id = ?').run(`М ${samples.length}`, id);
          tx.touchRow('inventory_items', id);
        }),
      ),
    );
    await new Promise((done) => {
      setTimeout(done, 2);
    });
  }
  return samples;
}

export async function benchExport(add: Add): Promise<void> {
  await using lone = await loneReplica();
  const { replica } = lone;
  await fill(replica);
  const maker = new SheetMaker({ thread: undefined, now: () => new Date() });
  const make = (form: SheetForm) => maker.make(newId(), replica, orderOf(form));
  for (const [form, target] of [
    ['xlsx', TARGET_MS],
    ['csv', undefined],
  ] as const) {
    const samples: number[] = [];
    let size = 0;
    for (let run = 0; run < RUNS; run += 1)
      samples.push(
        await time(async () => {
          const made = await make(form);
          size = made.kind === 'file' ? made.bytes.length : 0;
        }),
      );
    const middle = percentile(samples, 0.5);
    add(
      `a list of ${ROWS} things in groups as ${form}, thread and all`,
      target === undefined ? '—' : `≤ ${target} ms`,
      ms(middle),
      target === undefined ? null : middle <= target,
      `${RUNS} runs, ${ms(Math.min(...samples))} to ${ms(Math.max(...samples))}; ${Math.round(size / 1024)} KB`,
    );
  }
  const idle = await changes(replica, () => false);
  let isMade = false;
  const making = make('xlsx').then(() => {
    isMade = true;
  });
  const busy = await changes(replica, () => isMade);
  await making;
  const [before, during] = [percentile(idle, 0.99), percentile(busy, 0.99)];
  add(
    'a change of one row while a workbook is made, p99 against idle',
    '—',
    ratio(during / before),
    null,
    `${ms(during)} of ${busy.length} against ${ms(before)}; ` +
      `p50 ${ms(percentile(busy, 0.5))} against ${ms(percentile(idle, 0.5))}`,
  );
}
