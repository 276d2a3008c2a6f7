/** What one gesture wrote into an evening, as the journal remembers it: that alone is taken back, while it stands. */
import { deriveId } from '../base/ids.ts';
import { isRecord, sameJson } from '../base/json.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { runOf, timingsOf } from './evening.ts';
import type { MutationTx } from './mutation-tx.ts';

type Timing = Row<'show_timings'>;
type Line = Pick<Row<'activity_log'>, 'action' | 'entity_type' | 'entity_id' | 'user_id' | 'changes' | 'recorded_at'>;
/** What a column was and what it became. */
type Change = readonly [before: JsonValue, after: JsonValue];

/** No gesture of an evening writes more lines. */
const MOST_LINES = 40;
const TIMES = ['started_at', 'ended_at'] as const;
export type TimeColumn = (typeof TIMES)[number];

/** What the line says of the column; undefined where nothing. */
export function changeOf({ changes }: Pick<Line, 'changes'>, column: string): Change | undefined {
  const change: unknown = isRecord(changes) ? changes[column] : undefined;
  return Array.isArray(change) ? [(change[0] ?? null) as JsonValue, (change[1] ?? null) as JsonValue] : undefined;
}

const momentOf = (time: JsonValue): number | null => (typeof time === 'string' ? Date.parse(time) : null);

/** Lines of the author's mutation with this id, the last first; `most`: that it can have written. */
export async function linesOf(tx: MutationTx, mutationId: string, most = MOST_LINES): Promise<readonly Line[]> {
  const ids = Array.from({ length: most }, (_, index) => deriveId(mutationId, 'log', String(index + 1)));
  const rows = (await tx.rows.findMany('activity_log', ids)) as unknown as readonly Row<'activity_log'>[];
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.toReversed().flatMap((id) => {
    const line = found.get(id);
    return line !== undefined && line.theater_id === tx.theaterId && line.user_id === tx.author.userId ? [line] : [];
  });
}

