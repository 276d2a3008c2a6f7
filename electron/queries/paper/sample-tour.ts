/** A tour that nobody makes: two cities, a truck, two cases, a name that is very long. */
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { NOTHING_PACKED, type PackingSums } from '../../../shared/rules/packing.ts';
import { said } from './pieces.ts';
import type { TourLine, TourPaper, TourThing, TourVenue } from './tour-paper.ts';

const idOf = (index: number): string => `00000000-0000-7000-8000-0000000009${String(index).padStart(2, '0')}`;
const [KAZAN, SAMARA, TRUCK, DIMMERS, COSTUMES] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)];

type Say = (ru: string, en: string) => string;

function venueOf(t: Say, id: string, names: readonly [ru: string, en: string], city: string, zone: string): TourVenue {
  return {
    id,
    name: t(...names),
    city,
    address: t('Театральная пл., 1', '1 Theatre Square'),
    zone,
    capacity: 640,
    stage_width: '14.00',
    stage_depth: '12.50',
    stage_height: '16.00',
    proscenium_width: '11.20',
    proscenium_height: '7.00',
    dock: t('Двор, пандус 1,2 м, ворота 2,4 × 3 м', 'Yard, ramp 1.2 m, gate 2.4 × 3 m'),
    power: t('2 × 125 А справа', '2 × 125 A stage right'),
    rigging: t('24 штанкета по 300 кг', '24 bars, 300 kg each'),
    technical_note: null,
    contacts: [
      {
        id: idOf(id === KAZAN ? 10 : 11),
        name: t('Рустам Галиев', 'Rustam Galiev'),
        role: t('завпост', 'technical manager'),
        phone: '+7 900 000-00-01',
        email: 'stage@example.org',
      },
    ],
  };
}

function eventsOf(t: Say, day: string): readonly ScheduleEvent[] {
  const event = (
    index: number,
    names: readonly [ru: string, en: string],
    of: Pick<ScheduleEvent, 'date' | 'start' | 'end' | 'venueId'>,
  ): ScheduleEvent => ({
    ...of,
    id: idOf(20 + index),
    title: t(...names),
    call: null,
    ready: null,
    daysLater: 0,
    startsAt: 0,
    endsAt: 0,
    isWholeDay: of.start === null,
    venueText: null,
    isAway: true,
    type: 'tour',
    activity: null,
    status: 'confirmed',
    performanceId: null,
    performance: null,
    variantId: null,
    variant: null,
    state: 'published',
    told: null,
    called: 0,
    open: 0,
    mine: null,
  });
  return [
    event(0, ['Переезд', 'Travel'], { date: day, start: '08:00:00', end: '16:00:00', venueId: KAZAN }),
    event(1, ['Чайка', 'The Seagull'], { date: dayAfter(day, 1), start: '19:00:00', end: '21:40:00', venueId: KAZAN }),
    event(2, ['Чайка', 'The Seagull'], { date: dayAfter(day, 3), start: '19:00:00', end: '21:40:00', venueId: SAMARA }),
  ];
}

