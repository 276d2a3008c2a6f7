/** What is read for paper: what forms say, and what is remembered of printed sheets. */
import * as declared from '../../../shared/features/paper/queries.ts';
import { type FormKey, type SheetAbout, sheetAbout } from '../../../shared/ipc/paper-contract.ts';
import { numbersOf } from '../../../shared/rules/sheet-lines.ts';
import type { WatchedTable } from '../define-query.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { passportOf } from '../passport-queries.ts';
import { LINE_TABLES } from '../run-sheet/read-sheet.ts';
import { eventDetail } from '../schedule/event-queries.ts';
import { RANGE_TABLES } from '../schedule/range.ts';
import { EVENING_TABLES } from '../show/evening-queries.ts';
import { countAct, countSheet, form0504087, inv3, inv19, type Making } from './count-forms.ts';
import { form0504102, form0504104, type MovesPaper, movesOf, torg13 } from './move-forms.ts';
import { passportForm } from './passport-form.ts';
import { officeOf } from './pieces.ts';
import { placeList } from './place-list.ts';
import { presetListForm, runSheetForm, sheetPaperOf } from './run-sheet-forms.ts';
import { callSheet, dayPaperOf, daySchedule } from './schedule-forms.ts';
import { showReport } from './show-report.ts';
import { stockOfCount, stockOfPlace } from './stock-lines.ts';
import { TOUR_PAPER_TABLES, tourSheet } from './tour-forms.ts';

const tables: readonly WatchedTable[] = [
  'theaters',
  'settings',
  ...LINE_TABLES,
  'performances',
  'performance_variants',
  'departments',
  'inventory_counts',
  'inventory_count_lines',
  'inventory_count_entries',
  'inventory_items',
  'inventory_locations',
  'inventory_stock',
  'inventory_history',
  'inventory_photos',
  'files',
  'stored_files',
  'performances',
  'passport_sections',
  'performance_variants',
  'performance_members',
  'departments',
  'documents',
  'attachments',
  ...EVENING_TABLES,
  ...RANGE_TABLES,
  ...TOUR_PAPER_TABLES,
];

const OF_STOCK: Readonly<Partial<Record<FormKey, (making: Making) => declared.GatheredSheet>>> = {
  'inv-3': inv3,
  '0504087': form0504087,
  'inv-19': inv19,
  'count-sheet': countSheet,
  'count-act': countAct,
};
const OF_MOVES: Readonly<Partial<Record<FormKey, (paper: MovesPaper) => declared.GatheredSheet>>> = {
  '0504102': form0504102,
  'torg-13': torg13,
  '0504104': form0504104,
};

async function gather(
  context: QueryContext,
  form: FormKey,
  about: SheetAbout,
  language: 'ru' | 'en',
): Promise<declared.GatheredSheet | null> {
  const { replica, today } = context;
  if (about.kind === 'list') return null;
  if (about.kind === 'tour') return tourSheet(context, form, about, language);
  if (about.kind === 'evening') return form === 'show-report' ? showReport(context, about.eventId, language) : null;
  if (about.kind === 'day') return daySchedule(await dayPaperOf(context, about.date, language));
  if (about.kind === 'event') {
    const detail = await eventDetail.run(context, { id: about.eventId });
    return detail === null ? null : callSheet({ detail, language });
  }
  if (about.kind === 'passport') {
    const passport = await passportOf.run(context, { performanceId: about.performanceId });
    return passport === null ? null : passportForm(replica, passport, about, language);
  }
  if (about.kind === 'runSheet') {
    const sheet = sheetPaperOf(replica, about);
    if (sheet === null) return null;
    return form === 'preset-list' ? presetListForm(sheet, language) : runSheetForm(sheet, language);
  }
  if (about.kind === 'moves') {
    const moves = movesOf(replica, about.movementIds, language);
    return moves === null ? null : (OF_MOVES[form]?.(moves) ?? null);
  }
  const paper =
    about.kind === 'count' ? stockOfCount(replica, about, language) : stockOfPlace(replica, about.locationId);
  if (paper === null) return null;
  if (form === 'place-list') return placeList(replica, paper, language);
  return OF_STOCK[form]?.({ paper, language, today }) ?? null;
}

export const paperOffice = implement(declared.paperOffice, {
  tables: ['theaters', 'form_templates'],
  run: async ({ replica }, { form }) => {
    const { theater, zone } = officeOf(replica);
    const own = replica
      .prepared<[string], { content: string }>(
        'SELECT content FROM form_templates WHERE kind = ? AND is_default = 1 AND deleted_at IS NULL',
      )
      .get(form);
    return { theater, zone, template: own?.content ?? null };
  },
});

/** Null where there is no such subject, or the form is none of it. */
export const paperSheet = implement(declared.paperSheet, {
  tables,
  run: async (context, { form, about, language }) => gather(context, form, about, language),
});

interface Stored {
  readonly code: string;
  readonly form: string;
  readonly title: string;
  readonly args: string;
  readonly language: 'ru' | 'en';
  readonly printed_at: string;
  readonly printed_by_name: string;
  readonly as_of: string | null;
  readonly subject_table: string | null;
  readonly subject_id: string | null;
  readonly lines: number;
  readonly digests: string;
}

function remembered({ replica }: Pick<QueryContext, 'replica'>, code: string): declared.RememberedSheet | null {
  const row = replica.prepared<[string], Stored>('SELECT * FROM printed_sheets WHERE code = ?').get(code);
  if (row === undefined) return null;
  const about = sheetAbout.safeParse(JSON.parse(row.args));
  return {
    code: row.code,
    form: row.form,
    title: row.title,
    // A later release may have printed what this one does not know.
    about: about.success ? about.data : null,
    language: row.language,
    printedAt: row.printed_at,
    printedBy: row.printed_by_name,
    asOf: row.as_of,
    subject:
      row.subject_table === null || row.subject_id === null ? null : { table: row.subject_table, id: row.subject_id },
    lines: row.lines,
    digests: row.digests,
  };
}

export const rememberedSheet = implement(declared.rememberedSheet, {
  tables: ['printed_sheets'],
  run: async (context, { code }) => remembered(context, code),
});

export const penLines = implement(declared.penLines, {
  tables: [...tables, 'printed_sheets'],
  run: async (context, { code }) => {
    const sheet = remembered(context, code);
    if (sheet?.about?.kind !== 'count' || sheet.form !== 'count-sheet') return null;
    const { countId } = sheet.about;
    const paper = stockOfCount(context.replica, { countId, placeId: null }, sheet.language);
    if (paper === null) return null;
    const numbers = numbersOf(
      sheet.digests,
      paper.lines.map(({ key }) => key),
    );
    const lines = paper.lines.flatMap(({ key, item, locationId, location }) => {
      const number = numbers.get(key);
      if (number === undefined) return [];
      const { id: itemId, name, inventoryNumber, unit } = item;
      return [{ number, itemId, locationId, name, inventoryNumber, unit, location }];
    });
    return { countId, lines: lines.toSorted((a, b) => a.number - b.number) };
  },
});
