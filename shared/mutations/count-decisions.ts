/** What a reviewer decides about the lines of a count: count again, accept a number, leave the quantity alone. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { type CountSum, countSums, standingEntries } from '../rules/count-sums.ts';
import { type Count, countIn, lineId } from './count-mutations.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';

/** The entries of a count, with what their sums need. */
const entriesOf = (tx: MutationTx, countId: string) =>
  tx.db
    .selectFrom('inventory_count_entries')
    .select([
      'id',
      'item_id',
      'location_id',
      'quantity',
      'recount_pass',
      'undoes_id',
      'mode',
      'counted_by_id',
      'counted_by_name',
    ])
    .where('count_id', '=', countId);

/** All lines of a count as they stand now. */
export async function sumsOf(tx: MutationTx, count: Count): Promise<CountSum[]> {
  const lines = await tx.db.selectFrom('inventory_count_lines').selectAll().where('count_id', '=', count.id).execute();
  const entries = await entriesOf(tx, count.id).execute();
  return countSums(lines, standingEntries(entries));
}

interface Decision {
  readonly resolution: 'pending' | 'accepted' | 'ignored' | 'recount';
  readonly together: 'sum' | 'apart' | null;
  readonly decided_quantity: number | null;
  readonly recount_pass?: number;
  readonly note?: string | null;
}

/** A decision keeps the number that it was about. A thing that nobody expected gets its line here. */
async function decide(
  tx: MutationTx,
  countId: string,
  key: { readonly itemId: string; readonly locationId: string },
  decision: Decision,
): Promise<void> {
  const id = lineId(countId, key.itemId, key.locationId);
  const values = { ...decision };
  if ((await tx.find('inventory_count_lines', id)) !== undefined) await tx.update('inventory_count_lines', id, values);
  else
    await tx.insert('inventory_count_lines', {
      id,
      count_id: countId,
      item_id: key.itemId,
      location_id: key.locationId,
      expected_quantity: 0,
      ...values,
    });
}

/** Starts another pass for one thing at one place: what was counted before no longer counts, but stays on record. */
export const countRequestRecount = defineMutation({
  name: 'count.requestRecount',
  words: ['Пересчёт', 'Recount'],
  args: z.strictObject({
    countId: z.uuid(),
    itemId: z.uuid(),
    locationId: z.uuid(),
    note: z.string().max(2000).optional(),
  }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await countIn(tx, args.countId, ['counting', 'review']);
    const line = await tx.find('inventory_count_lines', lineId(count.id, args.itemId, args.locationId));
    await decide(tx, count.id, args, {
      resolution: 'recount',
      together: null,
      decided_quantity: null,
      recount_pass: (line?.recount_pass ?? 0) + 1,
      note: args.note ?? line?.note ?? null,
    });
    if (count.status === 'review') await tx.update('inventory_counts', count.id, { status: 'counting' });
  },
});

/**
 * Accepts a number, leaves the quantity alone, or says how several counters stand to each other. `quantity` is the
 * number that the person saw: where something else is found meanwhile, it is refused and asked again. Without it (as
 * older laptops write it) there must be one number only.
 */
export const countResolveLine = defineMutation({
  name: 'count.resolveLine',
  words: ['Решение по строке', 'Line settled'],
  args: z.strictObject({
    countId: z.uuid(),
    itemId: z.uuid(),
    locationId: z.uuid(),
    resolution: z.enum(['pending', 'accepted', 'ignored']),
    together: z.enum(['sum', 'apart']).nullable().optional(),
    quantity: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
  }),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await countIn(tx, args.countId, ['counting', 'review']);
    const line = await tx.find('inventory_count_lines', lineId(count.id, args.itemId, args.locationId));
    const together = args.together === undefined ? (line?.together ?? null) : args.together;
    const decided = args.resolution === 'accepted' ? await acceptedNumber(tx, count, { ...args, together }) : null;
    await decide(tx, count.id, args, { resolution: args.resolution, together, decided_quantity: decided });
  },
});

interface Wanted {
  readonly itemId: string;
  readonly locationId: string;
  readonly together: 'sum' | 'apart' | null;
  readonly quantity?: number | undefined;
}

/**
 * The number that is accepted must be one that the entries give as they stand now: what the person saw may be old.
 * Refuses `count.severalNumbers` otherwise.
 */
