/** The tours of the demo theatre as rows: one that leaves in a week, half packed, and last year's, which is over. */
import { packingLineId } from '../../shared/rules/packing.ts';
import type { Stage } from './demo-stage.ts';
import {
  PACKED_CASES,
  TAKEN_AT_HOME,
  TOUR_DAYS,
  tourCrew,
  tourPacking,
  tourSheets,
  tourStays,
  YEAR,
} from './demo-tour-plan.ts';

/** Which tour: the one that leaves, or that of last year. */
type Which = 'next' | 'last';

/** The id of a tour of the demo. */
export const demoTour = ({ context }: Stage, which: Which): string => context.id('tour of', which);

/** Days before the demo's by which a tour is earlier than the plan says. */
const earlier = (which: Which): number => (which === 'last' ? YEAR : 0);

const times = ({ context: { at } }: Stage) => ({ created_at: at, updated_at: at });

/** Adds both tours with who goes, and what is known of the houses. The events come after them. */
export async function addTours(stage: Stage): Promise<void> {
  const { context } = stage;
  for (const sheet of tourSheets) {
    const [width, depth, height, proscenium, prosceniumHeight] = sheet.stage;
    await context.client.query(
      `UPDATE venues SET address = $2, stage_width = $3, stage_depth = $4, stage_height = $5, proscenium_width = $6,
          proscenium_height = $7, dock = $8, power = $9, rigging = $10, technical_note = $11 WHERE id = $1`,
      [
        stage.venue(sheet.code),
        sheet.address,
        width,
        depth,
        height,
        proscenium,
        prosceniumHeight,
        sheet.dock,
        sheet.power,
        sheet.rigging,
        sheet.note,
      ],
    );
  }
  await stage.insert(
    'venue_contacts',
    tourSheets.flatMap(({ code, contacts }) =>
      contacts.map(([name, role, phone]) => ({
        id: context.id('venue contact', code, name),
        venue_id: stage.venue(code),
        name,
        role,
        phone,
      })),
    ),
  );
  const manager = stage.person('head')?.employeeId ?? null;
  await stage.insert('tours', [
    {
      id: demoTour(stage, 'next'),
      name: '«Чайка», Казань — Пермь — Екатеринбург',
      code: 'URAL-26',
      starts_on: stage.day(TOUR_DAYS.first),
      ends_on: stage.day(TOUR_DAYS.last),
      status: 'confirmed',
      manager_id: manager,
      note: 'Две фуры, труппа поездом. Пожарная справка на эстраду — у машиниста сцены.',
      ...times(stage),
    },
    {
      id: demoTour(stage, 'last'),
      name: '«Чайка», Казань — Пермь',
      code: 'URAL-25',
      starts_on: stage.day(TOUR_DAYS.first - YEAR),
      ends_on: stage.day(TOUR_DAYS.last - YEAR - 3),
      status: 'completed',
      manager_id: manager,
      note: null,
      ...times(stage),
    },
  ]);
  for (const which of ['next', 'last'] as const) await addPeople(stage, which);
}

async function addPeople(stage: Stage, which: Which): Promise<void> {
  const { id } = stage.context;
  const people = tourCrew.flatMap(([key, what]) => {
    const person = stage.person(key);
    return person === undefined ? [] : [{ key, what, employee: person.employeeId }];
  });
  await stage.insert(
    'tour_members',
    people.map(({ key, what, employee }) => ({
      id: id('tour member', which, key),
      tour_id: demoTour(stage, which),
      employee_id: employee,
      function: what,
    })),
  );
  const stays = tourStays.slice(0, which === 'last' ? 2 : undefined);
  await stage.insert(
    'tour_stays',
    stays.map((stay) => ({
      id: id('tour stay', which, stay.key),
      tour_id: demoTour(stage, which),
      city: stay.city,
      name: stay.name,
      address: stay.address,
      phone: stay.phone,
      arrives_on: stage.day(stay.from - earlier(which)),
      leaves_on: stage.day(Math.min(stay.to, which === 'last' ? 12 : stay.to) - earlier(which)),
      note: stay.key === 'kazan' ? 'Завтрак с 7:00, автобус во дворе.' : null,
      ...times(stage),
    })),
  );
  const employees = new Map<string, string>(people.map(({ key, employee }) => [key, employee]));
  await stage.insert(
    'tour_rooms',
    stays.flatMap((stay) =>
      stay.rooms.flatMap(([key, room, shares]) => {
        const employee = employees.get(key);
        return employee === undefined
          ? []
          : [
              {
                id: id('tour room', which, stay.key, key),
                stay_id: id('tour stay', which, stay.key),
                employee_id: employee,
                room,
                shares_with: shares,
              },
            ];
      }),
    ),
  );
}

