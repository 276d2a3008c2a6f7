/**
 * What a form is tried with where nothing real is taken: a few things of a store, one of them with a very long name,
 * one without a price, counted with differences. Made by the same code that makes real sheets.
 */

import type { ListData } from '../../../paper/forms/list/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { FormKey } from '../../../shared/ipc/paper-contract.ts';
import type { SheetLine, SheetScene } from '../../../shared/rules/run-sheet-view.ts';
import type { Reading } from '../../replica/reading.ts';
import { countAct, countSheet, form0504087, inv3, inv19 } from './count-forms.ts';
import { form0504102, form0504104, type MovesPaper, torg13 } from './move-forms.ts';
import { type FormItem, formDay, moneyText, officeOf, said } from './pieces.ts';
import { placeListOf } from './place-list.ts';
import { presetListForm, runSheetForm, type SheetPaper } from './run-sheet-forms.ts';
import { sampleCalls, sampleDay } from './sample-day.ts';
import { sampleEvening, sampleScenes } from './sample-evening.ts';
import { samplePassport } from './sample-passport.ts';
import { sampleTour } from './sample-tour.ts';
import { callSheet, daySchedule } from './schedule-forms.ts';
import { reportSheet } from './show-report.ts';
import type { StockLine, StockPaper } from './stock-lines.ts';
import { tourFormOf } from './tour-forms.ts';

/** Of what the samples are made. */
interface Sampling {
  readonly replica: Reading;
  readonly language: Language;
  readonly today: string;
}

interface SampleThing {
  readonly ru: string;
  readonly en: string;
  readonly unit: readonly [ru: string, en: string];
  readonly kopecks: number | null;
  readonly book: number;
  readonly fact: number | null;
}

const PIECE = ['шт', 'pcs'] as const;
const LONG_RU = 'в комплекте с кашетирующими шторками, рамкой светофильтра и страховочным тросиком';
const LONG_EN = 'complete with shutters, a colour frame, a safety bond and a hook clamp';
const THINGS: readonly SampleThing[] = [
  { ru: 'Стул венский', en: 'Bentwood chair', unit: PIECE, kopecks: 125_050, book: 24, fact: 24 },
  { ru: 'Самовар латунный', en: 'Brass samovar', unit: PIECE, kopecks: 890_000, book: 1, fact: 0 },
  {
    ru: `Прожектор театральный линзовый с изменяемым углом рассеяния, ${LONG_RU}`,
    en: `Theatre profile spotlight with a variable beam angle, ${LONG_EN}`,
    unit: PIECE,
    kopecks: 3_499_900,
    book: 6,
    fact: 7,
  },
  { ru: 'Бархат чёрный', en: 'Black velvet', unit: ['м', 'm'], kopecks: null, book: 40, fact: 38 },
  { ru: 'Шпага бутафорская', en: 'Prop sword', unit: PIECE, kopecks: 56_000, book: 12, fact: null },
];
const ID = '00000000-0000-7000-8000-0000000000';
const idOf = (index: number): string => `${ID}${String(index).padStart(2, '0')}`;

function itemOf({ ru, en, unit, kopecks }: SampleThing, index: number, language: Language): FormItem {
  return {
    id: idOf(index),
    name: said(language, ru, en),
    inventoryNumber: `${said(language, 'И', 'I')}-${100_123 + index * 17}`,
    barcode: `460000000${String(index).padStart(4, '0')}`,
    serial: '',
    unit: said(language, ...unit),
    kopecks,
    bought: null,
  };
}

function stockOf({ replica, language, today }: Sampling): StockPaper {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const places = [t('Склад реквизита', 'Props store'), t('Зал света, стеллаж 1', 'Lighting room, rack 1')] as const;
  const lines = THINGS.map((thing, index): StockLine => {
    const [itemId, locationId] = [idOf(index), idOf(index < 2 ? 90 : 91)];
    return {
      key: `${itemId}/${locationId}`,
      item: itemOf(thing, index, language),
      locationId,
      location: index < 2 ? places[0] : places[1],
      fact: thing.fact,
      book: thing.book,
    };
  });
  const person = t('Мария Волкова', 'Mary Wolf');
  return {
    office: officeOf(replica),
    name: t('Инвентаризация склада', 'Inventory of the store'),
    place: places[0],
    category: t('Реквизит', 'Props'),
    begun: formDay(today, language),
    ended: formDay(today, language),
    isCounted: true,
    isBlind: false,
    status: 'posted',
    subject: { table: 'inventory_counts', id: idOf(99) },
    lines,
    counted: lines.map(({ item, locationId, location, fact, book }) => ({
      itemId: item.id,
      locationId,
      location,
      name: item.name,
      inventoryNumber: item.inventoryNumber,
      unit: item.unit,
      expected: book,
      found: fact ?? 0,
      pass: 1,
      parts:
        fact === null
          ? []
          : [{ id: idOf(80), person, name: person, deviceId: idOf(81), quantity: fact, isSecond: false, isSaid: true }],
      sign: 'one',
      choices: fact === null ? [] : [fact],
      counted: fact,
      isCounted: fact !== null,
      resolution: 'accepted',
      together: null,
      state: fact === null ? 'uncounted' : fact === book ? 'matched' : 'accepted',
      outcome: fact,
    })),
  };
}

