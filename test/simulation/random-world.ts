/** Seeded randomness and the random acts of people, for simulations whose runs can be replayed from their seed. */

import { v7 } from 'uuid';
import { labelKinds } from '../../shared/labels/label-design.ts';
import { presetDesign, presetKeys } from '../../shared/labels/presets.ts';
import { isDeletable } from '../../shared/mutations/deletion-mutations.ts';
import { copiedParts } from '../../shared/mutations/production-mutations.ts';
import { mutationNames } from '../../shared/mutations/registry.ts';
import { makeTag } from '../../shared/rules/tag-code.ts';
import { isTableName, type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { dayFromNow } from '../support/rows.ts';
import { anyArgs } from './any-args.ts';
import { BOOKING_NAMES, bookingAct, NO_PAST, type Past } from './booking-acts.ts';
import { CASE_NAMES, caseAct } from './case-acts.ts';
import { PACKING_NAMES, packingAct } from './packing-acts.ts';
import { PASSPORT_NAMES, passportAct } from './passport-acts.ts';
import { scheduleAct } from './random-schedule.ts';
import { runSheetArgs } from './run-sheet-acts.ts';
import { randomShowAct, SHOW_NAMES } from './show-acts.ts';
import { TOUR_NAMES, tourAct } from './tour-acts.ts';
import { TRANSPORT_NAMES, transportAct } from './transport-acts.ts';

export interface Random {
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  id(): string;
  /** A point to come back to, so that a draw can be repeated. */
  mark(): number;
  backTo(point: number): void;
}

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    mark: () => state,
    backTo: (point) => {
      state = point;
    },
    next,
    below,
    pick: (list) => list[below(list.length)],
    id: () => v7({ random: Uint8Array.from({ length: 16 }, () => below(256)) }),
  };
}

/** What random people see: rows of the database that they act on. */
export type Look = (sql: string) => readonly Readonly<Record<string, unknown>>[];

