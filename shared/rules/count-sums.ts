/**
 * What a count found, thing by thing and place by place. Who shares the work adds up; who gives a second opinion stands
 * beside the others; where two people counted the same without saying which, nothing is added before somebody decides.
 * The same on the laptop and on the hub.
 */

export interface CountLine {
  readonly item_id: string;
  readonly location_id: string;
  readonly expected_quantity: number;
  readonly resolution: string;
  readonly recount_pass: number;
  readonly together: 'sum' | 'apart' | null;
  readonly decided_quantity: number | null;
}

/** An entry that stands, or several of one person added up: what was taken back is not among them. */
export interface CountEntry {
  readonly item_id: string | null;
  readonly location_id: string;
  readonly quantity: number;
  readonly recount_pass: number;
  readonly mode: 'share' | 'second' | null;
  readonly counted_by_id: string | null;
  readonly counted_by_name: string;
}

/** What one person found, as a part of the whole or as an opinion about it. */
export interface CountPart {
  readonly person: string;
  readonly name: string;
  readonly quantity: number;
  readonly isSecond: boolean;
  /** They said whether they share the work. */
  readonly isSaid: boolean;
}

/** How the parts stand to each other. */
export type CountSign =
  /** Nobody counted. */
  | 'none'
  /** One person counted. */
  | 'one'
  /** Several shared the work: their parts are added. */
  | 'sum'
  /** Several counted the whole and agree. */
  | 'same'
  /** Several counted the whole and differ: somebody chooses. */
  | 'differ'
  /** Several counted, and nobody said whether they shared: somebody says so first. */
  | 'unclear';

/** What has been decided about the line. `open` and `uncounted` stand in the way of posting. */
export type CountState = 'matched' | 'accepted' | 'left' | 'open' | 'uncounted';

/** One thing at one place: what was expected, what was found by whom, and what was decided. */
export interface CountSum {
  readonly itemId: string;
  readonly locationId: string;
  readonly expected: number;
  readonly pass: number;
  readonly parts: readonly CountPart[];
  readonly sign: CountSign;
  /** Numbers that may be accepted: one per opinion. */
  readonly choices: readonly number[];
  /** The one number that was found; null while there are several, or none. */
  readonly counted: number | null;
  readonly isCounted: boolean;
  readonly resolution: string;
  readonly together: 'sum' | 'apart' | null;
  readonly state: CountState;
  /** What will stand there once the count is posted; null while that is open. */
  readonly outcome: number | null;
}

/**
 * What has been found, as one of the counters sees it: where nobody has said how several numbers stand to each other,
 * nothing is added up, and everybody sees their own.
 */
export function foundAsSeenBy(
  line: Pick<CountSum, 'parts' | 'sign'> & { readonly found: number },
  person: string | undefined,
): number {
  if (line.sign !== 'unclear') return line.found;
  return line.parts.find((part) => !part.isSecond && part.person === person)?.quantity ?? line.found;
}

type Tally = CountLine & { readonly parts: Map<string, CountPart> };

/** Leaves out what was taken back, and the taking back. */
export function standingEntries<E extends { readonly id: string; readonly undoes_id: string | null }>(
  entries: readonly E[],
): E[] {
  const undone = new Set(entries.map((entry) => entry.undoes_id));
  return entries.filter((entry) => entry.undoes_id === null && !undone.has(entry.id));
}

/** Sums of a count in the order of their keys, so that every machine sees the same order. */
export function countSums(lines: readonly CountLine[], entries: readonly CountEntry[]): CountSum[] {
  const tallies = new Map<string, Tally>();
  const keyOf = (itemId: string, locationId: string): string => `${itemId}/${locationId}`;
  for (const line of lines) tallies.set(keyOf(line.item_id, line.location_id), { ...line, parts: new Map() });
  for (const entry of entries) {
    if (entry.item_id === null) continue;
    const key = keyOf(entry.item_id, entry.location_id);
    const tally = tallies.get(key) ?? unexpected(entry.item_id, entry.location_id);
    tallies.set(key, tally);
    if (entry.recount_pass === tally.recount_pass) addPart(tally.parts, entry);
  }
  return [...tallies.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => sumOf(tally));
}

