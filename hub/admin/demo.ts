/** A theatre to try things on: seeded, so that every run makes the same one. */

import { must } from '../../shared/base/asserts.ts';
import { deriveId } from '../../shared/base/ids.ts';
import { type HubDatabase, inTransaction } from '../database.ts';
import { addCases } from './demo-cases.ts';
import { addMonth } from './demo-month.ts';
import { addNights } from './demo-nights.ts';
import { addProductionsInFull, addVenues, toldInFull } from './demo-productions.ts';
import { type Cell, type Context, DEMO_ZONE, insertMany, seededRandom } from './demo-rows.ts';
import { openStage } from './demo-stage.ts';
import { stageThingCount, stageThings } from './demo-things.ts';
import { addTours, addTourThings } from './demo-tour.ts';
import { categories, DEMO_PASSWORD, kinds, people, productions } from './demo-words.ts';
import { addStageWork, addTour } from './demo-work.ts';
import { createTheater, createUser } from './theaters.ts';

/** `isNew` is false where the demo theatre was there already: nothing was written then. */
export interface DemoResult {
  readonly theaterId: string;
  readonly items: number;
  readonly isNew: boolean;
}

/** Makes the demo theatre, or finds the one that is there. */
export async function createDemo(database: HubDatabase, itemCount: number, now: Date): Promise<DemoResult> {
  const {
    rows: [known],
  } = await database.pool.query<{ id: string; items: string }>(
    `SELECT t.id, (SELECT count(*) FROM inventory_items i WHERE i.theater_id = t.id)::text AS items FROM theaters t
      WHERE code = 'demo'`,
  );
  if (known !== undefined) return { theaterId: known.id, items: Number(known.items), isNew: false };
  const theaterId = await createTheater(
    database,
    { code: 'demo', name: 'Драматический театр «Рампа»', city: 'Нижний Новгород', timezone: DEMO_ZONE },
    now,
  );
  for (const person of people) {
    await createUser(
      database,
      {
        theater: 'demo',
        email: person.email,
        password: DEMO_PASSWORD,
        role: person.role,
        firstName: person.first,
        lastName: person.last,
        department: person.department,
        position: person.position,
      },
      now,
    );
  }
  await inTransaction(database.pool, async (client) => {
    const context: Context = {
      client,
      theaterId,
      at: now.toISOString(),
      random: seededRandom(20261121),
      id: (...parts) => deriveId('demo', theaterId, ...parts),
    };
    await addCategories(context);
    const places = await addLocations(context);
    await addItems(context, places, itemCount);
    await addProductions(context);
    await addVenues(context);
    const stage = await openStage(context, itemCount);
    await addProductionsInFull(stage);
    await addTours(stage);
    await addMonth(stage);
    await addTourThings(stage);
    await addCounts(context);
    await addStageWork(context, stage);
    await addNights(stage);
    await addTour(context);
    await addCases(context);
  });
  return { theaterId, items: itemCount, isNew: true };
}

async function addCategories(context: Context): Promise<void> {
  const { rows } = await context.client.query<{ id: string; code: string }>(
    'SELECT id, code FROM departments WHERE theater_id = $1',
    [context.theaterId],
  );
  const departments = new Map(rows.map((row) => [row.code, row.id]));
  await insertMany(
    context,
    'inventory_categories',
    [
      'id',
      'theater_id',
      'name',
      'code',
      'parent_id',
      'department_id',
      'color',
      'sort_order',
      'created_at',
      'updated_at',
    ],
    categories.map((category, index) => [
      context.id('category', category.code),
      context.theaterId,
      category.name,
      category.code,
      'parent' in category ? context.id('category', category.parent) : null,
      departments.get(category.department) ?? null,
      category.color,
      index,
      context.at,
      context.at,
    ]),
  );
}

/** Склад → зал → стеллаж → полка, сцена, гастроли. Answers the places where things stand. */
async function addLocations(context: Context): Promise<string[]> {
  const rows: Cell[][] = [];
  const leaves: string[] = [];
  const add = (code: string, name: string, parent: string | null, type = 'warehouse'): string => {
    const id = context.id('location', code);
    rows.push([
      id,
      context.theaterId,
      name,
      code,
      parent === null ? null : context.id('location', parent),
      type,
      rows.length,
      context.at,
      context.at,
    ]);
    return id;
  };
  add('W', 'Склад на Заводской', null);
  for (const [hall, name] of [
    ['WL', 'Зал света'],
    ['WS', 'Зал звука'],
    ['WD', 'Зал декораций'],
    ['WC', 'Костюмерный склад'],
  ] as const) {
    add(hall, name, 'W');
    for (let rack = 1; rack <= 4; rack += 1) {
      add(`${hall}-${rack}`, `Стеллаж ${rack}`, hall);
      for (let shelf = 1; shelf <= 4; shelf += 1)
        leaves.push(add(`${hall}-${rack}-${shelf}`, `Полка ${rack}.${shelf}`, `${hall}-${rack}`));
    }
  }
  add('ST', 'Основная сцена', null, 'stage');
  leaves.push(add('ST-L', 'Левый карман', 'ST', 'stage'), add('ST-R', 'Правый карман', 'ST', 'stage'));
  leaves.push(add('RH', 'Репетиционный зал 1', null, 'rehearsal'));
  leaves.push(add('TR', 'Фура «Гастроли»', null, 'tour'));
  await insertMany(
    context,
    'inventory_locations',
    ['id', 'theater_id', 'name', 'code', 'parent_id', 'type', 'sort_order', 'created_at', 'updated_at'],
    rows,
  );
  return leaves;
}

const pick = <T>(random: () => number, list: readonly T[]): T => must(list[Math.floor(random() * list.length)]);

