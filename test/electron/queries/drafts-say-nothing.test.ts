/** Whoever does not plan learns nothing of what is planned and was not told: not from any query of the contract. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZodError } from 'zod';
import type { Asker } from '../../../electron/queries/define-query.ts';
import { queries } from '../../../electron/queries/queries.ts';
import { must } from '../../../shared/base/asserts.ts';
import { deletionPlan } from '../../../shared/features/deletion/queries.ts';
import { productionHead } from '../../../shared/features/productions/queries.ts';
import { recordList } from '../../../shared/features/records/queries.ts';
import { eventDetail } from '../../../shared/features/schedule/queries.ts';
import { searchKinds } from '../../../shared/features/search/queries.ts';
import { showEvening, showTonight } from '../../../shared/features/show/queries.ts';
import { todayProblems } from '../../../shared/features/today/queries.ts';
import type { QueryOf } from '../../../shared/ipc/query.ts';
import { type DraftsHouse, draftsHouse, SECRET, TODAY, TOLD_DAY } from '../../support/drafts-house.ts';
import { questionsAbout } from '../../support/questions.ts';
import { idOf, NOW } from '../../support/rows.ts';

const state: { house?: DraftsHouse } = {};
beforeAll(async () => {
  state.house = await draftsHouse();
});
afterAll(async () => state.house?.lone[Symbol.asyncDispose]());
const house = (): DraftsHouse => must(state.house);

/** Asks everything as somebody; answers which queries said the word, and how many were answered. */
async function walk(userId: string, permissions: readonly string[]): Promise<readonly string[]> {
  const { replica } = house().lone;
  replica.viewAs(permissions, userId);
  const said = new Set<string>();
  for (const { name, args } of questionsAbout(house().about)) {
    const query = must(queries.get(name));
    expect(args.length, `${name} is asked something`).toBeGreaterThan(0);
    let answered = 0;
    for (const each of args) {
      const run = query.prepare(each);
      if (run instanceof ZodError) throw new Error(`${name} does not take ${JSON.stringify(each)}: ${run.message}`);
      const answer = JSON.stringify(await run(replica, { userId, permissions }, new Date(NOW)));
      answered += 1;
      // What was typed is answered back, and is no secret of ours.
      const heard = name === 'search.kinds' ? answer.replace(`"text":"${SECRET}"`, '') : answer;
      const isEcho = name === 'code.find' || name === 'runSheet.things';
      if (!isEcho && heard?.includes(SECRET)) said.add(name);
    }
    expect(answered).toBe(args.length);
  }
  return [...said].toSorted();
}

const WIDE = ['shows.*', 'rows.delete', 'conflicts.resolve', 'people.manage'];

/** One question as somebody. */
async function ask<A, R>(query: QueryOf<A, R>, args: A, as: Asker): Promise<R> {
  const { replica } = house().lone;
  replica.viewAs(as.permissions, as.userId);
  const run = must(queries.get(query.name)).prepare(args);
  if (run instanceof ZodError) throw run;
  return (await run(replica, as, new Date(NOW))) as R;
}
const reader = (...permissions: string[]): Asker => ({ userId: house().reader, permissions });
const planner = (): Asker => ({ userId: house().planner, permissions: ['*'] });

// Whoever plans asks first: what is kept of their answers is nobody else's.
test('whoever plans hears all of it, in every place in which it stands', async () => {
  expect(await walk(house().planner, ['*'])).toEqual([
    'attachments.of',
    'attention.list',
    'bulk.deletion',
    'bulk.rows',
    'deletion.plan',
    'health.report',
    'inventory.needs',
    'list.rows',
    'notices.list',
    'object.comments',
    'object.pointing',
    'outbox.list',
    'paper.remembered',
    'paper.sheet',
    'productions.head',
    'productions.inventory',
    'productions.reports',
    'records.get',
    'records.history',
    'records.list',
    'records.options',
    'restore.plan',
    'schedule.calendar',
    'schedule.collisions',
    'schedule.event',
    'schedule.importStandings',
    'schedule.preview',
    'schedule.range',
    'schedule.upcomingCollisions',
    'search.everywhere',
    'show.evening',
    'show.tonight',
    'titles.of',
    'today.day',
    'today.mine',
    'today.problems',
    'tours.files',
    'tours.head',
    'tours.list',
    'tours.people',
    'tours.plan',
    'undo.outlook',
    'undo.outlooks',
  ]);
});

test('no query says to anybody who does not plan what was not told', async () => {
  expect(await walk(house().reader, [])).toEqual([]);
  expect(await walk(house().reader, WIDE)).toEqual([]);
  expect(await walk('', [])).toEqual([]);
});