/** Lines about a time, the newest first; so many as an evening makes. */
const linesAbout = (tx: MutationTx, id: string): Promise<readonly Line[]> =>
  tx.db
    .selectFrom('activity_log')
    .select(['action', 'entity_type', 'entity_id', 'user_id', 'changes', 'recorded_at'])
    .where('entity_type', '=', 'show_timings')
    .where('entity_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();

/** Whether the author has written the time that stands. */
export async function isOwnTime(tx: MutationTx, timing: Timing, column: TimeColumn): Promise<boolean> {
  const lines = await linesAbout(tx, timing.id);
  return lines.some((line) => {
    const change = changeOf(line, column);
    const stands = change !== undefined && momentOf(change[1]) === momentOf(timing[column]);
    return stands && line.user_id === tx.author.userId;
  });
}

/**
 * Takes back the times that the author's mutation wrote, as far as they stand: a part that ended by the same gesture
 * goes on, unless another has begun after it. Answers whether anything was taken back.
 */
export async function takeBackTimes(tx: MutationTx, eventId: string, mutationId: string): Promise<boolean> {
  let isTaken = false;
  for (const line of await linesOf(tx, mutationId)) {
    if (line.entity_type !== 'show_timings') continue;
    const timings = await timingsOf(tx, eventId);
    const timing = timings.find(({ id }) => id === line.entity_id);
    if (timing === undefined) continue;
    const values = valuesBefore(line, timing, timings);
    for (const column of TIMES) if (column in values && (await isSaidAgain(tx, line, column))) delete values[column];
    if (await tx.update('show_timings', timing.id, values)) isTaken = true;
  }
  return isTaken;
}

/** Whether somebody else has pressed the same button since: the time is theirs as well. */
async function isSaidAgain(tx: MutationTx, own: Line, column: TimeColumn): Promise<boolean> {
  return (await linesAbout(tx, own.entity_id)).some(
    ({ action, user_id: user, recorded_at: recorded }) =>
      action.endsWith(':again') &&
      action.startsWith('show.end') === (column === 'ended_at') &&
      user !== tx.author.userId &&
      Date.parse(recorded) > Date.parse(own.recorded_at),
  );
}

/** Takes back the scene that came on with the author's mutation, while it is on. */
export async function takeBackScene(tx: MutationTx, eventId: string, mutationId: string): Promise<void> {
  const run = await runOf(tx, eventId);
  const own = (await linesOf(tx, mutationId)).find(({ entity_id: id }) => id === run?.id);
  const change = own === undefined ? undefined : changeOf(own, 'current_scene_id');
  if (run === undefined || change === undefined || run.current_scene_id !== change[1]) return;
  const [before] = change;
  const scene = typeof before === 'string' ? await tx.find('scenes', before) : undefined;
  await tx.update('show_runs', run.id, { current_scene_id: scene?.deleted_at === null ? scene.id : null });
}

/** What the row held before, of what the line wrote and still stands. */
function valuesBefore(line: Line, timing: Timing, timings: readonly Timing[]): Record<string, JsonValue> {
  const isCorrection = line.action.startsWith('show.correctTiming:');
  // What was set right by hand since is whoever's who did it.
  if (timing.is_corrected && !isCorrection) return {};
  const written = TIMES.flatMap((column) => {
    const change = changeOf(line, column);
    return change === undefined ? [] : [{ column, before: change[0], after: change[1] }];
  });
  const standing = written.filter(({ column, after }) => momentOf(after) === momentOf(timing[column]));
  const values: Record<string, JsonValue> = Object.fromEntries(standing.map(({ column, before }) => [column, before]));
  if (!isCorrection) return mayReturn(values, timing, timings) ? values : {};
  if (standing.length < written.length) return {};
  const [corrected, note] = [changeOf(line, 'is_corrected'), changeOf(line, 'note')];
  if (corrected !== undefined) values['is_corrected'] = corrected[0] === true;
  if (note !== undefined && note[1] === timing.note) values['note'] = note[0];
  return values;
}

/** A part that somebody has ended since has begun; one after which another began is over. */
function mayReturn(values: Readonly<Record<string, JsonValue>>, timing: Timing, timings: readonly Timing[]): boolean {
  const ended = momentOf(timing.ended_at);
  if (values['started_at'] === null && ended !== null && values['ended_at'] !== null) return false;
  if (values['ended_at'] !== null || ended === null) return true;
  return !timings.some(({ id, part, started_at: started }) => {
    const began = momentOf(started);
    return id !== timing.id && part !== 'house_open' && part !== 'call' && began !== null && began >= ended;
  });
}

/** Tables of what is ticked off of an evening. */
type MarkTable = 'checklist_marks' | 'run_sheet_marks';
/** What a mark says where nobody has said anything. */
const UNSAID = { is_done: false, note: null } as const;

/**
 * Takes back what the author's mutation wrote into a mark: what it had found there returns. Answers false where it
 * wrote nothing, because somebody had said the same before, and where somebody else has said something since.
 */
export async function takeBackMark(
  tx: MutationTx,
  table: MarkTable,
  key: Readonly<Record<string, JsonValue>>,
  mutationId: string,
): Promise<boolean> {
  const mark = await tx.rows.findByKey(table, tx.theaterId, key);
  const lines = await linesOf(tx, mutationId);
  const own = lines.find((line) => line.entity_type === table && line.entity_id === mark?.id);
  if (mark === undefined || own === undefined || own.action.endsWith(':again')) return false;
  const others = await tx.db
    .selectFrom('activity_log')
    .select('recorded_at')
    .where('entity_type', '=', table)
    .where('entity_id', '=', mark.id)
    .where('user_id', '!=', tx.author.userId)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .execute();
  if (others.some((line) => Date.parse(line.recorded_at) > Date.parse(own.recorded_at))) return false;
  const values: Record<string, JsonValue> = {};
  for (const [column, unsaid] of Object.entries(UNSAID)) {
    const change = changeOf(own, column);
    if (change === undefined) continue;
    if (change[1] !== (mark[column] ?? null)) return false;
    values[column] = change[0] ?? unsaid;
  }
  return tx.update(table, mark.id, values);
}

/**
 * Whether a scene was turned to after the author did now. Whoever saw the scene that is on (`seen`) turns on from it,
 * whatever their clock says; of one person who did not see it, because it was turned on another laptop of theirs, the
 * later turn stands, as between two people. Without `seen`, as laptops of before ask, a person's own turns stand in the
 * order in which they come.
 */
export async function isTurnedSince(
  tx: MutationTx,
  run: Pick<Row<'show_runs'>, 'id' | 'current_scene_id'>,
  seen: string | null | undefined,
): Promise<boolean> {
  const lines = await tx.db
    .selectFrom('activity_log')
    .select(['user_id', 'changes', 'occurred_at'])
    .where('entity_type', '=', 'show_runs')
    .where('entity_id', '=', run.id)
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const last = lines.find((line) => changeOf(line, 'current_scene_id') !== undefined);
  if (last === undefined) return false;
  if (seen === undefined ? last.user_id === tx.author.userId : seen === run.current_scene_id) return false;
  return Date.parse(last.occurred_at) > Date.parse(tx.now);
}

/**
 * Of a column of a signed report, what is not the author's own addition since: as it was when it was signed, or as
 * somebody else has left it after that.
 */
export async function signedValue(tx: MutationTx, report: Row<'show_reports'>, column: string): Promise<JsonValue> {
  const found = (report as unknown as Record<string, JsonValue>)[column] ?? null;
  const lines = await tx.db
    .selectFrom('activity_log')
    .select(['user_id', 'changes', 'recorded_at'])
    .where('entity_type', '=', 'show_reports')
    .where('entity_id', '=', report.id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  const signature = lines.findLast((line) => changeOf(line, 'status')?.[1] === 'signed');
  if (signature === undefined) return found;
  const since = lines.flatMap((line) => {
    const change = changeOf(line, column);
    const isLater = Date.parse(line.recorded_at) > Date.parse(signature.recorded_at);
    return change !== undefined && isLater ? [{ line, change }] : [];
  });
  const other = since.findLast(({ line }) => line.user_id !== tx.author.userId);
  if (other !== undefined) return other.change[1];
  // Of several that came at one time, the first is the one that follows none of them.
  const first = since.filter(({ line }) => line.recorded_at === since[0]?.line.recorded_at);
  const follows = ([before]: Change): boolean => first.some(({ change }) => sameJson(change[1], before));
  const start = first.find(({ change }) => !follows(change));
  return start === undefined ? found : start.change[0];
}
