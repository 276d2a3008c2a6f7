/** Who is called, and a day over all venues, on paper: one line, many, none, in both languages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePaper } from '../../electron/host/paper-maker.ts';
import { must } from '../../shared/base/asserts.ts';
import type { FormKey, SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { type PaperLaptop, paperLaptop } from '../support/paper-laptop.ts';
import { picturesOf } from '../support/pdf-pictures.ts';
import { idOf } from '../support/rows.ts';
import { textOf } from './pdf-text.ts';

const DAY = '2026-12-05';
const MANY = 70;
const SHOTS = 'test-results/screens';
const state: { laptop?: PaperLaptop } = {};
const laptop = (): PaperLaptop => must(state.laptop);
const [evening, rehearsal, moved] = [idOf(0x900), idOf(0x901), idOf(0x902)];

beforeAll(async () => {
  state.laptop = await paperLaptop({ things: 1 });
  const { host } = laptop();
  await host.replica.writeUnchecked((tx) => {
    const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
      const all = { theater_id: idOf(1), ...row };
      const columns = Object.keys(all);
      const holes = columns.map(() => '?').join(', ');
      tx.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${holes})`).run(...Object.values(all));
      tx.touch(table as 'theaters');
    };
    const stamps = { created_at: '2026-11-01T00:00:00.000Z', updated_at: '2026-11-01T00:00:00.000Z' };
    insert('venues', { id: idOf(0x800), name: 'Большая сцена', code: 'big', type: 'stage', ...stamps });
    insert('venues', {
      id: idOf(0x801),
      name: 'Клуб железнодорожников станции Екатеринбург-Сортировочный',
      code: 'club',
      type: 'tour',
      timezone: 'Asia/Yekaterinburg',
      ...stamps,
    });
    const event = (id: string, row: Readonly<Record<string, string | number | null>>): void =>
      insert('schedule_events', { id, event_date: DAY, ...stamps, ...row });
    event(evening, {
      title: 'Чайка',
      event_type: 'performance',
      start_time: '22:00:00',
      end_time: '01:10:00',
      call_time: '17:30:00',
      stage_ready_time: '21:15:00',
      venue_id: idOf(0x800),
      description: 'Приедет комиссия: пропуска на вахте.\nМашина к служебному входу в 16:00.',
    });
    event(rehearsal, {
      title: 'Читка новой пьесы с очень длинным названием, которое не помещается в одну строку',
      event_type: 'rehearsal',
      start_time: '11:00:00',
      end_time: '14:00:00',
      venue_text: 'Репетиционный зал',
    });
    event(moved, {
      title: 'Выездной спектакль',
      event_type: 'tour',
      start_time: '18:00:00',
      venue_id: idOf(0x801),
      status: 'cancelled',
    });
    const departments = ['Свет', 'Звук', 'Монтировочный цех', 'Костюмерный цех'];
    for (const [at, name] of departments.entries())
      insert('departments', { id: idOf(0x810 + at), name, code: `d${String(at)}` });
    for (let at = 0; at < MANY; at += 1) {
      insert('employees', {
        id: idOf(0xa00 + at),
        full_name: `Константинопольский Александр ${String(at)}`,
        department_id: idOf(0x810 + (at % 4)),
        ...stamps,
      });
      insert('event_calls', {
        id: idOf(0xb00 + at),
        event_id: evening,
        employee_id: at === 5 ? null : idOf(0xa00 + at),
        department_id: idOf(0x810 + (at % 4)),
        function: at % 3 === 0 ? 'монтировщик' : 'осветитель второй пушки',
        call_time: at % 2 === 0 ? '15:00:00' : null,
        answer: at === 7 ? 'declined' : 'invited',
        note: at === 9 ? 'с инструментом, едет из другого театра' : null,
        ...stamps,
      });
    }
    insert('event_calls', {
      id: idOf(0xc00),
      event_id: rehearsal,
      employee_id: idOf(0xa00),
      function: 'ведёт читку',
      answer: 'confirmed',
      ...stamps,
    });
  });
});
afterAll(async () => state.laptop?.[Symbol.asyncDispose]());

async function said(form: FormKey, about: SheetAbout, language: 'ru' | 'en', name: string): Promise<string> {
  const made = await makePaper(laptop().host, { form, about, language, isDraft: true });
  mkdirSync(SHOTS, { recursive: true });
  for (const [at, picture] of (await picturesOf(made.bytes, 60)).entries())
    writeFileSync(join(SHOTS, `paper-${name}-${language}-${String(at + 1)}.png`), picture.png());
  const { pages } = await textOf(made.bytes);
  return pages.join(' ').replaceAll(/\s+/gu, ' ');
}

test.each(['ru', 'en'] as const)('a call sheet in %s: seventy people, one, nobody', async (language) => {
  const many = await said('call-sheet', { kind: 'event', eventId: evening }, language, 'calls-many');
  for (const department of ['Свет', 'Звук', 'Монтировочный цех', 'Костюмерный цех']) expect(many).toContain(department);
  for (let at = 0; at < MANY; at += 1) if (at !== 5) expect(many).toMatch(new RegExp(`Александр ${String(at)}\\b`));
  expect(many).toContain(language === 'ru' ? 'никого нет' : 'nobody yet');
  expect(many).toContain(language === 'ru' ? 'отказ' : 'declined');
  expect(many).toContain('22:00–01:10 (+1)');
  expect(many).toContain('15:00');
  const one = await said('call-sheet', { kind: 'event', eventId: rehearsal }, language, 'calls-one');
  expect(one).toContain('ведёт читку');
  const none = await said('call-sheet', { kind: 'event', eventId: moved }, language, 'calls-none');
  expect(none).toContain(language === 'ru' ? 'пока никто не вызван' : 'Nobody is called');
  expect(none).toContain(language === 'ru' ? 'отменено' : 'cancelled');
  expect(none).toContain('Asia/Yekaterinburg');
});

test.each(['ru', 'en'] as const)('a day in %s: venue by venue, and one on which nothing is', async (language) => {
  const day = await said('day-schedule', { kind: 'day', date: DAY }, language, 'day');
  expect(day.indexOf('Большая сцена')).toBeLessThan(day.indexOf('Репетиционный зал'));
  expect(day).toContain('ведёт читку: Константинопольский Александр 0');
  expect(day).toContain(language === 'ru' ? 'явка 17:30' : 'call 17:30');
  expect(day).toContain(language === 'ru' ? 'ОТМЕНЕНО' : 'CANCELLED');
  const none = await said('day-schedule', { kind: 'day', date: '2031-01-01' }, language, 'day-none');
  expect(none).toContain(language === 'ru' ? 'В этот день ничего нет' : 'There is nothing on this day');
});