const ids = (look: Look, table: string, where = '1 = 1'): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 40`).map((row) => String(row['id']));

/** What people in a warehouse do, the frequent things more often. Hours and people are drawn by `actAnywhere`. */
const NAMES = [
  ...mutationNames.filter((name) => !name.startsWith('time.') && name !== 'employee.deactivate'),
  ...Array<string>(9).fill('row.update'),
  ...Array<string>(3).fill('row.create'),
  ...Array<string>(4).fill('inventory.receive'),
  'inventory.move',
  'inventory.move',
  ...Array<string>(3).fill('count.recordEntry'),
  'count.resolveRest',
  'count.post',
  'deletion.restore',
  'deletion.restore',
  ...Array<string>(3).fill('schedule.create'),
  ...Array<string>(3).fill('schedule.move'),
  'schedule.call',
  'schedule.publish',
  'schedule.import',
  'schedule.importBack',
  'notice.read',
  ...SHOW_NAMES,
  ...PASSPORT_NAMES,
  ...BOOKING_NAMES,
  ...TRANSPORT_NAMES,
  ...TOUR_NAMES,
  ...PACKING_NAMES,
  ...CASE_NAMES,
];

/** A random act, and whatever its arguments were drawn from. */
export interface Act {
  readonly name: string;
  readonly args: unknown;
}

/**
 * Draws against rows that have to be asked for: drawing is repeated from the same point until all that it looked at is
 * at hand.
 */
export async function drawnFrom<T>(
  random: Random,
  select: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  draw: (look: Look) => T,
): Promise<T> {
  const known = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  const point = random.mark();
  for (;;) {
    const missing: string[] = [];
    random.backTo(point);
    const drawn = draw((sql) => {
      const rows = known.get(sql);
      if (rows === undefined) missing.push(sql);
      return rows ?? [];
    });
    if (missing.length === 0) return drawn;
    for (const sql of missing) known.set(sql, [...(await select(sql))]);
  }
}

/** One random act: mostly sensible, sometimes not. */
export const randomAct = (random: Random, look: Look, past?: Past): Act => drawAct(random, look, undefined, past);

/** An act of that name with arguments as a person would give; another one where it lacks what it is done to. */
export const actNamed = (random: Random, look: Look, name: string): Act => drawAct(random, look, name);

function drawAct(random: Random, look: Look, wanted: string | undefined, past = NO_PAST): Act {
  const items = ids(look, 'inventory_items', random.next() < 0.9 ? 'deleted_at IS NULL' : '1 = 1');
  const places = ids(look, 'inventory_locations', random.next() < 0.9 ? 'deleted_at IS NULL' : '1 = 1');
  const counts = ids(look, 'inventory_counts');
  const running = ids(look, 'inventory_counts', "status IN ('counting', 'review')");
  const quantity = 1 + random.below(6);
  const item = random.pick(items) ?? random.id();
  const place = random.pick(places) ?? random.id();
  const count = random.pick(running) ?? random.pick(counts) ?? random.id();
  const name = wanted ?? random.pick(NAMES) ?? 'row.update';
  const ofRunSheet = runSheetArgs(random, look, name);
  if (ofRunSheet !== undefined) return { name, args: ofRunSheet };
  if (name.startsWith('schedule.')) return scheduleAct(random, look, name);
  const ofBooking = bookingAct(random, look, name, past);
  if (ofBooking !== undefined) return ofBooking;
  switch (name) {
    case 'row.delete':
    case 'deletion.restore':
    case 'employee.deactivate':
    case 'time.submit':
    case 'time.withdraw':
    case 'time.approve':
    case 'time.reject':
      return actAnywhere(random, look, name);
    case 'row.create':
      return random.next() < 0.3
        ? {
            name,
            args: {
              table: 'inventory_locations',
              id: random.id(),
              values: {
                name: `М${random.below(9)}`,
                code: `M-${random.below(30)}`,
                parent_id: random.next() < 0.5 ? place : null,
              },
            },
          }
        : {
            name,
            args: {
              table: 'inventory_items',
              id: random.id(),
              values: {
                name: `П${random.below(99)}`,
                inventory_number: `N-${random.below(40)}`,
                description: 'раз\nдва\nтри',
              },
            },
          };
    case 'row.update':
      return { name, args: randomUpdate(random, look, item) };
    case 'inventory.receive':
      return { name, args: { itemId: item, locationId: place, quantity } };
    case 'inventory.move':
      return {
        name,
        args: { itemId: item, fromLocationId: place, toLocationId: random.pick(places) ?? place, quantity },
      };
    case 'inventory.writeOff':
      return { name, args: { itemId: item, locationId: place, quantity } };
    case 'inventory.takeBack': {
      const taken = random.next() < 0.9 ? "movement_type IN ('receipt', 'write_off')" : '1 = 1';
      return { name, args: { movementId: random.pick(ids(look, 'inventory_history', taken)) ?? random.id() } };
    }
    case 'inventory.rebuildStock':
      return { name, args: { itemId: item } };
    case 'inventory.changeStatus':
      return {
        name,
        args: {
          itemId: item,
          status: random.pick(['reserved', 'in_repair', 'in_stock']),
          seen: random.pick(['in_stock', 'reserved']),
        },
      };
    case 'tag.claim':
      // Few tags, so that two laptops put the same one on two things.
      return { name, args: { itemId: item, code: makeTag('T', Uint8Array.of(random.below(6))), seen: null } };
    case 'integrity.repairTree':
      return {
        name,
        args:
          random.next() < 0.5 ? { table: 'inventory_locations', id: place } : { table: 'inventory_items', id: item },
      };
    case 'count.create':
      return {
        name,
        args: { id: random.id(), name: `И${random.below(9)}`, locationId: place, isBlind: random.next() < 0.3 },
      };
    case 'inventory.create':
      return {
        name,
        args: {
          id: random.id(),
          values: { name: `П${random.below(99)}`, inventory_number: `N-${random.below(40)}` },
          ...(random.next() < 0.8 ? { stock: { locationId: place, quantity } } : {}),
        },
      };
    case 'count.recordEntry':
      return {
        name,
        args: {
          id: random.id(),
          countId: count,
          itemId: random.next() < 0.9 ? item : null,
          scannedCode: random.next() < 0.5 ? `C${random.below(5)}` : 'X',
          locationId: place,
          quantity,
          ...random.pick([{}, {}, { mode: 'share' }, { mode: 'second' }]),
        },
      };
    case 'count.undoEntry':
      return {
        name,
        args: { entryId: random.pick(ids(look, 'inventory_count_entries', 'undoes_id IS NULL')) ?? random.id() },
      };
    case 'count.identifyCode':
      return { name, args: { countId: count, code: `C${random.below(5)}`, itemId: item } };
    case 'count.requestRecount':
      return { name, args: { countId: count, itemId: item, locationId: place } };
    case 'count.resolveLine':
      return {
        name,
        args: {
          countId: count,
          itemId: item,
          locationId: place,
          resolution: random.pick(['accepted', 'accepted', 'ignored', 'pending']),
          ...random.pick([{}, {}, { together: 'sum' }, { together: 'apart' }, { together: null }]),
          ...(random.next() < 0.2 ? { quantity } : {}),
        },
      };
    case 'count.resolveRest':
      return {
        name,
        args: {
          countId: count,
          ...random.pick<object>([
            { of: 'seen', numbers: [{ itemId: item, locationId: place, quantity }] },
            { of: 'open', resolution: 'ignored' },
            { of: 'uncounted', resolution: 'ignored' },
            { of: 'uncounted', resolution: 'accepted' },
            { of: 'uncounted', resolution: 'pending' },
            { of: 'unclear', together: random.pick(['sum', 'apart']) },
          ]),
        },
      };
    case 'count.post':
      return { name, args: { countId: count, ...random.pick([{}, { uncounted: 'keep' }, { uncounted: 'zero' }]) } };
    case 'count.reverse':
      return { name, args: { countId: random.pick(ids(look, 'inventory_counts', "status = 'posted'")) ?? count } };
    case 'conflict.resolve':
      return {
        name,
        args: {
          conflictId: random.pick(ids(look, 'conflicts', "status = 'open'")) ?? random.id(),
          choose: random.pick(['kept', 'other']),
        },
      };
    case 'count.start':
    case 'count.review':
    case 'count.cancel':
      return { name, args: { countId: count } };
    case 'notice.read':
      return { name, args: { ids: [random.pick(ids(look, 'notifications', '1 = 1')) ?? random.id(), random.id()] } };
    case 'performance.copy':
    case 'copy.discard':
    case 'variant.setNeed':
    case 'checklist.copy':
    case 'checklist.insertItems':
    case 'checklist.moveItem':
    case 'checklist.removeItems':
      return { name, args: actOnProduction(random, look, name) };
    default:
      return (
        randomShowAct(random, look, name) ??
        transportAct(random, look, name) ??
        passportAct(random, look, name) ??
        tourAct(random, look, name) ??
        packingAct(random, look, name) ??
        caseAct(random, look, name) ?? { name, args: anyArgs(random, look, name) }
      );
  }
}

/** What people do with productions as wholes, their variants and their checklists. */
function actOnProduction(random: Random, look: Look, name: string): unknown {
  const one = (table: string, where?: string): string => random.pick(ids(look, table, where)) ?? random.id();
  const LIVE = 'deleted_at IS NULL';
  const list = one('performance_checklists', LIVE);
  const points = ids(look, 'checklist_items', `${LIVE} AND checklist_id = '${list}'`);
  const point = (): string => random.pick(points) ?? random.id();
  const after = (): string | null => (random.next() < 0.2 ? null : point());
  const number = (): number | null => (random.next() < 0.3 ? null : random.below(5));
  switch (name) {
    case 'performance.copy':
      return {
        id: random.id(),
        fromId: one('performances', LIVE),
        title: `Копия ${random.below(9)}`,
        parts: copiedParts.filter(() => random.next() < 0.7),
      };
    case 'copy.discard': {
      const table = random.pick(['performances', 'performance_checklists'] as const) ?? 'performances';
      const made = { table, id: one(table, LIVE), fromId: one(table) };
      return { ...made, copyId: random.id(), deletionId: random.id() };
    }
    case 'variant.setNeed':
      return {
        variantId: one('performance_variants', LIVE),
        itemId: one('inventory_items', LIVE),
        quantity: number(),
        seen: number(),
      };
    case 'checklist.copy': {
      const performanceId = random.next() < 0.4 ? null : one('performances', LIVE);
      const own = `${LIVE} AND performance_id = '${performanceId ?? ''}'`;
      const variantId = random.next() < 0.3 ? one('performance_variants', own) : null;
      return { id: random.id(), fromId: list, performanceId, variantId };
    }
    case 'checklist.insertItems':
      return {
        checklistId: list,
        afterId: after(),
        items: Array.from({ length: 1 + random.below(3) }, () => ({
          id: random.id(),
          title: `Пункт ${random.below(99)}`,
          isCritical: random.next() < 0.3,
        })),
      };
    case 'checklist.moveItem':
      return { id: point(), afterId: after(), seenAfterId: after() };
    default:
      return { ids: [point(), ...(random.next() < 0.5 ? [point()] : [])], deletionId: random.id() };
  }
}

function randomUpdate(random: Random, look: Look, id: string): unknown {
  const [row] = look(`SELECT name, manufacturer, description, weight FROM inventory_items WHERE id = '${id}'`);
  const column = random.pick(['name', 'manufacturer', 'description', 'weight']) ?? 'name';
  const seen = row?.[column] === null || row === undefined ? null : String(row[column]);
  const lines = (seen ?? 'раз\nдва\nтри').split('\n');
  lines[random.below(lines.length)] = `строка ${random.below(20)}`;
  const wanted =
    column === 'weight'
      ? String(random.below(50))
      : column === 'description'
        ? lines.join('\n')
        : `${column} ${random.below(12)}`;
  return { table: 'inventory_items', id, changes: { [column]: wanted }, seen: { [column]: seen } };
}

const editable: readonly TableName[] = tableNames.filter(
  (name) => tableOf(name).write !== undefined && name !== 'theaters',
);
const deletable = editable.filter(isDeletable);

/** An act on any table of the catalog: creating with random references, editing, deleting, restoring, hours. */
export function actAnywhere(random: Random, look: Look, name: string, past = NO_PAST): Act {
  const entry = (): string => random.pick(ids(look, 'time_entries')) ?? random.id();
  if (name.startsWith('schedule.')) return scheduleAct(random, look, name);
  const ofTour =
    tourAct(random, look, name) ??
    packingAct(random, look, name) ??
    caseAct(random, look, name) ??
    bookingAct(random, look, name, past);
  if (ofTour !== undefined) return ofTour;
  switch (name) {
    case 'row.create':
      return { name, args: anyRow(random, look, random.pick(editable) ?? 'tags') };
    case 'row.update':
      return { name, args: anyUpdate(random, look, random.pick(editable) ?? 'tags') };
    case 'row.delete': {
      const table = random.pick(deletable) ?? 'tags';
      return {
        name,
        args: {
          table,
          id: random.pick(ids(look, table, random.next() < 0.9 ? 'deleted_at IS NULL' : '1 = 1')) ?? random.id(),
          deletionId: random.id(),
        },
      };
    }
    case 'deletion.restore':
      return {
        name,
        args: {
          deletionId:
            random.pick(ids(look, 'deletions', random.next() < 0.9 ? 'restored_at IS NULL' : '1 = 1')) ?? random.id(),
        },
      };
    case 'employee.deactivate':
      return {
        name,
        args: { id: random.pick(ids(look, 'employees', 'deleted_at IS NULL')) ?? random.id(), deletionId: random.id() },
      };
    case 'time.reject':
      return { name, args: { id: entry(), comment: 'нет' } };
    default:
      return transportAct(random, look, name) ?? { name, args: { id: entry() } };
  }
}

function anyRow(random: Random, look: Look, table: TableName): unknown {
  const values: Record<string, JsonValue> = {};
  for (const [name, column] of Object.entries(tableOf(table).columns)) {
    if (name === 'id' || column.managed === true || column.hubOnly === true) continue;
    const value = anyValue(random, look, table, name, column);
    if (value !== undefined) values[name] = value;
  }
  return { table, id: random.id(), values };
}

function anyUpdate(random: Random, look: Look, table: TableName): unknown {
  const columns = Object.entries(tableOf(table).columns).filter(
    ([name, column]) => name !== 'id' && column.managed !== true && column.hubOnly !== true,
  );
  const [name, column] = random.pick(columns) ?? [];
  const id = random.pick(ids(look, table)) ?? random.id();
  if (name === undefined || column === undefined) return { table, id, changes: {}, seen: {} };
  const seen = look(`SELECT ${name} AS value FROM ${table} WHERE id = '${id}'`)[0]?.['value'] as
    | string
    | number
    | null
    | undefined;
  return {
    table,
    id,
    changes: { [name]: anyValue(random, look, table, name, column) ?? null },
    seen: { [name]: seenValue(column, seen ?? null) },
  };
}

function seenValue(column: Column, stored: string | number | null): JsonValue {
  if (stored === null) return null;
  if (column.type === 'bool') return stored === 1;
  return column.type === 'json' || column.type === 'text[]' ? (JSON.parse(String(stored)) as JsonValue) : stored;
}

function anyValue(random: Random, look: Look, table: TableName, name: string, column: Column): JsonValue | undefined {
  const parent = column.references?.table;
  if (parent !== undefined && isTableName(parent))
    return column.nullable && random.next() < 0.4
      ? null
      : random.next() < 0.04
        ? random.id()
        : (random.pick(
            ids(look, parent, tableOf(parent).softDelete && random.next() < 0.9 ? 'deleted_at IS NULL' : '1 = 1'),
          ) ?? null);
  if (column.nullable && random.next() < 0.5) return null;
  if (column.initial !== undefined && random.next() < 0.3) return undefined;
  if (table === 'comments' && name === 'entity_id') return random.pick(ids(look, 'projects')) ?? random.id();
  switch (column.type) {
    case 'uuid':
      return random.id();
    case 'varchar':
      return column.values === undefined
        ? `${name.slice(0, 4)}-${random.below(30)}`
        : (random.pick(column.values) ?? null);
    case 'text':
      return `текст ${random.below(100)}`;
    case 'int':
      return random.below(20);
    case 'bigint':
      return String(random.below(100_000));
    case 'numeric':
      return `${random.below(12)}.${'5'.padEnd(column.scale ?? 2, '0')}`;
    case 'bool':
      return random.next() < 0.5;
    case 'date':
      return dayFromNow(random.below(20) - 10);
    case 'time':
      return `${String(random.below(24)).padStart(2, '0')}:30`;
    case 'timestamptz':
      return new Date(1_700_000_000_000 + random.below(1_000_000) * 1000).toISOString();
    case 'json':
      return table === 'label_templates'
        ? presetDesign(random.pick(presetKeys) ?? 'sheet24', random.pick(labelKinds) ?? 'item')
        : { a: random.below(5) };
    case 'text[]':
      return ['inventory.edit', 'tasks.edit'].slice(0, random.below(3));
  }
}
