/**
 * When the parts of an evening began and ended, taken by a button or set right by hand. Of two laptops that begin an
 * act, the earlier time stands. Times are when the person acted, by the hub's clock as well as it is known.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { ShowPart } from '../rules/evening-rows.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { changeRun, eveningOf, firstSceneOf, runOf, timingOf, timingsOf, writeTiming } from './evening.ts';
import { isOwnTime, type TimeColumn, takeBackScene, takeBackTimes } from './evening-journal.ts';
import { type Done, defineMutation, type Intent } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { reportOf, requireUnsigned } from './show-rules.ts';

const ofEvent = { eventId: rowId };
const remark = z.string().max(2000);

/** What a part has to do with the one before it. */
export interface Beginning {
  readonly eventId: string;
  readonly part: ShowPart;
  readonly number: number;
}

const earlier = (one: string, other: string | null): string =>
  other === null || Date.parse(one) < Date.parse(other) ? one : other;
const later = (one: string, other: string | null): string =>
  other === null || Date.parse(one) > Date.parse(other) ? one : other;

/**
 * `at`: the moment by the window's watch, which counts on from where it was opened by a clock that only goes forward.
 * Where the laptop's clock was set meanwhile, that is when the person acted.
 */
const watchArg = z.iso.datetime().optional();
/** By how much the watch and the clock may differ before the watch is believed: what people and machines dawdle. */
const TOLERATED_MS = 90_000;
/** No evening is longer: a watch that says so has been asleep or worse. */
const BELIEVED_MS = 24 * 3_600_000;

/** When the person acted. */
function actedAt(tx: MutationTx, watch: string | undefined): string {
  if (watch === undefined) return tx.now;
  const apart = Math.abs(Date.parse(watch) - Date.parse(tx.now));
  return apart > TOLERATED_MS && apart < BELIEVED_MS ? new Date(watch).toISOString() : tx.now;
}

/** Parts of which one follows the other: when one begins, the one before is over. */
const FOLLOWING: readonly ShowPart[] = ['act', 'interval'];

/** A time that was set right by hand; one that was cleared by hand may be taken anew. */
const isSetByHand = (timing: Row<'show_timings'> | undefined, column: TimeColumn): boolean =>
  timing?.is_corrected === true && timing[column] !== null;

/**
 * A part begins, and what went on before ends with it. The earlier of two times stands; what was set right by hand
 * stands before both. Refused once the report is signed, unless nothing would change.
 */
async function begin(tx: MutationTx, { eventId, part, number }: Beginning, watch?: string): Promise<void> {
  const event = await eveningOf(tx, eventId);
  const timing = await timingOf(tx, eventId, part, number);
  const running = await runningOf(tx, { eventId, part, number });
  const started = earlier(actedAt(tx, watch), timing?.started_at ?? null);
  if (isSetByHand(timing, 'started_at') || timing?.started_at === started) return saidAgain(tx, timing);
  requireUnsigned(await reportOf(tx, eventId));
  if (FOLLOWING.includes(part)) await endRunning(tx, running, started);
  await writeTiming(tx, { event_id: eventId, part, number }, { started_at: started });
  if (part !== 'act') return;
  const run = await runOf(tx, eventId);
  await changeRun(tx, eventId, {
    ...((run?.phase ?? 'before') === 'before' ? { phase: 'during' } : {}),
    ...(await sceneAt(tx, event, run, number)),
  });
}

/** Whoever presses what is pressed already has said it as well: the first who takes theirs back takes not theirs. */
async function saidAgain(tx: MutationTx, timing: Row<'show_timings'> | undefined): Promise<void> {
  if (timing !== undefined) await tx.log('show_timings', timing.id, 'again', {});
}

/** The first scene of the act that begins, unless somebody is further already. */
async function sceneAt(
  tx: MutationTx,
  event: Row<'schedule_events'>,
  run: Row<'show_runs'> | undefined,
  act: number,
): Promise<{ current_scene_id?: string }> {
  if (event.performance_id === null) return {};
  const current =
    run?.current_scene_id === null || run === undefined ? undefined : await tx.find('scenes', run.current_scene_id);
  if (current !== undefined && current.act >= act) return {};
  const first = await firstSceneOf(tx, event.performance_id, act);
  return first === undefined ? {} : { current_scene_id: first };
}

/** Acts and intervals that go on when another thing begins, the one that began last at the end. */
export async function runningOf(tx: MutationTx, next: Beginning): Promise<Row<'show_timings'>[]> {
  const going = (await timingsOf(tx, next.eventId)).filter(
    (timing) =>
      FOLLOWING.includes(timing.part) &&
      timing.started_at !== null &&
      timing.ended_at === null &&
      !(timing.part === next.part && timing.number === next.number),
  );
  return going.toSorted((a, b) => Date.parse(a.started_at ?? '') - Date.parse(b.started_at ?? ''));
}

