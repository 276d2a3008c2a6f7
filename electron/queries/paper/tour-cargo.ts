/** Papers of what a tour takes along: packing lists, waybills, the list for customs, the protocol of its return. */
import type { CarnetListData } from '../../../paper/forms/carnet-list/data.ts';
import type { PackingListData } from '../../../paper/forms/packing-list/data.ts';
import type { ReturnProtocolData } from '../../../paper/forms/return-protocol/data.ts';
import type { WaybillData } from '../../../paper/forms/waybill/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { everPacked, piecesOut } from '../../../shared/rules/packing.ts';
import type { SheetLine } from '../../../shared/rules/sheet-lines.ts';
import { lineText } from './count-forms.ts';
import { inLoadOrder, type Loaded } from './load-order.ts';
import { formDay, moneyText, said } from './pieces.ts';
import type { TourLine, TourPaper, TourThing, TourTransport } from './tour-paper.ts';

/** Of a tour one part: null is all of it. */
export interface TourPart {
  readonly caseId: string | null;
  readonly transportId: string | null;
  readonly date: string | null;
}

/** «12,5» of grams; empty of nothing. */
export function kilograms(grams: number | null, language: Language): string {
  if (grams === null) return '';
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(grams / 1000);
}

/** «12–18.05.2027» in full on both ends. */
export const datesOf = ({ startsOn, endsOn }: Pick<TourPaper, 'startsOn' | 'endsOn'>, language: Language): string =>
  `${formDay(startsOn, language)} – ${formDay(endsOn, language)}`;

/**
 * A sheet about a tour. `lines` are what is compared with the print of another day: their keys have to stay the same as
 * long as they are about the same. The title is cut where the column for it ends.
 */
export function tourSheetOf(
  tour: TourPaper,
  title: string,
  data: GatheredSheet['data'],
  lines: readonly SheetLine[],
): GatheredSheet {
  return {
    title: `${title}: ${tour.name}`.slice(0, 255),
    subject: { table: 'tours', id: tour.id },
    data,
    lines,
    pictures: [],
  };
}

/** How many go: as many as were packed, else as were planned. */
const goes = ({ quantity, sums }: TourLine): number => Math.max(quantity, everPacked(sums));
const gramsOf = (line: TourLine): number => (line.thing.grams ?? 0) * goes(line);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const piecesOf = (lines: readonly TourLine[]): number => sum(lines.map(goes));
const unweighed = (things: readonly TourThing[]): number =>
  new Set(things.filter(({ grams }) => grams === null).map(({ id }) => id)).size;

const NAMES = new Intl.Collator(['ru', 'en'], { numeric: true });

/** Lines by their case, the cases by name, what lies in none last. */
function byCase({ lines, cases }: TourPaper): readonly { readonly box: TourThing | null; readonly of: TourLine[] }[] {
  const groups = Map.groupBy(lines, ({ caseId }) => (caseId === null ? null : (cases.get(caseId)?.id ?? null)));
  const boxes = [...groups].map(([id, of]) => ({ box: id === null ? null : (cases.get(id) ?? null), of }));
  return boxes.toSorted((a, b) => {
    if (a.box === null || b.box === null) return a.box === b.box ? 0 : a.box === null ? 1 : -1;
    return NAMES.compare(a.box.name, b.box.name);
  });
}