/** Adds trucks, what is packed, and the thing that is wanted at home as well. Things and events are there before. */
export async function addTourThings(stage: Stage): Promise<void> {
  for (const which of ['next', 'last'] as const) {
    await addTrucks(stage, which);
    await addPacking(stage, which);
  }
  const taken = stage.thing(TAKEN_AT_HOME.thing);
  if (taken !== undefined)
    await stage.insert('event_inventory', [
      {
        id: stage.context.id('taken', TAKEN_AT_HOME.event, TAKEN_AT_HOME.thing),
        event_id: stage.event(TAKEN_AT_HOME.event),
        inventory_item_id: taken,
        quantity: TAKEN_AT_HOME.quantity,
        status: 'planned',
        changed_at: stage.context.at,
      },
    ]);
}

const truckId = ({ context }: Stage, which: Which, truck: number): string =>
  context.id('transport', which, String(truck));

async function addTrucks(stage: Stage, which: Which): Promise<void> {
  const { first } = TOUR_DAYS;
  await stage.insert(
    'transports',
    (
      [
        [1, 'Фура 1', 'MAN TGX, тент 13,6 м', 'А 412 КР 52', 'Зимин Борис', '+7 900 555-21-01', 20_000, 1360, 245, 270],
        [2, 'Фура 2', 'Mercedes Atego, 7,2 м', 'О 087 МТ 52', null, null, 5000, 720, 245, 250],
      ] as const
    ).map(([truck, name, vehicle, plate, driver, phone, payload, length, width, height]) => ({
      id: truckId(stage, which, truck),
      tour_id: demoTour(stage, which),
      name,
      vehicle,
      plate,
      driver: which === 'last' ? 'Зимин Борис' : driver,
      phone,
      payload_kg: payload,
      length_cm: length,
      width_cm: width,
      height_cm: height,
      departs_at: stage.moment(first - earlier(which), truck === 1 ? '04:00' : '05:00'),
      arrives_at: stage.moment(first - earlier(which), truck === 1 ? '11:30' : '12:30'),
      sort_order: truck,
      ...times(stage),
    })),
  );
}

/** Cases of the demo by their numbers, as its things have them; fewer where the demo has few things. */
async function casesOf({ context }: Stage): Promise<ReadonlyMap<number, string>> {
  const { rows } = await context.client.query<{ id: string }>(
    `SELECT id FROM inventory_items WHERE theater_id = $1 AND category_id = $2 ORDER BY inventory_number LIMIT 8`,
    [context.theaterId, context.id('category', 'case')],
  );
  return new Map(rows.map(({ id }, index) => [index + 1, id]));
}

interface Line {
  readonly id: string;
  readonly item: string;
  readonly quantity: number;
  readonly inCase: string | null;
  readonly truck: string;
  readonly isPacked: boolean;
}

async function linesOf(stage: Stage, which: Which): Promise<readonly Line[]> {
  const tour = demoTour(stage, which);
  const cases = await casesOf(stage);
  const things = tourPacking.flatMap(([key, quantity, number, truck]): Line[] => {
    const item = stage.thing(key);
    const inCase = cases.get(number) ?? null;
    return item === undefined
      ? []
      : [
          {
            id: packingLineId(tour, item, inCase),
            item,
            quantity,
            inCase,
            truck: truckId(stage, which, truck),
            isPacked: which === 'last' || PACKED_CASES.includes(number),
          },
        ];
  });
  if (things.length === 0) return [];
  // The cases go as well, each with what is in it.
  const own = [...cases].map(([number, id]): Line => {
    const truck = tourPacking.find(([, , kofr]) => kofr === number)?.[3] ?? 2;
    const isPacked = which === 'last';
    return {
      id: packingLineId(tour, id, null),
      item: id,
      quantity: 1,
      inCase: null,
      truck: truckId(stage, which, truck),
      isPacked,
    };
  });
  return [...things, ...own];
}

async function addPacking(stage: Stage, which: Which): Promise<void> {
  const { context } = stage;
  const lines = await linesOf(stage, which);
  const packer = stage.person('mont');
  await stage.insert(
    'packing_lines',
    lines.map((line) => ({
      id: line.id,
      tour_id: demoTour(stage, which),
      inventory_item_id: line.item,
      quantity: line.quantity,
      case_item_id: line.inCase,
      transport_id: line.truck,
      is_extra: false,
      ...times(stage),
    })),
  );
  // What is over was packed, went, and came back; on a day each.
  const steps =
    which === 'next'
      ? ([['pack', null, -1]] as const)
      : ([
          ['pack', null, TOUR_DAYS.first - YEAR - 1],
          ['load', 'packed', TOUR_DAYS.first - YEAR],
          ['return', 'loaded', TOUR_DAYS.last - YEAR],
        ] as const);
  await stage.insert(
    'packing_entries',
    lines
      .filter(({ isPacked }) => isPacked)
      .flatMap((line) =>
        steps.map(([action, from, day]) => ({
          id: context.id('packing entry', line.id, action),
          packing_line_id: line.id,
          action,
          quantity: line.quantity,
          from_state: from,
          transport_id: action === 'load' ? line.truck : null,
          by_id: packer?.userId ?? null,
          by_name: packer?.name ?? 'Offstage',
          device_id: context.id('packing laptop'),
          at: stage.moment(day, action === 'pack' ? '15:20' : '10:05'),
        })),
      ),
  );
}
