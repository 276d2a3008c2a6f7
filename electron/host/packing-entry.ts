/**
 * One scan of a packing list, from what the scanner read to the durable record. Scans are taken one after the other in
 * the order in which they came: what is left of a thing depends on what was packed before. The answer says what it
 * meant; by then it survives a power cut.
 */
import type { PackingEntryAnswer, PackingEntryRequest, PackingVerdict } from '../../shared/ipc/packing-contract.ts';
import { packingEntryId } from '../../shared/mutations/packing-lines.ts';
import { isTag, tagLetter } from '../../shared/rules/tag-code.ts';
import { findCode } from '../queries/inventory-queries.ts';
import { type ItemLine, isCaseOn, lastPacked, linesOfThing } from '../queries/packing-item.ts';
import type { Replica } from '../replica/replica.ts';
import type { ReplicaHost } from './replica-host.ts';

/** A scanner that hears its code once more within this is an echo, or a hand that shook. */
const ECHO_MS = 1000;

interface Desk {
  turn: Promise<unknown>;
  /** The last scan, of whichever tour; `asked`: nothing was packed by it, because somebody has to answer first. */
  heard: { readonly code: string; readonly at: number; readonly id: string; readonly asked: boolean } | undefined;
}
const desks = new WeakMap<ReplicaHost, Desk>();

/**
 * Records an entry, or says what the code was where nothing is to be recorded. An id that is known already is answered
 * and not packed again.
 */
export function enterPacking(host: ReplicaHost, request: PackingEntryRequest): Promise<PackingEntryAnswer> {
  const desk = desks.get(host) ?? { turn: Promise.resolve(), heard: undefined };
  desks.set(host, desk);
  // The next one is taken whatever became of this one; whoever asked hears of its failure.
  const turn = desk.turn.then(() => enterNow(host, desk, request));
  desk.turn = turn.catch(() => undefined);
  return turn;
}

/**
 * Whether the scan is the echo of the one before, which did something; a question is asked again instead. Every scan is
 * remembered, the echo as well, so that a code that is held before the scanner counts once however long. The same id is
 * no echo but the same request again, and what was typed (`heardAt` null) never is one.
 */
function isEcho(desk: Desk, { id, what, heardAt }: PackingEntryRequest, kind: PackingVerdict['kind']): boolean {
  if (heardAt === null || !('code' in what)) return false;
  const before = desk.heard;
  const isSame = before?.code === what.code && before.id !== id && Math.abs(heardAt - before.at) < ECHO_MS;
  const asked = isSame ? before.asked : kind === 'ask' || kind === 'full';
  desk.heard = { code: what.code, at: heardAt, id, asked };
  return isSame && !asked;
}

/**
 * An entry that is known, and an echo, are judged with no pieces, so that the answer shows the counts as they are. A
 * refusal is answered and not thrown.
 */
async function enterNow(host: ReplicaHost, desk: Desk, request: PackingEntryRequest): Promise<PackingEntryAnswer> {
  const { replica } = host;
  const { id, tourId, caseId, quantity, isExtra } = request;
  const tour = replica.prepared<[string], { id: string }>('SELECT id FROM tours WHERE id = ?').get(tourId);
  if (tour === undefined) return { ok: false, error: { code: 'row.missing', details: { table: 'tours', id: tourId } } };
  const entryId = packingEntryId(id, 0);
  const isKnown = replica.prepared('SELECT 1 FROM packing_entries WHERE id = ?').get(entryId) !== undefined;
  const verdict = judge(replica, isKnown ? { ...request, quantity: 0 } : request);
  if (isKnown) return { ok: true, verdict: { ...verdict, kind: 'packed', quantity }, entryId };
  const { itemId } = verdict;
  if (isEcho(desk, request, verdict.kind) && itemId !== null && verdict.kind !== 'opened') {
    const asIs = judge(replica, { ...request, quantity: 0 });
    return { ok: true, verdict: { ...asIs, kind: 'repeated', quantity }, entryId: null };
  }
  const goes = verdict.kind === 'packed' || verdict.kind === 'moved' || verdict.kind === 'extra';
  if (!goes || itemId === null) return { ok: true, verdict, entryId: null };
  const args = { tourId, itemId, caseId, action: 'pack', quantity, ...(isExtra ? { isExtra } : {}) };
  const outcome = await host.mutate('packing.record', args, id);
  return outcome.ok ? { ok: true, verdict, entryId } : { ok: false, error: outcome.error };
}