async function addItems(context: Context, places: readonly string[], count: number): Promise<void> {
  const { id, theaterId, random, at } = context;
  const items: Cell[][] = [];
  const stock: Cell[][] = [];
  const movements: Cell[][] = [];
  const numbers = new Map<string, number>();
  const receipt = (index: number, itemId: string, place: string, quantity: number): Cell[] => [
    id('receipt', String(index)),
    theaterId,
    itemId,
    'receipt',
    place,
    quantity,
    'Начальный остаток',
    at,
    at,
    'Offstage',
  ];
  const madeUp = count - stageThingCount(count);
  for (let index = 1; index <= madeUp; index += 1) {
    const kind = pick(random, kinds);
    const [maker, model] = pick(random, kind.makers);
    const number = (numbers.get(kind.name) ?? 0) + 1;
    numbers.set(kind.name, number);
    const itemId = id('item', String(index));
    const place = pick(random, places);
    const quantity = 1 + Math.floor(random() * kind.most);
    const name = `${kind.name}${maker === '' ? '' : ` ${maker} ${model}`.trimEnd()} ${number}`;
    const barcode = random() < 0.95 ? `46${String(index).padStart(10, '0')}` : null;
    items.push([
      itemId,
      theaterId,
      name,
      `${kind.category.slice(0, 2).toUpperCase()}-${String(index).padStart(5, '0')}`,
      barcode,
      id('category', kind.category),
      place,
      quantity,
      kind.unit,
      maker === '' ? null : maker,
      model === '' ? null : model,
      (Math.floor(random() * 200_000) / 10 + 100).toFixed(2),
      (random() * 60 + 0.2).toFixed(2),
      pick(random, ['good', 'good', 'good', 'fair', 'poor']),
      'in_stock',
      at,
      at,
    ]);
    stock.push([deriveId('stock', itemId, place), theaterId, itemId, place, quantity]);
    movements.push(receipt(index, itemId, place, quantity));
  }
  for (const [number, thing] of stageThings.slice(0, stageThingCount(count)).entries()) {
    const index = count - number;
    const itemId = id('item', String(index));
    const place = id('location', thing.place);
    items.push([
      itemId,
      theaterId,
      thing.name,
      `${thing.category.slice(0, 2).toUpperCase()}-${String(index).padStart(5, '0')}`,
      `46${String(index).padStart(10, '0')}`,
      id('category', thing.category),
      place,
      thing.quantity,
      thing.unit,
      null,
      null,
      null,
      thing.weight,
      thing.condition ?? 'good',
      thing.status ?? 'in_stock',
      at,
      at,
    ]);
    stock.push([deriveId('stock', itemId, place), theaterId, itemId, place, thing.quantity]);
    movements.push(receipt(index, itemId, place, thing.quantity));
  }
  await insertMany(
    context,
    'inventory_items',
    [
      'id',
      'theater_id',
      'name',
      'inventory_number',
      'barcode',
      'category_id',
      'location_id',
      'quantity',
      'unit',
      'manufacturer',
      'model',
      'purchase_price',
      'weight',
      'condition',
      'status',
      'created_at',
      'updated_at',
    ],
    items,
  );
  await insertMany(context, 'inventory_stock', ['id', 'theater_id', 'item_id', 'location_id', 'quantity'], stock);
  await insertMany(
    context,
    'inventory_history',
    [
      'id',
      'theater_id',
      'item_id',
      'movement_type',
      'to_location_id',
      'quantity',
      'comment',
      'occurred_at',
      'created_at',
      'created_by_name',
    ],
    movements,
  );
}

async function addProductions(context: Context): Promise<void> {
  await insertMany(
    context,
    'performances',
    [
      'id',
      'theater_id',
      'title',
      'author',
      'director',
      'artist',
      'genre',
      'duration_minutes',
      'intermissions',
      'premiere_date',
      'age_rating',
      'status',
      'created_at',
      'updated_at',
    ],
    productions.map((production) => [
      context.id('performance', production.title),
      context.theaterId,
      production.title,
      production.author,
      production.director,
      production.artist,
      production.genre,
      production.minutes,
      production.intermissions,
      production.premiere,
      production.age,
      production.status,
      context.at,
      context.at,
    ]),
  );
  const sections = [
    ['general', 'Общие сведения'],
    ['light', 'Световая партитура'],
    ['sound', 'Звук'],
    ['machinery', 'Монтировка'],
    ['props', 'Реквизит'],
  ] as const;
  await insertMany(
    context,
    'passport_sections',
    [
      'id',
      'theater_id',
      'performance_id',
      'section_type',
      'title',
      'content',
      'sort_order',
      'created_at',
      'updated_at',
    ],
    productions
      .filter(({ title }) => !toldInFull.some((told) => told.title === title))
      .flatMap(({ title }) =>
        sections.map(([type, name], index) => [
          context.id('section', title, type),
          context.theaterId,
          context.id('performance', title),
          type,
          name,
          `${name} спектакля «${title}».`,
          index,
          context.at,
          context.at,
        ]),
      ),
  );
}

async function addCounts(context: Context): Promise<void> {
  await insertMany(
    context,
    'inventory_counts',
    ['id', 'theater_id', 'name', 'location_id', 'status', 'is_blind', 'created_at', 'updated_at'],
    [
      [
        context.id('count', '1'),
        context.theaterId,
        'Зал света, стеллаж 1',
        context.id('location', 'WL-1'),
        'draft',
        false,
        context.at,
        context.at,
      ],
      [
        context.id('count', '2'),
        context.theaterId,
        'Костюмы вслепую',
        context.id('location', 'WC'),
        'draft',
        true,
        context.at,
        context.at,
      ],
    ],
  );
}