async function acceptedNumber(tx: MutationTx, count: Count, wanted: Wanted): Promise<number> {
  const id = lineId(count.id, wanted.itemId, wanted.locationId);
  const line = await tx.find('inventory_count_lines', id);
  const entries = await entriesOf(tx, count.id)
    .where('item_id', '=', wanted.itemId)
    .where('location_id', '=', wanted.locationId)
    .execute();
  const [sum] = countSums(line === undefined ? [] : [{ ...line, together: wanted.together }], standingEntries(entries));
  const choices = sum === undefined || !sum.isCounted ? [0] : sum.choices;
  const number = wanted.quantity ?? (choices.length === 1 ? choices[0] : undefined);
  if (number !== undefined && choices.includes(number)) return number;
  const item = await tx.find('inventory_items', wanted.itemId);
  const found = sum?.parts.map((part) => `${part.name}: ${part.quantity}`) ?? [];
  throw new Refusal('count.severalNumbers', {
    item: item?.name ?? '',
    found: found.join(', '),
    wanted: wanted.quantity ?? null,
  });
}

/** «The rest»: one decision for all lines that nobody has decided about yet, asked for in so many words. */
export const countResolveRest = defineMutation({
  name: 'count.resolveRest',
  words: ['Решение по остальным', 'The rest settled'],
  args: z.discriminatedUnion('of', [
    /** Variances and doubts that were left open stay as they are. */
    z.strictObject({ countId: z.uuid(), of: z.literal('open'), resolution: z.literal('ignored') }),
    /**
     * Variances are accepted by the numbers that the person saw; where another is found by now, the line stays open.
     */
    z.strictObject({
      countId: z.uuid(),
      of: z.literal('seen'),
      numbers: z
        .array(z.strictObject({ itemId: z.uuid(), locationId: z.uuid(), quantity: z.int() }))
        .min(1)
        .max(10_000),
    }),
    /** What nobody marked stays as it is, or counts as absent. */
    z.strictObject({
      countId: z.uuid(),
      of: z.literal('uncounted'),
      resolution: z.enum(['accepted', 'ignored', 'pending']),
    }),
    /** Where several counted without saying: they shared the work, or each counted the whole. */
    z.strictObject({ countId: z.uuid(), of: z.literal('unclear'), together: z.enum(['sum', 'apart']) }),
  ]),
  permission: () => 'count.run',
  run: async (tx, args) => {
    const count = await countIn(tx, args.countId, ['counting', 'review']);
    const seen = new Map(
      args.of === 'seen' ? args.numbers.map((line) => [`${line.itemId}/${line.locationId}`, line.quantity]) : [],
    );
    for (const sum of await sumsOf(tx, count)) {
      const decision = restDecision(sum, args, seen.get(`${sum.itemId}/${sum.locationId}`));
      if (decision !== undefined) await decide(tx, count.id, sum, decision);
    }
  },
});

type Rest =
  | { readonly of: 'open'; readonly resolution: 'ignored' }
  | { readonly of: 'seen' }
  | { readonly of: 'uncounted'; readonly resolution: 'accepted' | 'ignored' | 'pending' }
  | { readonly of: 'unclear'; readonly together: 'sum' | 'apart' };

/**
 * What becomes of one line when the rest is decided at once; undefined leaves it as it is. `seen` is accepted only
 * where the number is still the one that was seen.
 */
function restDecision(sum: CountSum, rest: Rest, seen: number | undefined): Decision | undefined {
  const { together } = sum;
  switch (rest.of) {
    case 'open':
      return sum.state === 'open' ? { resolution: 'ignored', together, decided_quantity: null } : undefined;
    case 'seen':
      return sum.state === 'open' && seen !== undefined && sum.counted === seen
        ? { resolution: 'accepted', together, decided_quantity: seen }
        : undefined;
    case 'uncounted':
      if (
        sum.isCounted ||
        (rest.resolution === 'pending' ? !['ignored', 'accepted'].includes(sum.resolution) : sum.state !== 'uncounted')
      )
        return undefined;
      return { resolution: rest.resolution, together, decided_quantity: rest.resolution === 'accepted' ? 0 : null };
    case 'unclear':
      return sum.sign === 'unclear'
        ? { resolution: 'pending', together: rest.together, decided_quantity: null }
        : undefined;
  }
}
