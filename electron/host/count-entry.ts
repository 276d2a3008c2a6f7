/**
 * One entry of a count, from what the scanner read to the durable record. Entries are taken one after the other in the
 * order in which they came: which place a thing belongs to depends on what was counted before. The answer says what it
 * meant; by then it survives a power cut.
 */
import type { CountEntryAnswer, CountEntryRequest, CountLineView, Verdict } from '../../shared/ipc/count-contract.ts';
import { foundAsSeenBy } from '../../shared/rules/count-sums.ts';
import { linesOfItem } from '../queries/count-model.ts';
import { findCode } from '../queries/inventory-queries.ts';
import type { Replica } from '../replica/replica.ts';
import type { ReplicaHost } from './replica-host.ts';

const queues = new WeakMap<ReplicaHost, Promise<unknown>>();

/**
 * Records an entry, or says what the code was where nothing is to be recorded. An id that is known already is answered
 * and not counted again.
 */
export function enterCount(host: ReplicaHost, request: CountEntryRequest): Promise<CountEntryAnswer> {
  // The next one is taken whatever became of this one; whoever asked hears of its failure.
  const turn = (queues.get(host) ?? Promise.resolve()).then(() => enterNow(host, request));
  queues.set(
    host,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Judges and records, one entry at a time. An entry that is known already is judged again and recorded no more: its
 * window asks because it missed the answer.
 */
async function enterNow(host: ReplicaHost, request: CountEntryRequest): Promise<CountEntryAnswer> {
  const { replica } = host;
  const count = replica
    .prepared<[string], { location_id: string; is_blind: number }>(
      'SELECT location_id, is_blind FROM inventory_counts WHERE id = ?',
    )
    .get(request.countId);
  if (count === undefined)
    return { ok: false, error: { code: 'row.missing', details: { table: 'inventory_counts', id: request.countId } } };
  const isKnown = replica.prepared('SELECT 1 FROM inventory_count_entries WHERE id = ?').get(request.id) !== undefined;
  const quantity = isKnown ? 0 : request.quantity;
  const verdict = judge(
    replica,
    {
      rootId: count.location_id,
      isBlind: count.is_blind === 1,
      person: host.sessions.current?.userId,
      isSecond: request.mode === 'second',
    },
    { ...request, quantity },
  );
  if (isKnown || verdict.kind === 'place' || verdict.kind === 'outside')
    return { ok: true, verdict, entryId: isKnown ? request.id : null };
  const outcome = await host.mutate('count.recordEntry', {
    id: request.id,
    countId: request.countId,
    itemId: verdict.itemId,
    scannedCode: 'code' in request.what ? request.what.code : null,
    locationId: verdict.locationId,
    quantity,
    ...(request.mode === null ? {} : { mode: request.mode }),
  });
  return outcome.ok ? { ok: true, verdict, entryId: request.id } : { ok: false, error: outcome.error };
}

interface Room {
  readonly rootId: string;
  readonly isBlind: boolean;
  readonly person: string | undefined;
  /** A second opinion is being given: it is never added to what the others found. */
  readonly isSecond: boolean;
}

/** What has been found at a line so far, as whoever counts there now sees it. */
function foundAt(line: CountLineView, { person, isSecond }: Room): number {
  if (!isSecond) return foundAsSeenBy(line, person);
  return line.parts.find((part) => part.isSecond && part.person === person)?.quantity ?? 0;
}

/** What an entry means within a count: which thing, at which place. */
function judge(replica: Replica, room: Room, { countId, what, placeId, quantity }: CountEntryRequest): Verdict {
  const base = {
    inventoryNumber: null,
    place: null,
    itemId: null,
    locationId: placeId ?? room.rootId,
    quantity,
    expected: 0,
    counted: quantity,
    others: [],
  };
  if (!('code' in what))
    return judgeItem(
      linesOfItem(replica, countId, what.itemId),
      { ...base, itemId: what.itemId, locationId: what.locationId },
      what.locationId,
      room,
    );
  const match = findCode(replica, what.code);
  if (match.kind === 'unknown' || match.id === null) return { ...base, kind: 'unknown', name: what.code };
  if (match.kind === 'location')
    return {
      ...base,
      kind: isInside(replica, match.id, room.rootId) ? 'place' : 'outside',
      name: match.name,
      place: match.name,
      locationId: match.id,
    };
  return judgeItem(
    linesOfItem(replica, countId, match.id),
    { ...base, itemId: match.id, name: match.name },
    placeId,
    room,
  );
}

type Draft = Omit<Verdict, 'kind' | 'name'> & { readonly name?: string };

/**
 * The line that a thing belongs to: at the chosen place, else where it is expected and not yet complete, else anywhere.
 */
function lineFor(lines: readonly CountLineView[], placeId: string | null, room: Room): CountLineView | undefined {
  if (placeId !== null) return lines.find((line) => line.locationId === placeId);
  return (
    lines.find((line) => foundAt(line, room) < line.expected) ?? lines.find((line) => line.expected > 0) ?? lines[0]
  );
}

/** What the counter hears. A blind count tells nothing of what is expected: everything is `found`. */
function judgeItem(lines: readonly CountLineView[], draft: Draft, placeId: string | null, room: Room): Verdict {
  const { isBlind } = room;
  const line = lineFor(lines, placeId, room);
  const elsewhere = lines.find((other) => other.expected > 0);
  const counted = (line === undefined ? 0 : foundAt(line, room)) + draft.quantity;
  const common = {
    ...draft,
    name: draft.name ?? line?.name ?? '',
    inventoryNumber: line?.inventoryNumber ?? elsewhere?.inventoryNumber ?? null,
    counted,
    locationId: line?.locationId ?? draft.locationId,
    others: line === undefined || line.parts.length < 2 ? [] : line.parts.map((part) => part.name),
  };
  if (line === undefined || line.expected === 0)
    return { ...common, kind: isBlind ? 'found' : 'unexpected', place: elsewhere?.location ?? null };
  return {
    ...common,
    kind: !isBlind && counted > line.expected ? 'more' : 'found',
    expected: line.expected,
    place: line.location,
  };
}

function isInside(replica: Replica, placeId: string, rootId: string): boolean {
  return (
    replica
      .prepared<[string, string], { found: number }>(
        `WITH RECURSIVE up(id, parent_id) AS (SELECT id, parent_id FROM inventory_locations WHERE id = ?
       UNION SELECT l.id, l.parent_id FROM inventory_locations l JOIN up ON l.id = up.parent_id) SELECT 1 AS found
       FROM up WHERE id = ?`,
      )
      .get(placeId, rootId) !== undefined
  );
}