function movesOf({ replica, language, today }: Sampling, isWriteOff: boolean): MovesPaper {
  const t = (ru: string, en: string): string => said(language, ru, en);
  return {
    office: officeOf(replica),
    language,
    lines: THINGS.map((thing, index) => ({
      id: idOf(50 + index),
      itemId: idOf(index),
      from: t('Склад реквизита', 'Props store'),
      to: isWriteOff ? null : t('Большая сцена', 'Main stage'),
      quantity: thing.fact === null ? 1 : Math.max(1, thing.fact),
      comment: isWriteOff ? t('Пришло в негодность', 'Beyond repair') : null,
      at: `${today}T09:00:00.000Z`,
      item: itemOf(thing, index, language),
    })),
  };
}

function listOf({ language }: Sampling): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const title = t('Инвентарь', 'Inventory');
  const items = THINGS.map((thing, index) => itemOf(thing, index, language));
  const data = {
    title,
    subtitle: [t('Все вещи, по названию', 'All things, by name')],
    columns: [
      { label: t('Инв. номер', 'Inv. number'), align: 'left', weight: 16 },
      { label: t('Название', 'Name'), align: 'left', weight: 40 },
      { label: t('Сколько', 'How many'), align: 'right', weight: 10 },
      { label: t('Цена', 'Price'), align: 'right', weight: 14 },
    ],
    rows: items.map((item, index) => [
      item.inventoryNumber,
      item.name,
      String(THINGS[index]?.book ?? 0),
      moneyText(item.kopecks, language),
    ]),
    groups: [
      { before: 0, label: t('Склад реквизита', 'Props store') },
      { before: 2, label: t('Зал света', 'Lighting room') },
    ],
    totals: ['', t('Итого', 'Total'), String(THINGS.reduce((sum, { book }) => sum + book, 0)), ''],
    flipped: false,
  } satisfies ListData;
  return { title, subject: null, data, lines: [], pictures: [] };
}

/** Two scenes of a play that nobody plays. */
function runSheetSample(language: Language, view: SheetPaper['view']): SheetPaper {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const scene = (index: number, title: string): SheetScene => ({
    id: idOf(70 + index),
    act: 1,
    number: `1.${String(index + 1)}`,
    title,
    place: t('сад', 'a garden'),
    duration_minutes: 12,
    note: null,
    rank: `a${String(index)}`,
  });
  const scenes = [scene(0, t('Утро', 'Morning')), scene(1, t('Гроза', 'Thunderstorm'))];
  const lines = THINGS.map(
    (thing, index): SheetLine => ({
      id: idOf(80 + index),
      scene_id: scenes[index % 2]?.id ?? '',
      variant_id: null,
      replaces_id: null,
      is_left_out: false,
      department_id: null,
      action: index < 2 ? 'preset' : 'on',
      performance_inventory_id: null,
      what: itemOf(thing, index, language).name,
      quantity: thing.book > 1 ? thing.book : null,
      from_place: t('левый карман', 'left dock'),
      to_place: t('центр', 'centre'),
      who_id: null,
      who: t('Сафин', 'Safin'),
      cue: t('затемнение', 'blackout'),
      note: null,
      rank: `a${String(index)}`,
      created_at: '',
      employee: null,
      thing: null,
      isPending: false,
    }),
  );
  return { performanceId: idOf(60), title: t('Пример', 'Sample'), of: [], view, scenes, lines };
}

/** The sample of a form. */
export function sampleOf(form: FormKey, sampling: Sampling): GatheredSheet {
  const { language, today } = sampling;
  const making = { paper: stockOf(sampling), language, today };
  switch (form) {
    case 'inv-3':
      return inv3(making);
    case '0504087':
      return form0504087(making);
    case 'inv-19':
      return inv19(making);
    case 'count-sheet':
      return countSheet(making);
    case 'count-act':
      return countAct(making);
    case 'place-list':
      return placeListOf({ paper: making.paper, pictures: new Map(), code: 'W-1' }, language);
    case '0504102':
      return form0504102(movesOf(sampling, false));
    case 'torg-13':
      return torg13(movesOf(sampling, false));
    case '0504104':
      return form0504104(movesOf(sampling, true));
    case 'show-report':
      return reportSheet(sampleEvening(today, language), sampleScenes, language);
    case 'list':
      return listOf(sampling);
    case 'passport':
      return samplePassport(sampling.replica, language, today);
    case 'run-sheet':
      return runSheetForm(runSheetSample(language, 'scene'), language);
    case 'call-sheet':
      return callSheet(sampleCalls(sampling.today, sampling.language));
    case 'day-schedule':
      return daySchedule(sampleDay(sampling.today, sampling.language));
    case 'preset-list':
      return presetListForm(runSheetSample(language, 'place'), language);
    case 'tour-book':
    case 'packing-list':
    case 'waybill':
    case 'carnet-list':
    case 'return-protocol':
    case 'day-sheet':
      return tourFormOf(form, sampleTour(language, today), { caseId: null, transportId: null, date: null }, language);
  }
}
