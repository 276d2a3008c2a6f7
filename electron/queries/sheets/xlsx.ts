/**
 * A sheet as an Excel workbook: real numbers and dates, the head frozen, groups as rows with what they add up to, and a
 * second sheet that says where all this comes from. Moments stand as the clock on the theatre's wall shows them,
 * because Excel knows no zones.
 */
import writeXlsxFile, { type CellObject, type Row } from 'write-excel-file/node';
import { AppError } from '../../../shared/base/app-error.ts';
import { translator } from '../../../shared/i18n/dictionary.ts';
import { formatDecimal } from '../../../shared/i18n/number-text.ts';
import {
  type ListSheet,
  linesOf,
  type SheetColumn,
  type SheetRow,
  type SheetTotals,
  type SheetValue,
} from '../../../shared/lists/list-sheet.ts';
import { plainText } from './plain-text.ts';
import { wallClock } from './wall-clock.ts';

/** The library's last form: several sheets with its options. */
type Writing = Parameters<typeof writeXlsxFile>;
type Feature = NonNullable<NonNullable<Writing[1]>['features']>[number];

/** Excel's own bounds: rows of a sheet, characters of a cell and of a sheet's name. */
const MOST_LINES = 1_048_576;
const MOST_IN_CELL = 32_767;
const MOST_IN_NAME = 31;
/** A sheet is made whole in memory before it is packed: so many cells take about a gigabyte meanwhile. */
const MOST_CELLS = 2_000_000;
/** Excel counts days of 1900 wrongly before March, and knows none before or after these. */
const FIRST_DAY = '1900-03-01';
const LAST_DAY = '9999-12-31';
const PIXELS_A_CHARACTER = 7;
const HEAD = {
  fontWeight: 'bold',
  backgroundColor: '#E9ECEF',
  bottomBorderStyle: 'thin',
  alignVertical: 'center',
} as const;
const GROUP = { fontWeight: 'bold', backgroundColor: '#F4F5F7' } as const;
const FOOT = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;
type Style = Omit<CellObject, 'value' | 'type' | 'format'>;
const PLAIN: Style = {};

const DAY = 'dd.mm.yyyy';
const MOMENT = 'dd.mm.yyyy hh:mm';

/** What Excel would make a number, a date or a formula of as soon as somebody edits the cell. */
const LOOKS_OTHERWISE = /^[\s\d'=+\-@.,]/u;
/** A cell that is marked as text and longer than this shows `####` in older versions. */
const MOST_AS_TEXT = 255;

/** As much as a cell takes, with a mark where that is not all; never half a character. */
function fitting(text: string, mark: string): string {
  if (text.length <= MOST_IN_CELL) return text;
  const kept = text.slice(0, MOST_IN_CELL - mark.length);
  return plainText(kept) + mark;
}

const coded = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/**
 * Excel takes `_x0041_` for an A: the sign that would begin that is written as such a code itself. So is the first of a
 * name that every object has: the library looks texts up in one, and a cell that says `toString` broke the workbook.
 */
function encoded(text: string): string {
  const safe = text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, coded);
  return safe in {} ? coded(safe) + safe.slice(1) : safe;
}

function textCell(value: string, mark: string, style: Style): CellObject {
  const text = encoded(fitting(plainText(value), mark));
  const isText = LOOKS_OTHERWISE.test(text) && text.length <= MOST_AS_TEXT;
  return { value: text, type: String, ...(isText ? { format: '@' } : {}), ...style };
}

/** A number that a double holds exactly; undefined for more digits than that. */
function exact(decimal: string): number | undefined {
  const scale = decimal.split('.')[1]?.length ?? 0;
  const number = Number(decimal);
  return Number.isFinite(number) && scale <= 15 && number.toFixed(scale) === decimal ? number : undefined;
}

const numberFormat = (decimal: string): string => {
  const scale = decimal.split('.')[1]?.length ?? 0;
  return scale === 0 ? '#,##0' : `#,##0.${'0'.repeat(scale)}`;
};

/** The clock on the wall as if it were UTC: Excel's dates know no zone. */
function dated(clock: string | undefined): Date | undefined {
  if (clock === undefined || clock < FIRST_DAY || clock.slice(0, 10) > LAST_DAY) return undefined;
  const iso = clock.replace(' ', 'T');
  const moment = new Date(`${iso}${clock.length === DAY.length ? 'T00:00:00' : ''}Z`);
  // The 30th of February is no day, whatever it could be read as.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? moment : undefined;
}

class Cells {
  readonly #sheet: ListSheet;
  readonly #t: ReturnType<typeof translator>;

  constructor(sheet: ListSheet) {
    this.#sheet = sheet;
    this.#t = translator(sheet.origin.language);
  }