/** Case by case what goes in; one page or more each. */
export function packingList(tour: TourPaper, { caseId }: TourPart, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const groups = byCase(tour).filter(({ box }) => caseId === null || box?.id === caseId);
  const rowOf = (line: TourLine, index: number): string[] => [
    String(index + 1),
    line.thing.inventoryNumber,
    line.thing.name,
    `${goes(line)} ${line.thing.unit}`,
    everPacked(line.sums) === 0 ? '' : String(everPacked(line.sums)),
    kilograms(line.thing.grams === null ? null : gramsOf(line), language),
    [line.isExtra ? t('сверх списка', 'extra') : '', line.note ?? ''].filter((text) => text !== '').join('; '),
  ];
  const data = {
    tour: tour.name,
    dates: datesOf(tour, language),
    cases: groups.map(({ box, of }) => ({
      name: box?.name ?? t('Без кофра', 'In no case'),
      number: box?.inventoryNumber ?? '',
      label: box?.id ?? null,
      rows: of.map(rowOf),
      facts: factsOf(box, of, language),
    })),
  } satisfies PackingListData;
  const only = caseId === null ? undefined : groups[0]?.box;
  return {
    ...tourSheetOf(
      tour,
      only === undefined || only === null
        ? t('Упаковочные листы', 'Packing lists')
        : `${t('Упаковочный лист', 'Packing list')}, ${only.name}`,
      data,
      groups.flatMap(({ box, of }) =>
        of.map((line, index) => ({ key: line.id, text: `${box?.name ?? ''} · ${lineText(rowOf(line, index))}` })),
      ),
    ),
    labels: groups.flatMap(({ box }) => (box === null ? [] : [box.id])),
  };
}

function factsOf(box: TourThing | null, of: readonly TourLine[], language: Language): [string, string][] {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const inside = sum(of.map(gramsOf));
  const without = unweighed(of.map(({ thing }) => thing));
  const facts: [string, string][] = [
    [t('Строк', 'Lines'), String(of.length)],
    [t('Вещей', 'Pieces'), String(piecesOf(of))],
    [t('Вес вещей, кг', 'Weight of things, kg'), inside === 0 ? '—' : kilograms(inside, language)],
  ];
  if (box !== null) {
    facts.push([t('Вес кофра, кг', 'Weight of the case, kg'), kilograms(box.grams, language) || '—']);
    facts.push([t('Вместе, кг', 'Together, kg'), kilograms(inside + (box.grams ?? 0), language)]);
  }
  if (without > 0) facts.push([t('Не взвешено вещей', 'Things not weighed'), String(without)]);
  return facts;
}

/** A case with everything in it, or things that lie in none, on one vehicle. */
interface Unit extends Loaded {
  readonly number: string;
  readonly contents: string;
  readonly pieces: number;
  readonly isWeighed: boolean;
}

/** What is lifted onto one vehicle. A case weighs what is in it and its own weight, as far as they are known. */
function unitsOf(tour: TourPaper, transportId: string, language: Language): readonly Unit[] {
  const aboard = tour.lines.filter((line) => line.transportId === transportId);
  const t = (ru: string, en: string): string => said(language, ru, en);
  return byCase({ ...tour, lines: aboard }).flatMap(({ box, of }): Unit[] =>
    box === null
      ? of.map((line) => ({
          key: line.id,
          name: line.thing.name,
          number: line.thing.inventoryNumber,
          contents: '',
          pieces: goes(line),
          grams: gramsOf(line),
          isWeighed: line.thing.grams !== null,
        }))
      : [
          {
            key: box.id,
            name: box.name,
            number: box.inventoryNumber,
            contents: t(`строк ${of.length}`, `${of.length} lines`),
            pieces: piecesOf(of),
            grams: sum(of.map(gramsOf)) + (box.grams ?? 0),
            isWeighed: box.grams !== null && of.every(({ thing }) => thing.grams !== null),
          },
        ],
  );
}

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(', ');