/** What began before it is over with it. */
export async function endRunning(tx: MutationTx, running: readonly Row<'show_timings'>[], at: string): Promise<void> {
  for (const timing of running)
    if (timing.started_at !== null && Date.parse(timing.started_at) <= Date.parse(at))
      await writeTiming(tx, timing, { ended_at: at });
}

/** A part ends. The earlier of two times stands, and what was set right by hand before both. */
async function end(tx: MutationTx, { eventId, part, number }: Beginning, watch: string | undefined): Promise<void> {
  await eveningOf(tx, eventId);
  const timing = await timingOf(tx, eventId, part, number);
  const ended = earlier(later(actedAt(tx, watch), timing?.started_at ?? null), timing?.ended_at ?? null);
  if (isSetByHand(timing, 'ended_at') || timing?.ended_at === ended) return saidAgain(tx, timing);
  requireUnsigned(await reportOf(tx, eventId));
  await writeTiming(tx, { event_id: eventId, part, number }, { ended_at: ended });
}

const number = z.int().min(1).max(20);
const numbered = z.strictObject({ ...ofEvent, number });

/** Takes the beginning or the end of a part back, as far as this mutation wrote it. */
const takenBack = (
  of: { eventId: string; part: ShowPart; number: number; what: 'start' | 'end' },
  { mutationId }: Done,
): Intent => ({ name: 'show.takeBackTime', args: { ...of, of: mutationId } });

/** `show.startAct {eventId, number, at?}`: the act begins; an interval, or the act before, is over. */
export const showStartAct = defineMutation({
  name: 'show.startAct',
  words: ['Начало действия', 'Act begins'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: act, at: watch }) => begin(tx, { eventId, part: 'act', number: act }, watch),
  inverse: ({ eventId, number: act }, done) => takenBack({ eventId, part: 'act', number: act, what: 'start' }, done),
});

/** `show.endAct {eventId, number, at?}`: the act is over. */
export const showEndAct = defineMutation({
  name: 'show.endAct',
  words: ['Конец действия', 'Act ends'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: act, at: watch }) => end(tx, { eventId, part: 'act', number: act }, watch),
  inverse: ({ eventId, number: act }, done) => takenBack({ eventId, part: 'act', number: act, what: 'end' }, done),
});

/** `show.startInterval {eventId, number, at?}`: an interval begins, counted from the first, and the act is over. */
export const showStartInterval = defineMutation({
  name: 'show.startInterval',
  words: ['Начало антракта', 'Interval begins'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: of, at: watch }) => begin(tx, { eventId, part: 'interval', number: of }, watch),
  inverse: ({ eventId, number: at }, done) => takenBack({ eventId, part: 'interval', number: at, what: 'start' }, done),
});

/** `show.endInterval {eventId, number, at?}`: the interval is over. */
export const showEndInterval = defineMutation({
  name: 'show.endInterval',
  words: ['Конец антракта', 'Interval ends'],
  args: numbered.extend({ at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, number: of, at: watch }) => end(tx, { eventId, part: 'interval', number: of }, watch),
  inverse: ({ eventId, number: at }, done) => takenBack({ eventId, part: 'interval', number: at, what: 'end' }, done),
});

/** `show.openHouse {eventId, at?}`: the audience is let in. */
export const showOpenHouse = defineMutation({
  name: 'show.openHouse',
  words: ['Впуск зрителей', 'House open'],
  args: z.strictObject({ ...ofEvent, at: watchArg }),
  permission: () => 'shows.run',
  run: (tx, { eventId, at: watch }) => begin(tx, { eventId, part: 'house_open', number: 1 }, watch),
  inverse: ({ eventId }, done) => takenBack({ eventId, part: 'house_open', number: 1, what: 'start' }, done),
});

/** `show.curtain {eventId, at?}`: the final curtain; the act that goes on is over with it. */
export const showCurtain = defineMutation({
  name: 'show.curtain',
  words: ['Финальный занавес', 'Final curtain'],
  args: z.strictObject({ ...ofEvent, at: watchArg }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, at: watch }) => {
    const curtain = { eventId, part: 'curtain', number: 1 } as const;
    await begin(tx, curtain, watch);
    const fell = (await timingOf(tx, eventId, 'curtain', 1))?.started_at ?? null;
    if (fell !== null) await endRunning(tx, await runningOf(tx, curtain), fell);
  },
  inverse: ({ eventId }, done) => takenBack({ eventId, part: 'curtain', number: 1, what: 'start' }, done),
});

