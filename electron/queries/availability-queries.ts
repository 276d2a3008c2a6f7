/** What is free over days, and who holds the others. */
import { isRecord } from '../../shared/base/json.ts';
import * as declared from '../../shared/features/availability/queries.ts';
import { HolderList } from '../../shared/features/availability/time-line-answer.ts';
import { loadBookings } from '../../shared/mutations/booking-plan.ts';
import { loadBookingPolicy } from '../../shared/mutations/booking-policy.ts';
import type { Thing } from '../../shared/rules/availability.ts';
import { availabilityOver, type Booking, type Days, type FreeOver } from '../../shared/rules/bookings.ts';
import { dayAfter, daysBetween } from '../../shared/rules/event-time.ts';
import { comparedFacts, type Likened } from '../../shared/rules/likeness.ts';
import { catalog, type TableName } from '../../shared/schema/catalog.ts';
import { fromStored } from '../../shared/schema/codecs.ts';
import type { Reading } from '../replica/reading.ts';
import { implement, type QueryContext } from './define-query.ts';
import { outNote } from './out-of-use.ts';
import { drawn } from './time-line-bars.ts';

/** Tables that say what is booked and what there is. */
export const BOOKING_TABLES = [
  'event_inventory',
  'schedule_events',
  'packing_lines',
  'tours',
  'inventory_items',
  'inventory_categories',
  'inventory_locations',
  'departments',
  'faults',
  'inventory_history',
  'users',
  'employees',
  'theaters',
  'booking_conflicts',
] as const satisfies readonly TableName[];

/** A thing as it is shown, and as the rules see it. */
export interface StoredThing extends Thing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly categoryId: string | null;
  readonly category: string | null;
  readonly departmentCode: string | null;
}

const THING = `SELECT i.id, i.name, i.inventory_number AS number, i.unit, i.quantity, i.status,
    k.id AS categoryId, k.name AS category, d.code AS departmentCode,
    EXISTS (SELECT 1 FROM faults f WHERE f.inventory_item_id = i.id AND f.deleted_at IS NULL
      AND f.severity = 'unsafe' AND f.status IN ('open', 'in_repair')) AS isUnsafe
  FROM inventory_items i LEFT JOIN inventory_categories k ON k.id = i.category_id
    LEFT JOIN departments d ON d.id = k.department_id`;

type Row = Omit<StoredThing, 'isUnsafe'> & { readonly isUnsafe: number };
const thingOf = (row: Row): StoredThing => ({ ...row, isUnsafe: row.isUnsafe === 1 });

/**
 * Live things with these ids. In no order; ids of what was deleted answer nothing. The ids go in as one JSON value:
 * SQLite bounds the number of parameters, and the prepared statement stays the same for any number of things.
 */
export const thingsById = (replica: Reading, ids: readonly string[]): StoredThing[] =>
  replica
    .prepared<[string], Row>(`${THING} WHERE i.id IN (SELECT value FROM json_each(?)) AND i.deleted_at IS NULL`)
    .all(JSON.stringify(ids))
    .map(thingOf);

/**
 * Live things of a category, most of them. By name, 200 at most, since the bookings of each are read. What hangs below
 * the category is not among them.
 */
export const thingsOfCategory = (replica: Reading, categoryId: string): StoredThing[] =>
  replica
    .prepared<[string], Row>(`${THING} WHERE i.category_id = ? AND i.deleted_at IS NULL ORDER BY i.name LIMIT 200`)
    .all(categoryId)
    .map(thingOf);

const OWN_FIELDS = catalog.inventory_items.columns.custom_fields;