test('an evening that is moved, called off or deleted stands as it was told until that is told as well', async () => {
  const { told, deleted, draft, tonight, production, about } = house();
  for (const eventId of [told, deleted])
    expect((await ask(showEvening, { eventId }, reader()))?.event, eventId).toMatchObject({
      title: 'Чайка, как объявлено',
      date: TOLD_DAY,
      status: 'planned',
    });
  expect(await ask(showEvening, { eventId: draft }, reader(...WIDE))).toBeNull();
  expect((await ask(showTonight, {}, reader())).map(({ title }) => title)).toEqual(['Маскарад']);
  const dates = async (id: string) =>
    (await ask(productionHead, { id }, reader()))?.next.map(({ title, date }) => [title, date]);
  expect(await dates(production)).toEqual([
    ['Маскарад', TODAY],
    ['Чайка, как объявлено', TOLD_DAY],
    ['Чайка, как объявлено', TOLD_DAY],
  ]);
  expect(await dates(about.performances[1] ?? '')).toEqual([]);
  const detail = await ask(eventDetail, { id: told }, reader());
  expect(detail).toMatchObject({ description: 'Приходить с текстом', isDeleted: false, event: { state: 'published' } });
  expect(await ask(eventDetail, { id: deleted }, reader())).toMatchObject({
    isDeleted: false,
    collisions: { free: [] },
  });
  expect(must(detail ?? undefined).calls.map(({ name, call }) => [name, call])).toEqual([['Анна Громова', '17:00']]);
  const mine = await ask(recordList, { table: 'event_calls', text: '', offset: 0, limit: 50 }, reader());
  expect(mine.rows.map(({ values }) => [values['event_id'], values['call_time'], values['deleted_at']])).toContainEqual(
    [told, '17:00:00', null],
  );
  expect(mine.rows.filter(({ values }) => values['event_id'] === draft)).toEqual([]);
  expect(tonight).not.toBe(told);
});

test('what people answered is for them, for whoever plans and whoever runs shows; what they wrote, for who plans', async () => {
  const { tonight } = house();
  const seen = async (as: Asker) =>
    (await ask(eventDetail, { id: tonight }, as))?.calls.map(({ name, answer, note }) => [name, answer, note]);
  expect(await seen(reader())).toEqual([
    ['Борис Пак', null, null],
    ['Анна Громова', 'confirmed', 'после шести'],
  ]);
  expect(await seen(reader('shows.run'))).toEqual([
    ['Борис Пак', 'declined', null],
    ['Анна Громова', 'confirmed', 'после шести'],
  ]);
  expect(await seen(planner())).toContainEqual(['Борис Пак', 'declined', `${SECRET}: в больнице`]);
  const calls = await ask(showEvening, { eventId: tonight }, reader());
  expect(calls?.calls.map(({ answer }) => answer)).toEqual([null, 'confirmed']);
  const problems = await ask(todayProblems, {}, reader('shows.run'));
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'declined', names: ['Борис Пак'] }));
});

test('who stood in for whom is said where that was told at once, and not of what was never told', async () => {
  const { lone, others, own, tonight, anna } = house();
  await lone.replica.writeUnchecked((tx) => {
    const publication = tx.sqlite.prepare('SELECT id FROM event_publications WHERE event_id = ?').get(tonight);
    const { id } = publication as { id: string };
    const insert = tx.sqlite.prepare(
      `INSERT INTO activity_log (id, theater_id, actor_name, action, entity_type, entity_id, changes, occurred_at, recorded_at)
        VALUES (?, ?, 'Ольга', 'schedule.replace:update', ?, ?, ?, ?, ?)`,
    );
    const log = (number: number, table: string, row: string, from: string, moment: string): unknown =>
      insert.run(idOf(number), idOf(1), table, row, JSON.stringify({ employee_id: [from, null] }), moment, moment);
    const [told, before] = ['2026-01-02T10:00:00.000Z', '2026-01-01T10:00:00.000Z'];
    log(0xa01, 'event_calls', others, anna, told);
    log(0xa02, 'event_publications', id, anna, told);
    log(0xa03, 'event_calls', own, house().boris, before);
    tx.touch('activity_log');
  });
  const replaced = async (as: Asker) =>
    (await ask(todayProblems, {}, as)).flatMap((problem) =>
      problem.kind === 'replaced' ? [[problem.from, problem.to]] : [],
    );
  expect(await replaced(reader('shows.run'))).toEqual([['Анна Громова', 'Борис Пак']]);
  expect(await replaced(planner())).toHaveLength(2);
});

test('the index of words tells nobody that something is planned; what was told is found', async () => {
  const kinds = async (text: string, as: Asker) =>
    (await ask(searchKinds, { text }, as)).kinds.filter(({ table }) => table === 'schedule_events');
  expect(await kinds(SECRET, planner())).toEqual([{ table: 'schedule_events', count: 2 }]);
  expect(await kinds(SECRET, reader(...WIDE))).toEqual([]);
  expect(await kinds('маскарад', reader())).toEqual([{ table: 'schedule_events', count: 1 }]);
});

test('a deletion counts what it takes along of the plan, for whoever may delete and does not plan, by no name', async () => {
  const args = { table: 'employees', id: house().boris };
  const [plain, whole] = [await ask(deletionPlan, args, reader(...WIDE)), await ask(deletionPlan, args, planner())];
  expect(must(plain ?? undefined).shown).toEqual(must(whole ?? undefined).shown);
  expect(JSON.stringify(whole)).toContain(SECRET);
});

test('what is told changes what is seen: every answer that looks at events looks at publications', () => {
  for (const [name, args] of [
    ['show.tonight', {}],
    ['today.problems', {}],
    ['show.evening', { eventId: house().tonight }],
    ['productions.head', { id: house().production }],
  ] as const)
    expect(must(queries.get(name)).tables(args), name).toContain('event_publications');
});