function unexpected(itemId: string, locationId: string): Tally {
  return {
    item_id: itemId,
    location_id: locationId,
    expected_quantity: 0,
    resolution: 'pending',
    recount_pass: 0,
    together: null,
    decided_quantity: null,
    parts: new Map(),
  };
}

function addPart(parts: Map<string, CountPart>, entry: CountEntry): void {
  const person = entry.counted_by_id ?? entry.counted_by_name;
  const isSecond = entry.mode === 'second';
  const key = `${person}/${isSecond ? 'second' : 'part'}`;
  const before = parts.get(key);
  parts.set(key, {
    person,
    name: entry.counted_by_name,
    isSecond,
    quantity: (before?.quantity ?? 0) + entry.quantity,
    isSaid: (before?.isSaid ?? false) || entry.mode !== null,
  });
}

const byName = (a: CountPart, b: CountPart): number =>
  a.isSecond === b.isSecond
    ? a.name === b.name
      ? a.person < b.person
        ? -1
        : 1
      : a.name < b.name
        ? -1
        : 1
    : a.isSecond
      ? 1
      : -1;

/** One number per opinion: those who share make one together, everybody else makes their own. */
function opinionsOf(parts: readonly CountPart[], together: CountLine['together']): readonly (readonly CountPart[])[] {
  if (parts.length === 0) return [];
  if (together === 'sum') return [parts];
  if (together === 'apart') return parts.map((part) => [part]);
  const shared = parts.filter((part) => !part.isSecond);
  return [...(shared.length > 0 ? [shared] : []), ...parts.filter((part) => part.isSecond).map((part) => [part])];
}

function signOf(
  parts: readonly CountPart[],
  together: CountLine['together'],
  opinions: readonly (readonly CountPart[])[],
  choices: readonly number[],
): CountSign {
  if (parts.length === 0) return 'none';
  const silent = new Set(parts.filter((part) => !part.isSecond && !part.isSaid).map((part) => part.person));
  if (together === null && silent.size > 1) return 'unclear';
  if (opinions.length > 1) return choices.length === 1 ? 'same' : 'differ';
  return new Set(parts.map((part) => part.person)).size > 1 ? 'sum' : 'one';
}

/** Everything that is known of a line follows from its entries and what was decided; nothing of it is stored. */
function sumOf(tally: Tally): CountSum {
  const parts = [...tally.parts.values()].toSorted(byName);
  const opinions = opinionsOf(parts, tally.together);
  const found = [...new Set(opinions.map((opinion) => opinion.reduce((sum, part) => sum + part.quantity, 0)))];
  const sign = signOf(parts, tally.together, opinions, found);
  const choices = sign === 'unclear' ? [] : found;
  const counted = choices.length === 1 ? (choices[0] ?? null) : null;
  const state = stateOf(tally, parts.length > 0, choices, counted);
  const accepted = tally.decided_quantity ?? counted ?? (parts.length === 0 ? 0 : null);
  return {
    itemId: tally.item_id,
    locationId: tally.location_id,
    expected: tally.expected_quantity,
    pass: tally.recount_pass,
    parts,
    sign,
    choices,
    counted,
    isCounted: parts.length > 0,
    resolution: tally.resolution,
    together: tally.together,
    state,
    outcome: state === 'accepted' ? accepted : state === 'matched' || state === 'left' ? tally.expected_quantity : null,
  };
}

function stateOf(line: CountLine, isCounted: boolean, choices: readonly number[], counted: number | null): CountState {
  if (!isCounted) {
    if (line.resolution === 'ignored') return 'left';
    if (line.resolution === 'accepted') return (line.decided_quantity ?? 0) === 0 ? 'accepted' : 'uncounted';
    return line.expected_quantity === 0 && line.resolution !== 'recount' ? 'matched' : 'uncounted';
  }
  if (counted === line.expected_quantity) return 'matched';
  if (line.resolution === 'ignored') return 'left';
  // A decision is about a number. When entries come in later, it is asked for again.
  if (
    line.resolution === 'accepted' &&
    (line.decided_quantity === null ? counted !== null : choices.includes(line.decided_quantity))
  )
    return 'accepted';
  return 'open';
}

/** Lines that stand in the way of posting. */
export const undecided = (sums: readonly CountSum[]): CountSum[] =>
  sums.filter((sum) => sum.state === 'open' || sum.state === 'uncounted');