function transportFacts(transport: TourTransport, tour: TourPaper, language: Language): [string, string][] {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const at = (iso: string | null): string => (iso === null ? '' : formatDateTime(iso, language, tour.zone));
  const facts: [string, string][] = [
    [t('Гастроли', 'Tour'), `${tour.name}, ${datesOf(tour, language)}`],
    [t('Машина', 'Vehicle'), joined([transport.vehicle, transport.plate])],
    [t('Водитель', 'Driver'), joined([transport.driver, transport.phone])],
    [t('Откуда', 'From'), transport.fromPlace ?? ''],
    [t('Куда', 'To'), transport.toPlace ?? ''],
    [t('Отправление', 'Leaves'), at(transport.departsAt)],
    [t('Прибытие', 'Arrives'), at(transport.arrivesAt)],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** Vehicle by vehicle what it carries, in the order of loading. */
export function waybill(tour: TourPaper, { transportId }: TourPart, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const chosen = tour.transports.filter(({ id }) => transportId === null || id === transportId);
  const loads = chosen.map((transport) => ({
    transport,
    units: inLoadOrder(unitsOf(tour, transport.id, language), tour.places.get(transport.id)),
  }));
  const rowOf = (unit: Unit, index: number): string[] => [
    String(index + 1),
    unit.number,
    unit.name,
    unit.contents,
    String(unit.pieces),
    unit.isWeighed ? kilograms(unit.grams, language) : `${unit.grams === 0 ? '—' : kilograms(unit.grams, language)} *`,
  ];
  const data = {
    tour: tour.name,
    transports: loads.map(({ transport, units }) => {
      const grams = sum(units.map((unit) => unit.grams));
      const over = transport.payloadKg === null ? 0 : grams - transport.payloadKg * 1000;
      const vague = units.filter(({ isWeighed }) => !isWeighed).length;
      return {
        name: transport.name,
        facts: transportFacts(transport, tour, language),
        rows: units.map(rowOf),
        totals: [
          [t('Мест', 'Packages'), String(units.length)] as [string, string],
          [t('Вещей', 'Pieces'), String(sum(units.map(({ pieces }) => pieces)))] as [string, string],
          [t('Вес, кг', 'Weight, kg'), kilograms(grams, language)] as [string, string],
          [
            t('Грузоподъёмность, кг', 'Payload, kg'),
            transport.payloadKg === null
              ? t('не указана', 'not given')
              : kilograms(transport.payloadKg * 1000, language),
          ] as [string, string],
        ],
        warnings: [
          over > 0
            ? t(`Перегруз ${kilograms(over, language)} кг.`, `Overloaded by ${kilograms(over, language)} kg.`)
            : '',
          vague > 0
            ? t(
                `* Взвешено не всё: мест с неполным весом ${vague}.`,
                `* Not everything was weighed: ${vague} packages weigh more than stands here.`,
              )
            : '',
        ].filter((text) => text !== ''),
      };
    }),
  } satisfies WaybillData;
  const [only] = transportId === null ? [] : chosen;
  return tourSheetOf(
    tour,
    only === undefined ? t('Накладные', 'Waybills') : `${t('Накладная', 'Waybill')}, ${only.name}`,
    data,
    loads.flatMap(({ transport, units }) =>
      units.map((unit, index) => ({
        key: `${transport.id}/${unit.key}`,
        text: `${transport.name} · ${String(index + 1)} · ${lineText(rowOf(unit, index))}`,
      })),
    ),
  );
}

/** A thing that crosses the border: of all lines together, and each case as a thing of its own. */
interface Crossing {
  readonly thing: TourThing;
  readonly quantity: number;
}

function crossings({ lines, cases }: TourPaper): readonly Crossing[] {
  const quantities = new Map<string, { readonly thing: TourThing; quantity: number }>();
  for (const line of lines) {
    const known = quantities.get(line.thing.id) ?? { thing: line.thing, quantity: 0 };
    quantities.set(line.thing.id, { thing: line.thing, quantity: known.quantity + goes(line) });
  }
  // A case that something lies in goes along, whether or not it has a line of its own.
  for (const [id, thing] of [...cases].toSorted(([, a], [, b]) => NAMES.compare(a.name, b.name)))
    if ((quantities.get(id)?.quantity ?? 0) === 0) quantities.set(id, { thing, quantity: 1 });
  return [...quantities.values()].filter(({ quantity }) => quantity > 0);
}

/** The general list of a carnet. What lacks weight, value or origin says so in its cell, and below. */
export function carnetList(tour: TourPaper, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const lacks = t('нет', 'lacking');
  const all = crossings(tour);
  const rowOf = ({ thing, quantity }: Crossing, index: number): string[] => [
    String(index + 1),
    joined([thing.name, `№\u{a0}${thing.inventoryNumber}`, thing.serial === null ? null : `S/N ${thing.serial}`]),
    `${quantity} ${thing.unit}`,
    thing.grams === null ? lacks : kilograms(thing.grams, language),
    thing.grams === null ? lacks : kilograms(thing.grams * quantity, language),
    thing.kopecks === null ? lacks : moneyText(thing.kopecks * quantity, language),
    thing.origin ?? lacks,
  ];
  const grams = sum(all.map(({ thing, quantity }) => (thing.grams ?? 0) * quantity));
  const kopecks = sum(all.map(({ thing, quantity }) => (thing.kopecks ?? 0) * quantity));
  const count = (isLacking: (thing: TourThing) => boolean): number =>
    all.filter(({ thing }) => isLacking(thing)).length;
  const missing: readonly [string, number][] = [
    [t('Нет веса', 'No weight'), count((thing) => thing.grams === null)],
    [t('Нет стоимости', 'No value'), count((thing) => thing.kopecks === null)],
    [t('Нет страны происхождения', 'No country of origin'), count((thing) => thing.origin === null)],
  ];
  const rows = all.map(rowOf);
  const data = {
    tour: tour.name,
    dates: datesOf(tour, language),
    rows,
    totals: [
      '',
      t('Итого', 'Total'),
      String(sum(all.map(({ quantity }) => quantity))),
      '',
      kilograms(grams, language),
      moneyText(kopecks, language),
      '',
    ],
    missing: missing
      .filter(([, number]) => number > 0)
      .map(([name, number]) => t(`${name}: строк ${number}.`, `${name}: ${number} lines.`)),
  } satisfies CarnetListData;
  return tourSheetOf(
    tour,
    t('Таможенный список', 'Customs list'),
    data,
    all.map(({ thing }, index) => ({ key: thing.id, text: lineText(rows[index] ?? []) })),
  );
}

/** What did not come back first, then what is damaged, then everything else that was on the road. */
const trouble = ({ sums }: TourLine): number =>
  (sums.missing > 0 ? 4 : 0) + (piecesOut(sums) > 0 ? 2 : 0) + (sums.damaged > 0 ? 1 : 0);

/**
 * What came back, what is missing, what is damaged, what is late. Only what was ever packed stands here, the worst
 * lines first, those alike in the order of the list. Late is what is still out after the last day, and not what is
 * missing: that is told apart.
 */
export function returnProtocol(tour: TourPaper, language: Language): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const went = tour.lines.filter(({ sums }) => everPacked(sums) > 0);
  const sorted = went.toSorted((a, b) => trouble(b) - trouble(a));
  const isLate = tour.today > tour.endsOn;
  const some = (pieces: number): string => (pieces === 0 ? '' : String(pieces));
  const still = ({ sums }: TourLine): number => piecesOut(sums) - sums.missing;
  const rowOf = (line: TourLine, index: number): string[] => [
    String(index + 1),
    line.thing.name,
    line.thing.inventoryNumber,
    line.caseId === null ? '' : (tour.cases.get(line.caseId)?.name ?? ''),
    String(everPacked(line.sums)),
    some(line.sums.returned),
    some(still(line)),
    some(line.sums.missing),
    some(line.sums.damaged),
    [isLate && still(line) > 0 ? t('не в срок', 'late') : '', ...line.said].filter((text) => text !== '').join('; '),
  ];
  const total = (of: (line: TourLine) => number): string => String(sum(went.map(of)));
  const rows = sorted.map(rowOf);
  const data = {
    tour: tour.name,
    dates: datesOf(tour, language),
    summary: [
      [t('Упаковано вещей', 'Pieces packed'), total(({ sums }) => everPacked(sums))],
      [t('Из них не выезжало', 'Of them never left'), total(({ sums }) => sums.packed)],
      [t('Вернулось', 'Came back'), total(({ sums }) => sums.returned)],
      [isLate ? t('Не вернулось в срок', 'Late') : t('Ещё в дороге', 'Still out'), total(still)],
      [t('Не найдено', 'Missing'), total(({ sums }) => sums.missing)],
      [t('Повреждено', 'Damaged'), total(({ sums }) => sums.damaged)],
    ],
    rows,
  } satisfies ReturnProtocolData;
  return tourSheetOf(
    tour,
    t('Протокол возврата', 'Return protocol'),
    data,
    sorted.map(({ id }, index) => ({ key: id, text: lineText(rows[index] ?? []) })),
  );
}
