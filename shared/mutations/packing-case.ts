/**
 * A case that is moved with all that lies in it. What is written down of its things goes along where the case is: what
 * was taken out of it and stays elsewhere, at a venue or in another truck, does not come with it.
 */
import { Refusal } from '../base/refusal.ts';
import { everPacked, INTO, NOTHING_PACKED, type PackingSums, packingSums } from '../rules/packing.ts';
import { type PiecePlaces, placesOf } from '../rules/packing-places.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { contentsOf, type EntryFacts, EntryWriter, lineFor, linesOfItem, type PackingLine } from './packing-lines.ts';
import { casesWithPieces, sourcesOf } from './packing-moves.ts';
import { placedByLine } from './packing-placed.ts';

/** What is done with a case as a whole. */
export type CaseAction = 'load' | 'unload' | 'return';

/** Pieces of a line: in which states, and where. */
interface Standing {
  readonly sums: PackingSums;
  readonly places: PiecePlaces;
}

const NOWHERE: Standing = { sums: NOTHING_PACKED, places: placesOf([]) };

async function standingsOf(tx: MutationTx, lineIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const byLine = await placedByLine(tx, lineIds);
  return new Map([...byLine].map(([id, own]) => [id, { sums: packingSums(own), places: placesOf(own) }]));
}

/** Whether the case is in this truck, or at this venue; null: in one that nobody named. */
type IsThere = (state: 'loaded' | 'on_site', place: string | null) => boolean;

/** Where the case is by its own lines; where nobody has said that, it is where whoever has it before them says. */
function whereOf(own: readonly Standing[], action: CaseAction, { transportId, venueId }: EntryFacts): IsThere {
  const known = {
    loaded: new Set(own.flatMap(({ places }) => [...places.loaded.keys()])),
    on_site: new Set(own.flatMap(({ places }) => [...places.onSite.keys()])),
  };
  const said = { loaded: action === 'load' ? null : (transportId ?? null), on_site: venueId ?? null };
  if (known.loaded.size + known.on_site.size === 0)
    return (state, place) => place === null || said[state] === null || place === said[state];
  return (state, place) => {
    const places = known[state];
    // Of two cases in two trucks the one in this truck is meant.
    if (said[state] !== null && places.has(said[state])) return place === null || place === said[state];
    return places.size > 0 && (place === null || places.has(place) || (places.has(null) && place === said[state]));
  };
}

/** Pieces that go, out of one place. */
interface Part {
  readonly from: 'packed' | 'loaded' | 'on_site';
  readonly quantity: number;
  readonly facts: EntryFacts;
}

/** Of a line what goes along. Pieces that leave a truck or a venue are written down with it. */
function partsOf(
  { sums, places }: Standing,
  sources: readonly string[],
  isThere: IsThere,
  facts: EntryFacts,
): readonly Part[] {
  return sources.flatMap((from): Part[] => {
    if (from === 'packed') return sums.packed > 0 ? [{ from, quantity: sums.packed, facts }] : [];
    if (from === 'loaded')
      return [...places.loaded].flatMap(([truck, quantity]) =>
        isThere(from, truck) ? [{ from, quantity, facts: { ...facts, transportId: truck ?? facts.transportId } }] : [],
      );
    if (from === 'on_site')
      return [...places.onSite].flatMap(([venue, quantity]) =>
        isThere(from, venue) ? [{ from, quantity, facts: { ...facts, venueId: venue ?? facts.venueId } }] : [],
      );
    return [];
  });
}

/**
 * Moves a case with its contents. Answers the things that moved; none where it is where it is taken already, because
 * somebody else said so before. Refuses `packing.moreThanThere` where there is no such case.
 */
export async function moveCase(
  tx: MutationTx,
  tourId: string,
  item: Row<'inventory_items'>,
  action: CaseAction,
  facts: EntryFacts,
): Promise<readonly string[]> {
  const inside = await contentsOf(tx, tourId, item.id);
  const own = await linesOfItem(tx, tourId, item.id);
  const lines = own.length > 0 ? own : [await lineFor(tx, tourId, item.id, null)];
  const standings = await standingsOf(
    tx,
    [...lines, ...inside].map(({ id }) => id),
  );
  const standingOf = ({ id }: PackingLine): Standing => standings.get(id) ?? NOWHERE;
  const isThere = whereOf(lines.map(standingOf), action, facts);
  const sources = sourcesOf(action, facts.venueId != null).filter((state) => state !== 'missing');
  const partsOfLine = (line: PackingLine): readonly Part[] => partsOf(standingOf(line), sources, isThere, facts);
  // In another case it has a line of its own.
  const first =
    lines.find((line) => partsOfLine(line).length > 0) ?? lines.find(({ quantity }) => quantity > 0) ?? lines[0];
  if (first === undefined) return [];
  const holding = casesWithPieces(inside, new Map([...standings].map(([id, { sums }]) => [id, sums])));
  const entries = new EntryWriter(tx, facts);
  const isKnown = lines.some((line) => everPacked(standingOf(line).sums) > 0);
  for (const line of new Map([first, ...inside].map((each) => [each.id, each])).values()) {
    // Nobody packs a case itself: it is there when it is loaded, and so is one in it that something lies in.
    const isCase = line.id === first.id ? !isKnown : holding.has(line.inventory_item_id);
    if (isCase && everPacked(standingOf(line).sums) === 0 && action === 'load') {
      await entries.write(line.id, 'pack', 1, null);
      await entries.write(line.id, action, 1, 'packed');
      continue;
    }
    for (const part of partsOfLine(line))
      await entries.write(line.id, action, part.quantity, part.from, {}, part.facts);
  }
  if (entries.written > 0) return [item.id, ...inside.map((line) => line.inventory_item_id)];
  if (!lines.some((line) => standingOf(line).sums[INTO[action]] > 0))
    throw new Refusal('packing.moreThanThere', { item: item.name, there: 0, wanted: 1 });
  return [];
}