/** One line of each kind that a paper has to hold: with a loss, complete, damaged, and an extra in no case. */
function cargoOf(t: Say): Pick<TourPaper, 'lines' | 'cases'> {
  const thing = (index: number, name: string, grams: number | null, kopecks: number | null): TourThing => ({
    id: idOf(40 + index),
    name,
    inventoryNumber: `${t('И', 'I')}-${200_100 + index * 7}`,
    serial: null,
    unit: t('шт', 'pcs'),
    grams,
    kopecks,
    origin: index % 2 === 0 ? t('Германия', 'Germany') : null,
  });
  const line = (
    index: number,
    of: TourThing,
    quantity: number,
    caseId: string | null,
    sums: Partial<PackingSums>,
    words: readonly string[] = [],
  ): TourLine => ({
    id: idOf(60 + index),
    thing: of,
    quantity,
    isExtra: index === 3,
    note: null,
    caseId,
    transportId: TRUCK,
    sums: { ...NOTHING_PACKED, ...sums },
    said: words,
  });
  const long = t(
    'Прожектор театральный линзовый с изменяемым углом рассеяния, в комплекте с рамкой светофильтра и тросиком',
    'Theatre profile spotlight with a variable beam angle, complete with a colour frame and a safety bond',
  );
  return {
    cases: new Map([
      [DIMMERS, { ...thing(0, t('Кофр света 1', 'Lighting case 1'), 18_000, 1_200_000), id: DIMMERS }],
      [COSTUMES, { ...thing(1, t('Кофр костюмов 2', 'Costume case 2'), 12_000, 900_000), id: COSTUMES }],
    ]),
    lines: [
      line(0, thing(2, long, 7_400, 3_499_900), 6, DIMMERS, { returned: 5, missing: 1 }, [
        t('Видели у рампы в Самаре', 'Last seen at the ramp in Samara'),
      ]),
      line(1, thing(3, t('Кабель силовой 16 А, 20 м', 'Power cable 16 A, 20 m'), 5_100, 620_000), 12, DIMMERS, {
        returned: 12,
      }),
      line(2, thing(4, t('Платье Нины', 'Dress of Nina'), null, 1_800_000), 2, COSTUMES, { returned: 2, damaged: 1 }, [
        t('Порван подол', 'The hem is torn'),
      ]),
      line(3, thing(5, t('Скамья садовая', 'Garden bench'), 32_000, null), 1, null, { loaded: 1 }),
    ],
  };
}

/** The sample, from a day on. The same day and language make the same tour, to the last id. */
export function sampleTour(language: Language, today: string): TourPaper {
  const t: Say = (ru, en) => said(language, ru, en);
  return {
    id: idOf(0),
    name: t('«Чайка», Казань — Самара', 'The Seagull, Kazan — Samara'),
    startsOn: today,
    endsOn: dayAfter(today, 4),
    status: 'confirmed',
    manager: t('Ольга Морозова', 'Olga Frost'),
    note: null,
    zone: 'Europe/Moscow',
    today,
    events: eventsOf(t, today),
    venues: new Map([
      [KAZAN, venueOf(t, KAZAN, ['Театр Качалова', 'Kachalov Theatre'], t('Казань', 'Kazan'), 'Europe/Moscow')],
      [SAMARA, venueOf(t, SAMARA, ['Театр драмы', 'Drama Theatre'], t('Самара', 'Samara'), 'Europe/Samara')],
    ]),
    people: [
      {
        id: idOf(80),
        name: t('Ольга Морозова', 'Olga Frost'),
        function: t('руководитель', 'manager'),
        phone: '+7 900 000-00-02',
        note: null,
      },
      {
        id: idOf(81),
        name: t('Пётр Кузнецов', 'Peter Smith'),
        function: t('машинист сцены', 'head carpenter'),
        phone: null,
        note: t('аллергия на орехи', 'allergic to nuts'),
      },
    ],
    stays: [
      {
        id: idOf(82),
        city: t('Казань', 'Kazan'),
        name: t('Гостиница «Волга»', 'Hotel Volga'),
        address: t('ул. Сайдашева, 1', '1 Saydashev St'),
        phone: '+7 900 000-00-03',
        arrivesOn: today,
        leavesOn: dayAfter(today, 2),
        note: null,
        rooms: [
          { id: idOf(83), name: t('Пётр Кузнецов', 'Peter Smith'), room: '304', sharesWith: t('Лапин', 'Lapin') },
        ],
      },
    ],
    places: new Map(),
    transports: [
      {
        id: TRUCK,
        name: t('Фура 1', 'Truck 1'),
        vehicle: 'MAN TGX',
        plate: 'А 123 ВС 77',
        driver: t('Иван Ломов', 'John Lomov'),
        phone: '+7 900 000-00-04',
        payloadKg: 12_000,
        departsAt: `${today}T05:00:00.000Z`,
        arrivesAt: `${today}T15:00:00.000Z`,
        fromPlace: t('Склад декораций', 'Scenery store'),
        toPlace: null,
      },
    ],
    ...cargoOf(t),
  };
}