/** What the catalog says of these things, to tell how alike they are; a place is told by its name. */
export function likenedThings(replica: Reading, ids: readonly string[]): ReadonlyMap<string, Likened> {
  const facts = comparedFacts
    .map((fact) => (fact === 'location_id' ? 'l.name AS location_id' : `i.${fact}`))
    .join(', ');
  const rows = replica
    .prepared<[string], Readonly<Record<string, string | number | null>>>(
      `SELECT i.id, i.name, i.custom_fields, ${facts} FROM inventory_items i
        LEFT JOIN inventory_locations l ON l.id = i.location_id WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  const said = (value: unknown): string | null =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  return new Map(
    rows.map((row): [string, Likened] => {
      const own: unknown = fromStored(OWN_FIELDS, row['custom_fields']);
      return [
        String(row['id']),
        {
          name: String(row['name']),
          facts: Object.fromEntries(comparedFacts.map((fact) => [fact, said(row[fact])])),
          own: Object.fromEntries(
            Object.entries(isRecord(own) ? own : {}).flatMap(([name, value]) => {
              const text = said(value);
              return text === null ? [] : [[name, text]];
            }),
          ),
        },
      ];
    }),
  );
}

/**
 * Things whose name or number has the text, by name, 60 at most: who finds more has to write more. LIKE knows large and
 * small letters in Latin alone; Cyrillic is looked for as it is typed, small, large, and with a large first letter. A
 * `%` or `_` in the text means itself.
 */
function thingsNamed(replica: Reading, find: string): string[] {
  return replica
    .prepared<[string], { id: string }>(
      `SELECT i.id FROM inventory_items i WHERE i.deleted_at IS NULL AND EXISTS (SELECT 1 FROM json_each(?) l
        WHERE i.name LIKE l.value ESCAPE '\\' OR i.inventory_number LIKE l.value ESCAPE '\\') ORDER BY i.name LIMIT 60`,
    )
    .all(JSON.stringify(likes(find)))
    .map(({ id }) => id);
}

const likes = (find: string): readonly string[] => {
  const small = find.toLocaleLowerCase('ru');
  const large = find.toLocaleUpperCase('ru');
  const ways = [find, small, large, large.slice(0, 1) + small.slice(1)];
  return [...new Set(ways)].map((way) => `%${way.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
};

/** Names of accounts, as the theatre calls these people. */
export function peopleNames(replica: Reading, userIds: readonly string[]): ReadonlyMap<string, string> {
  const rows = replica
    .prepared<[string], { id: string; name: string }>(
      `SELECT u.id, coalesce(e.full_name, trim(concat_ws(' ', u.first_name, u.last_name))) AS name FROM users u
        LEFT JOIN employees e ON e.user_id = u.id AND e.deleted_at IS NULL
        WHERE u.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...new Set(userIds)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The theatre's own id; empty on a laptop that has none yet. */
export const theaterOf = (replica: Reading): string =>
  replica.prepared<[], { id: string }>('SELECT id FROM theaters LIMIT 1').get()?.id ?? '';

/**
 * Bookings by their thing. Of things on tour those from today on count, whatever days are asked for. Without ids it
 * reads the bookings of the whole house on these days, in one question and not one for each thing.
 */
export async function bookingsFor(
  { replica, today }: Pick<QueryContext, 'replica' | 'today'>,
  days: Days,
  itemIds?: readonly string[],
): Promise<Map<string, Booking[]>> {
  const from = days.from < today ? days.from : today;
  return Map.groupBy(
    await loadBookings(replica.db, theaterOf(replica), itemIds, { from, to: days.to }),
    (one) => one.itemId,
  );
}

/** Why nothing of it can be used at all; null where it is held, or there are too few: the bars say that. */
const reasonOf = ({ hindrances }: FreeOver): declared.TimelineThing['outReason'] => {
  const [first] = hindrances;
  return first === undefined || first.kind === 'held' || first.kind === 'too_few' ? null : first.kind;
};

/**
 * By thing its open double booking on these days. The rows come with the latest first, so that the map, where the last
 * one wins, keeps the earliest: it is the one that has to be settled first.
 */
function openConflicts(replica: Reading, { from, to }: Days): ReadonlyMap<string, string> {
  const rows = replica
    .prepared<[string, string], { id: string; item_id: string }>(
      `SELECT id, item_id FROM booking_conflicts WHERE status = 'open' AND from_date <= ? AND to_date >= ?
        ORDER BY from_date DESC, id`,
    )
    .all(to, from);
  return new Map(rows.map((row) => [row.item_id, row.id]));
}

/** Made once: thousands of things are put in order, and each `localeCompare` looks for its language anew. */
const { compare } = new Intl.Collator('ru');
const byPlace = (a: StoredThing, b: StoredThing): number =>
  compare(a.category ?? '\uffff', b.category ?? '\uffff') || compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/**
 * Days beyond `MOST_DAYS` and things beyond `MOST_THINGS` are cut off; the days that are answered say how far it goes,
 * `isCut` that there are more things. Days the wrong way round are read as the first of them alone.
 */
export const timeline = implement(declared.timeline, {
  tables: [...BOOKING_TABLES],
  run: async (context, { from, to, item, category, tour, production, find }): Promise<declared.SentTimeline> => {
    const { replica, today, author } = context;
    const last = daysBetween(from, to) >= declared.MOST_DAYS ? dayAfter(from, declared.MOST_DAYS - 1) : to;
    const days = { from, to: last < from ? from : last };
    const isAlone = item !== undefined;
    const bookings = await bookingsFor(context, days, isAlone ? [item] : undefined);
    const isHeld = ({ tourId, performanceId }: Booking): boolean =>
      (tour === undefined || tourId === tour) && (production === undefined || performanceId === production);
    const isIn = (one: Booking): boolean => one.from <= days.to && one.to >= days.from;
    const booked = [...bookings].flatMap(([id, list]) => (list.some((one) => isIn(one) && isHeld(one)) ? [id] : []));
    const text = (find ?? '').trim();
    const named = text === '' ? undefined : new Set(thingsNamed(replica, text));
    const wanted = isAlone ? [item] : named === undefined ? booked : [...named];
    const missing = wanted.filter((id) => !bookings.has(id));
    if (missing.length > 0) for (const [id, list] of await bookingsFor(context, days, missing)) bookings.set(id, list);
    const within = category === undefined ? undefined : categoriesUnder(replica, category);
    const things = thingsById(replica, wanted)
      .filter(({ categoryId }) => within === undefined || (categoryId !== null && within.has(categoryId)))
      .toSorted(byPlace);
    const shown = things.slice(0, declared.MOST_THINGS);
    const writers = shown.flatMap(({ id }) => (bookings.get(id) ?? []).flatMap(({ writerId }) => writerId ?? []));
    const names = peopleNames(replica, writers);
    const conflicts = openConflicts(replica, days);
    const holders = new HolderList();
    return {
      ...days,
      today,
      isCut: things.length > shown.length,
      categories: categoriesOf(things),
      things: shown.map((thing): declared.SentThing => {
        const found = availabilityOver(thing, bookings.get(thing.id) ?? [], days);
        const { id, name, number, unit, category: group, departmentCode } = thing;
        const outReason = reasonOf(found);
        return {
          id,
          name,
          number,
          unit,
          category: group,
          departmentCode,
          have: found.have,
          out: found.out,
          outReason,
          outNote: outReason === null ? null : outNote(replica, id, outReason),
          lasting: thing.status === 'decommissioned' ? 0 : thing.quantity,
          ...drawn(found, holders, names, author?.userId),
          conflictId: conflicts.get(id) ?? null,
        };
      }),
      holders: holders.holders,
    };
  },
});

/** Categories of the things that are shown, by name. */
const categoriesOf = (things: readonly StoredThing[]): { id: string; name: string }[] =>
  [
    ...new Map(
      things.flatMap(({ categoryId, category }) => (categoryId === null ? [] : [[categoryId, category ?? '']])),
    ),
  ]
    .map(([id, name]) => ({ id: id ?? '', name: name ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));

/**
 * A category and all that hang below it. Two laptops may have hung two categories below each other: UNION, unlike UNION
 * ALL, drops what it has found already, and ends.
 */
function categoriesUnder(replica: Reading, id: string): ReadonlySet<string> {
  const rows = replica
    .prepared<[string], { id: string }>(
      `WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT c.id FROM inventory_categories c
        JOIN below b ON c.parent_id = b.id WHERE c.deleted_at IS NULL) SELECT id FROM below`,
    )
    .all(id);
  return new Set(rows.map((row) => row.id));
}

/** What the theatre wants done about double bookings: warn of them, or forbid some. */
export const bookingPolicy = implement(declared.bookingPolicy, {
  tables: ['settings', 'theaters'],
  run: ({ replica }) => loadBookingPolicy(replica.db, theaterOf(replica)),
});