  text(value: string, style: Style = PLAIN): CellObject {
    return textCell(value, this.#t('sheet.cut'), style);
  }

  number(decimal: string, style: Style = PLAIN): CellObject {
    const number = exact(decimal);
    return number === undefined
      ? this.text(decimal, style)
      : { value: number, type: Number, format: numberFormat(decimal), ...style };
  }

  moment(iso: string, style: Style = PLAIN): CellObject {
    const date = dated(wallClock(iso, this.#sheet.origin.zone));
    return date === undefined ? this.text(iso, style) : { value: date, type: Date, format: MOMENT, ...style };
  }

  value(value: SheetValue | undefined, { kind }: SheetColumn, style: Style = PLAIN): CellObject | null {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'boolean') return this.text(this.#t(value ? 'common.yes' : 'common.no'), style);
    if (kind === 'number') return this.number(value, style);
    if (kind === 'moment') return this.moment(value, style);
    const date = kind === 'day' ? dated(value) : undefined;
    return date === undefined ? this.text(value, style) : { value: date, type: Date, format: DAY, ...style };
  }

  row(row: SheetRow): Row {
    return this.#sheet.columns.map((column, index) => this.value(row[index], column));
  }

  /** A line of totals; the name of the group, or what is counted, stands in its first cell, before a total of that. */
  totals(name: string, totals: SheetTotals, style: Style): Row {
    return this.#sheet.columns.map(({ key }, index): CellObject => {
      const total = totals[key];
      if (index === 0) return this.text(total === undefined ? name : `${name} · ${total.text}`, style);
      if (total === undefined) return { value: '', type: String, ...style };
      return total.number === null ? this.text(total.text, style) : this.number(total.number, style);
    });
  }

  lines(): Row[] {
    const { columns, rows, totals, origin } = this.#sheet;
    const number = (count: number): string => formatDecimal(String(count), origin.language);
    return [
      columns.map(({ label }) => this.text(label, HEAD)),
      ...linesOf(this.#sheet).map((line) =>
        line.kind === 'row'
          ? this.row(line.row)
          : this.totals(`${line.group.label} (${number(line.group.count)})`, line.group.totals, GROUP),
      ),
      this.totals(this.#t('sheet.total', { number: number(rows.length) }), totals, FOOT),
    ];
  }

  /** Where all this comes from. */
  about(): Row[] {
    const { title, subtitle, rows, origin } = this.#sheet;
    const t = this.#t;
    const said = (label: string, cell: CellObject): Row => [this.text(label, { fontWeight: 'bold' }), cell];
    const parts = subtitle.length === 0 ? [t('sheet.about.everything')] : subtitle;
    return [
      said(t('sheet.about.list'), this.text(title)),
      ...parts.map((part, index) => said(index === 0 ? t('sheet.about.what') : '', this.text(part))),
      said(t('sheet.about.rows'), this.number(String(rows.length))),
      said(t('sheet.about.theater'), this.text(origin.theater)),
      said(t('sheet.about.by'), this.text(origin.by)),
      said(t('sheet.about.at'), this.moment(origin.at)),
      said(
        t('sheet.about.syncedAt'),
        origin.syncedAt === null ? this.text(t('sheet.about.neverSynced')) : this.moment(origin.syncedAt),
      ),
      said(t('sheet.about.zone'), this.text(origin.zone)),
    ].map((row) => row.map((cell) => (cell === null ? null : { ...(cell as CellObject), align: 'left' as const })));
  }
}

/** Signs that a sheet's name may not hold are blanks; it neither begins nor ends with an apostrophe. */
export function sheetName(name: string): string {
  const clean = plainText(name)
    .replaceAll(/[[\]:*?/\\\s]+/gu, ' ')
    .trim()
    .replaceAll(/^'+|'+$/gu, '')
    .trim();
  const cut = clean.length <= MOST_IN_NAME ? clean : `${plainText(clean.slice(0, MOST_IN_NAME - 1)).trimEnd()}…`;
  return cut === '' || /^history$/iu.test(cut) ? 'Offstage' : cut;
}

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);

/**
 * What the library leaves out: the head filters where no group stands between rows, rows of a group fold, the head is
 * repeated on every page. Names of these parts and their order: ECMA-376, 18.3.1.99 (worksheet).
 */
function extras({ columns, rows, groups }: ListSheet, name: string): Feature {
  const isGrouped = groups.length > 0;
  const quotedName = `'${name.replaceAll("'", "''")}'`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const last = letters(columns.length - 1);
  const heads = new Set<number>();
  let line = 1;
  for (const { count } of groups) {
    heads.add(line);
    line += count + 1;
  }
  const range = `A1:${last}${rows.length + 1}`;
  const fixed = `$A$1:$${last}$${rows.length + 1}`;
  const filter = isGrouped
    ? ''
    : `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${quotedName}!${fixed}</definedName>`;
  const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="0">${quotedName}!$1:$1</definedName>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transformElementAttributes: (tag, attributes, index, _options, { sheetIndex }) =>
            isGrouped &&
            sheetIndex === 0 &&
            tag === 'row' &&
            index !== undefined &&
            index > 0 &&
            index < line &&
            !heads.has(index)
              ? { ...attributes, outlineLevel: 1 }
              : attributes,
          transform: (xml, _options, { sheetIndex }) => {
            if (sheetIndex !== 0) return xml;
            if (!isGrouped) return xml.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
            return xml
              .replace('<sheetViews>', '<sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetViews>')
              .replace('</sheetViews>', '</sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelRow="1"/>');
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', () => `<definedNames>${filter}${titles}</definedNames>`),
        },
      },
    },
  };
}

/** The workbook. Throws AppError `export.tooLarge`. */
export async function toXlsx(sheet: ListSheet): Promise<Uint8Array> {
  const { title, columns, rows, groups, origin } = sheet;
  // The head and the line of totals.
  const lines = rows.length + groups.length + 2;
  if (lines > MOST_LINES || lines * columns.length > MOST_CELLS)
    throw new AppError('export.tooLarge', { rows: rows.length, columns: columns.length });
  const cells = new Cells(sheet);
  const name = sheetName(title);
  const about = sheetName(translator(origin.language)('sheet.aboutSheet'));
  const sheets: Writing[0] = [
    {
      sheet: name,
      data: cells.lines(),
      columns: columns.map(({ width }) => ({ width: Math.max(6, Math.round(width / PIXELS_A_CHARACTER)) })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
      orientation: 'landscape',
    },
    {
      sheet: about.toLowerCase() === name.toLowerCase() ? `${about.slice(0, MOST_IN_NAME - 2)} 2` : about,
      data: cells.about(),
      columns: [{ width: 22 }, { width: 80 }],
    },
  ];
  return writeXlsxFile(sheets, { features: [extras(sheet, name)] }).toBuffer();
}
