/**
 * Changes of a packing list. A first list of a tour is thousands of lines: rows are read and made in slices, and
 * only what can be a case is looked at as one. What somebody deleted meanwhile refuses nothing of the rest.
 */
import { inSlices, slicesOf } from '../rules/deletion-plan.ts';
import { MOST_LISTED } from '../rules/notices.ts';
import { packingLineId } from '../rules/packing.ts';
import type { PlanChange } from '../rules/packing-needs.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { recheckBookings } from './booking-conflicts.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import { checkNoCircle, ensureCase, lineFor, linesOfItem, type PackingLine } from './packing-lines.ts';
import type { AnyRow } from './row-store.ts';

/** Rows that one statement inserts. */
const AT_ONCE = 500;

/** Rows of this theatre with these ids, in the trash or not. */
async function known(tx: MutationTx, table: TableName, ids: readonly string[]): Promise<Map<string, AnyRow>> {
  const found = await inSlices(ids, (slice) => tx.rows.findMany(table, slice));
  return new Map(found.filter((row) => row['theater_id'] === tx.theaterId).map((row) => [row.id, row]));
}

/** Which of these things something lies in on the tour. */
async function holders(tx: MutationTx, tourId: string, itemIds: readonly string[]): Promise<Set<string>> {
  const rows = await inSlices(itemIds, (slice) =>
    tx.db
      .selectFrom('packing_lines')
      .select('case_item_id')
      .distinct()
      .where('tour_id', '=', tourId)
      .where('case_item_id', 'in', [...slice])
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return new Set(rows.flatMap(({ case_item_id: id }) => id ?? []));
}

/** What the changes of one line come to. */
interface Summed extends PlanChange {
  readonly lineId: string;
}

/** What laptops could not know: things that are planned no more, and cases that hold nothing more. */
interface Gone {
  readonly items: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
}

/**
 * The changes added up by line, what goes out first: a case that comes out of another one may take that one in. Of
 * what is gone no more goes, and what was to go into a case that is gone goes in none.
 */
function summed(
  tourId: string,
  changes: readonly PlanChange[],
  isAlive: (id: string) => boolean,
): { readonly sums: readonly Summed[]; readonly gone: Gone } {
  const sums = new Map<string, Summed>();
  const gone = { items: new Set<string>(), cases: new Set<string>() };
  for (const { itemId, caseId: wanted, by, isExtra } of changes) {
    if (by > 0 && !isAlive(itemId)) {
      gone.items.add(itemId);
      continue;
    }
    const isCaseGone = by > 0 && wanted !== null && !isAlive(wanted);
    if (isCaseGone) gone.cases.add(wanted);
    const caseId = isCaseGone ? null : wanted;
    const lineId = packingLineId(tourId, itemId, caseId);
    const before = sums.get(lineId);
    // What productions need stays theirs when one more goes as an extra.
    const together = before?.isExtra === undefined || isExtra === undefined ? undefined : before.isExtra && isExtra;
    sums.set(lineId, {
      lineId,
      itemId,
      caseId,
      by: by + (before?.by ?? 0),
      isExtra: together ?? isExtra ?? before?.isExtra,
    });
  }
  const inOrder = [...sums.values()]
    .filter(({ by }) => by !== 0)
    .toSorted((a, b) => Number(a.by > 0) - Number(b.by > 0));
  return { sums: inOrder, gone };
}

/** New lines are made together; the others one after the other, as somebody may have written them meanwhile. */
export async function changePlan(tx: MutationTx, tour: Row<'tours'>, changes: readonly PlanChange[]): Promise<void> {
  const asked = [...new Set(changes.flatMap(({ itemId, caseId }) => (caseId === null ? [itemId] : [itemId, caseId])))];
  const items = await known(tx, 'inventory_items', asked);
  const { sums, gone } = summed(tour.id, changes, (id) => items.get(id)?.['deleted_at'] === null);
  const [first] = gone.items;
  // Where nothing else was planned, the refusal says what has become of it.
  if (first !== undefined && sums.length === 0) await tx.require('inventory_items', first);
  const things = [...new Set(sums.flatMap(({ itemId, caseId }) => (caseId === null ? [itemId] : [itemId, caseId])))];
  const cases = await holders(tx, tour.id, things);
  const lines = await known(
    tx,
    'packing_lines',
    sums.map(({ lineId }) => lineId),
  );
  const ensured = new Set<string>();
  const fresh = new Map<string, Summed>();
  for (const change of sums) {
    const { lineId, itemId, caseId, by } = change;
    if (caseId !== null && by > 0) {
      if (itemId === caseId || cases.has(itemId)) {
        // What these changes put into it is looked at too.
        await makeLines(tx, tour.id, fresh);
        fresh.clear();
        await checkNoCircle(tx, tour.id, itemId, caseId);
      }
      cases.add(caseId);
      ensured.add(caseId);
    }
    const line = lines.get(lineId) as PackingLine | undefined;
    if (by < 0) await takeOff(tx, tour.id, line, change);
    else if (line === undefined) fresh.set(lineId, change);
    else await addTo(tx, line, change);
  }
  await makeLines(tx, tour.id, fresh);
  for (const caseId of ensured) await ensureCase(tx, tour.id, caseId);
  await recheckBookings(tx, things);
  await tellGone(tx, tour, gone, items);
}

/** What is said of the line beside how many. What productions need stays theirs when one more goes as an extra. */
const extraOf = ({ isExtra }: Summed, planned: number): { readonly is_extra?: boolean } =>
  isExtra === undefined || (isExtra && planned > 0) ? {} : { is_extra: isExtra };

async function addTo(tx: MutationTx, line: PackingLine, change: Summed): Promise<void> {
  const { id, quantity } = await lineFor(tx, line.tour_id, change.itemId, change.caseId);
  await tx.update('packing_lines', id, { quantity: quantity + change.by, ...extraOf(change, quantity) });
}

/** Never fewer than none. What goes in no case may have gone in one that was deleted: then it comes off there. */
async function takeOff(tx: MutationTx, tourId: string, line: PackingLine | undefined, change: Summed): Promise<void> {
  const { itemId, caseId, lineId, by } = change;
  let rest = -by;
  if (line?.deleted_at === null) {
    const { id, quantity } = line;
    await tx.update('packing_lines', id, { quantity: Math.max(0, quantity - rest), ...extraOf(change, quantity) });
    rest -= quantity;
  }
  if (caseId !== null || rest <= 0) return;
  for (const { id, case_item_id: inside, quantity } of await linesOfItem(tx, tourId, itemId)) {
    if (id === lineId || inside !== null || quantity === 0 || rest <= 0) continue;
    await tx.update('packing_lines', id, { quantity: Math.max(0, quantity - rest) });
    rest -= quantity;
  }
}

/** Whoever planned it hears what was deleted meanwhile. */
async function tellGone(
  tx: MutationTx,
  tour: Row<'tours'>,
  gone: Gone,
  items: ReadonlyMap<string, AnyRow>,
): Promise<void> {
  if (gone.items.size + gone.cases.size === 0) return;
  // What was erased for good, or is nobody's, has no name here.
  const names = (ids: ReadonlySet<string>): string[] =>
    [...ids].flatMap((id) => items.get(id)?.['name'] ?? []).map(String);
  const [left, cases] = [names(gone.items), names(gone.cases)];
  await tell(tx, {
    userIds: [tx.author.userId],
    alsoAuthor: true,
    type: 'packing.leftOut',
    title: left[0] ?? cases[0] ?? tour.name,
    entity: { table: 'tours', id: tour.id },
    data: {
      tourId: tour.id,
      tour: tour.name,
      items: left.slice(0, MOST_LISTED),
      more: gone.items.size - Math.min(left.length, MOST_LISTED),
      cases: cases.slice(0, MOST_LISTED),
    },
  });
}

async function makeLines(tx: MutationTx, tourId: string, fresh: ReadonlyMap<string, Summed>): Promise<void> {
  const rows = [...fresh].map(([id, { itemId, caseId, by, isExtra }]) => ({
    id,
    tour_id: tourId,
    inventory_item_id: itemId,
    case_item_id: caseId,
    quantity: by,
    is_extra: isExtra ?? false,
  }));
  for (const slice of slicesOf(rows, AT_ONCE)) await tx.insertMany('packing_lines', slice);
}