/** What was read, and which thing it is. */
function thingOf(replica: Replica, what: PackingEntryRequest['what']): PackingVerdict | string {
  if (!('code' in what)) return what.itemId;
  const match = findCode(replica, what.code);
  if (match.kind === 'item' && match.id !== null) return match.id;
  if (match.kind === 'location') return nothing('place', match.name);
  const code = replica.prepared<[], { code: string }>('SELECT code FROM theaters LIMIT 1').get()?.code ?? '';
  const isForeign = isTag(what.code) && !what.code.startsWith(tagLetter(code));
  return nothing(isForeign ? 'foreign' : 'unknown', what.code);
}

const nothing = (kind: PackingVerdict['kind'], name: string): PackingVerdict => ({
  kind,
  name,
  number: null,
  itemId: null,
  caseId: null,
  caseName: null,
  quantity: 0,
  planned: 0,
  packed: 0,
  elsewhere: null,
  last: null,
});

type Thing = Readonly<{ id: string; name: string; number: string; status: string }>;

const sum = (lines: readonly ItemLine[], of: 'planned' | 'packed'): number =>
  lines.reduce((all, line) => all + line[of], 0);

/** What an entry means on a tour: which thing, and whether it is on the list, and still wanted. */
function judge(replica: Replica, request: PackingEntryRequest): PackingVerdict {
  const { tourId, what, caseId, quantity, packsCases, isExtra } = request;
  const found = thingOf(replica, what);
  if (typeof found !== 'string') return found;
  const read = replica.prepared<[string], Thing>(
    'SELECT id, name, inventory_number AS number, status FROM inventory_items WHERE id = ? AND deleted_at IS NULL',
  );
  const thing = read.get(found);
  if (thing === undefined) return nothing('unknown', 'code' in what ? what.code : '');
  const { id: itemId, name, number } = thing;
  const into = caseId === null ? undefined : read.get(caseId);
  const base = { name, number, itemId, caseId, caseName: into?.name ?? null, quantity, elsewhere: null, last: null };
  // A case that is scanned is opened; only who says so packs it into another one.
  if ('code' in what && !isExtra && (!packsCases || caseId === null || caseId === itemId)) {
    if (isCaseOn(replica, tourId, itemId))
      return { ...base, kind: 'opened', caseId: itemId, caseName: name, quantity: 0, planned: 0, packed: 0 };
  }
  if (thing.status === 'decommissioned') return { ...base, kind: 'decommissioned', planned: 0, packed: 0 };
  return judgeLines(replica, request, { ...base, lines: linesOfThing(replica, tourId, itemId) });
}

type Base = Omit<PackingVerdict, 'kind' | 'planned' | 'packed'> & Readonly<{ lines: readonly ItemLine[] }>;

/**
 * First whether the tour still wants so many, whatever the case; then whether it wanted them in this one. Nothing is
 * written here: the counts are what they will be when the entry is recorded.
 */
function judgeLines(
  replica: Replica,
  { tourId, caseId, quantity, isExtra }: PackingEntryRequest,
  { lines, ...base }: Base,
): PackingVerdict {
  const here = lines.find((line) => line.caseId === caseId);
  const [planned, packed] = [sum(lines, 'planned'), sum(lines, 'packed')];
  const open = planned - packed;
  if (open < quantity && !isExtra) {
    if (planned === 0 && packed === 0) return { ...base, kind: 'ask', planned, packed };
    const last = base.itemId === null ? undefined : lastPacked(replica, tourId, base.itemId);
    const lies = last === undefined ? null : { by: last.by, at: last.at };
    return { ...base, kind: 'full', planned, packed, last: lies, elsewhere: last?.caseName ?? null };
  }
  const openHere = Math.max(0, (here?.planned ?? 0) - (here?.packed ?? 0));
  const added = Math.max(0, quantity - openHere);
  const counted = { planned: (here?.planned ?? 0) + added, packed: (here?.packed ?? 0) + quantity };
  if (open < quantity) return { ...base, ...counted, kind: 'extra' };
  if (added === 0) return { ...base, ...counted, kind: 'packed' };
  const planner = lines.find((line) => line.caseId !== caseId && line.planned > line.packed);
  // What was planned without a case goes into any: that is no news.
  if (planner === undefined || planner.caseId === null) return { ...base, ...counted, kind: 'packed' };
  return { ...base, ...counted, kind: 'moved', elsewhere: planner.caseName };
}