/**
 * `show.takeBackTime {eventId, part, number, what, of?}`: it has not begun, or not ended, after all. What the mutation
 * `of` wrote is taken back while it stands, and the part that it ended goes on. Refused where the time is somebody
 * else's by now. Without `of`, as laptops of before ask: the author's own time.
 */
export const showTakeBackTime = defineMutation({
  name: 'show.takeBackTime',
  words: ['Время снято', 'Time taken back'],
  args: z.strictObject({
    ...ofEvent,
    part: z.enum(['call', 'house_open', 'act', 'interval', 'curtain', 'other']),
    number,
    what: z.enum(['start', 'end']),
    of: rowId.optional(),
  }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, part, number: at, what, of }) => {
    await eveningOf(tx, eventId);
    const timing = await timingOf(tx, eventId, part, at);
    if (timing === undefined) return;
    requireUnsigned(await reportOf(tx, eventId));
    const column = what === 'end' ? 'ended_at' : 'started_at';
    const isTaken = of === undefined ? await takeBackOwn(tx, timing, column) : await takeBackTimes(tx, eventId, of);
    if (!isTaken && timing[column] !== null) throw new Refusal('show.timeStands');
    if (isTaken && of !== undefined) await takeBackScene(tx, eventId, of);
    const others = (await timingsOf(tx, eventId)).filter((other) => other.part === 'act' && other.started_at !== null);
    const run = await runOf(tx, eventId);
    if (others.length === 0 && run?.phase === 'during') await tx.update('show_runs', run.id, { phase: 'before' });
  },
});

/** Answers whether there was a time of the author's to take back. */
async function takeBackOwn(tx: MutationTx, timing: Row<'show_timings'>, column: TimeColumn): Promise<boolean> {
  if (timing[column] === null || !(await isOwnTime(tx, timing, column))) return false;
  const cleared = { started_at: null, ended_at: null, is_corrected: false };
  return tx.update('show_timings', timing.id, column === 'ended_at' ? { ended_at: null } : cleared);
}

const moment = z.iso.datetime().nullable();
const times = z.strictObject({ startedAt: moment, endedAt: moment });

/**
 * What a correction makes of one side. Where the person changed nothing, what is there stands; refused where they
 * would change what somebody else has set right by hand meanwhile. Without `seen`, as laptops of before ask, it is
 * written whatever is there.
 */
async function corrected(
  tx: MutationTx,
  timing: Row<'show_timings'> | undefined,
  column: TimeColumn,
  { wanted, seen }: { readonly wanted: string | null; readonly seen: string | null | undefined },
): Promise<string | null> {
  const found = timing?.[column] ?? null;
  if (seen === undefined || isSame(wanted, found)) return wanted;
  if (isSame(wanted, seen)) return found;
  if (timing !== undefined && !isSame(found, seen) && isSetByHand(timing, column)) {
    if (!(await isOwnTime(tx, timing, column))) throw new Refusal('show.timeStands');
  }
  return wanted;
}

const isSame = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

/**
 * `show.correctTiming {eventId, part, number, startedAt, endedAt, note?, seen?}`: what was pressed late or too early is
 * set right, and what the person left as they saw it (`seen`) stays as it is. From then on no laptop that comes late
 * changes it; where both times are cleared, it is as if nobody had taken any.
 */
export const showCorrectTiming = defineMutation({
  name: 'show.correctTiming',
  words: ['Время исправлено', 'Time corrected'],
  args: times.extend({
    ...ofEvent,
    part: z.enum(['call', 'house_open', 'act', 'interval', 'curtain', 'other']),
    number,
    note: remark.nullable().optional(),
    seen: times.optional(),
  }),
  permission: () => 'shows.run',
  run: async (tx, { eventId, part, number: at, startedAt, endedAt, note, seen }) => {
    await eveningOf(tx, eventId);
    requireUnsigned(await reportOf(tx, eventId));
    const timing = await timingOf(tx, eventId, part, at);
    const startTime = await corrected(tx, timing, 'started_at', { wanted: startedAt, seen: seen?.startedAt });
    const endTime = await corrected(tx, timing, 'ended_at', { wanted: endedAt, seen: seen?.endedAt });
    if (startTime !== null && endTime !== null && Date.parse(endTime) < Date.parse(startTime))
      throw new Refusal('show.endsBeforeItBegins', { part, number: at });
    await writeTiming(
      tx,
      { event_id: eventId, part, number: at },
      {
        started_at: startTime,
        ended_at: endTime,
        is_corrected: startTime !== null || endTime !== null,
        ...(note === undefined ? {} : { note }),
      },
    );
  },
  inverse: ({ eventId, part, number: at, seen }, done) =>
    seen === undefined ? undefined : takenBack({ eventId, part, number: at, what: 'start' }, done),
});
