/** `offstage print`: a form as a PDF, offline, by the engine of the app. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { makePaper } from '../electron/host/paper-maker.ts';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { paperEn } from '../shared/features/paper/words.en.ts';
import { paperRu } from '../shared/features/paper/words.ru.ts';
import { formName } from '../shared/i18n/form-names.ts';
import type { Language } from '../shared/i18n/language.ts';
import { tableName } from '../shared/i18n/names.ts';
import {
  type FormKey,
  formKeys,
  formsOf,
  type SheetAbout,
  type SheetSubject,
  subjects,
} from '../shared/ipc/paper-contract.ts';
import { wholeTable } from '../shared/lists/list-place.ts';
import { SHEET_VIEWS, type SheetView } from '../shared/rules/run-sheet-groups.ts';
import { isTableName } from '../shared/schema/catalog.ts';
import { language, print, say } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { idOf } from './row-named.ts';
import { withSecrets } from './secrets.ts';
import { tourNamed } from './tour-named.ts';

interface PrintOptions extends DirOptions {
  readonly count?: string;
  readonly place?: string;
  readonly moves?: string;
  readonly evening?: string;
  readonly list?: string;
  readonly passport?: string;
  readonly event?: string;
  readonly day?: string;
  readonly runSheet?: string;
  readonly tour?: string;
  readonly case?: string;
  readonly transport?: string;
  readonly on?: string;
  readonly view?: string;
  readonly variant?: string;
  readonly department?: string;
  readonly out?: string;
  readonly language: string;
  readonly draft?: boolean;
}

const usage = (problem: string): AppError => new AppError('usage', { problem });

/** «runSheet» as it is typed: `--run-sheet`. */
const flagOf = (kind: string): string => `--${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Of which papers more can be said than what they are about. */
const SAID_OF = {
  view: ['runSheet'],
  variant: ['runSheet', 'passport'],
  department: ['runSheet'],
  case: ['tour'],
  transport: ['tour'],
  on: ['tour'],
} as const;

function subjectOf(options: PrintOptions): { readonly kind: SheetSubject; readonly named: string } {
  const given = subjects.flatMap((kind) => {
    const named = options[kind];
    return named === undefined ? [] : [{ kind, named }];
  });
  const [only] = given;
  if (only === undefined || given.length > 1) throw usage(`name one of ${subjects.map(flagOf).join(', ')}`);
  for (const [said, kinds] of Object.entries(SAID_OF) as [keyof typeof SAID_OF, readonly SheetSubject[]][])
    if (options[said] !== undefined && !kinds.includes(only.kind))
      throw usage(`--${said} goes with ${kinds.map(flagOf).join(' or ')}`);
  return only;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isSheetView = (view: string): view is SheetView => (SHEET_VIEWS as readonly string[]).includes(view);

/** A production, and its variant where one is named. */
function productionOf(host: ReplicaHost, named: string, variant: string | undefined) {
  const performanceId = idOf(host, 'performances', named);
  const variantId =
    variant === undefined
      ? null
      : idOf(host, 'performance_variants', variant, { column: 'performance_id', id: performanceId });
  return { performanceId, variantId };
}

/** A tour, and a case, a transport or a day of it where one is named. */
function tourAbout(host: ReplicaHost, named: string, options: PrintOptions): SheetAbout {
  const { case: box, transport, on } = options;
  if (on !== undefined && !isDay(on)) throw usage(`--on is YYYY-MM-DD: ${on}`);
  const tourId = tourNamed(host, named);
  return {
    kind: 'tour',
    tourId,
    caseId: box === undefined ? null : idOf(host, 'inventory_items', box),
    transportId:
      transport === undefined ? null : idOf(host, 'transports', transport, { column: 'tour_id', id: tourId }),
    date: on ?? null,
  };
}

function aboutOf(
  host: ReplicaHost,
  { kind, named }: ReturnType<typeof subjectOf>,
  options: PrintOptions,
  said: Language,
): SheetAbout {
  const { view = 'scene', variant, department } = options;
  switch (kind) {
    case 'count':
      return { kind, countId: idOf(host, 'inventory_counts', named), placeId: null };
    case 'place':
      return { kind, locationId: idOf(host, 'inventory_locations', named) };
    case 'evening':
      return { kind, eventId: idOf(host, 'schedule_events', named) };
    case 'event':
      return { kind, eventId: idOf(host, 'schedule_events', named) };
    case 'day':
      if (!isDay(named)) throw usage(`--day is YYYY-MM-DD: ${named}`);
      return { kind, date: named };
    case 'moves':
      return { kind, movementIds: named.split(',').map((id) => id.trim()) };
    case 'passport':
      return { kind, ...productionOf(host, named, variant), sectionId: null };
    case 'runSheet': {
      if (!isSheetView(view)) throw usage(`--view is one of ${SHEET_VIEWS.join(', ')}`);
      const departmentId = department === undefined ? null : idOf(host, 'departments', department);
      return { kind, ...productionOf(host, named, variant), view, departmentId };
    }
    case 'tour':
      return tourAbout(host, named, options);
    case 'list': {
      if (!isTableName(named)) throw new AppError('paper.unknown', { what: named });
      const { key: place, list } = wholeTable(named);
      const title = tableName(named, said);
      return { kind, source: { kind: 'list', title, name: null, place, view: list.initial, chosen: null } };
    }
  }
}

async function printForm(form: string, options: PrintOptions): Promise<void> {
  const key = formKeys.find((known) => known === form);
  if (key === undefined) throw new AppError('paper.noForm', { form, forms: formKeys.join(', ') });
  const said = options.language === 'ru' || options.language === 'en' ? options.language : undefined;
  if (said === undefined) throw usage('--language is ru or en');
  const subject = subjectOf(options);
  if (!(formsOf[subject.kind] as readonly FormKey[]).includes(key))
    throw usage(`${key} is not made of ${flagOf(subject.kind)}; of it are: ${formsOf[subject.kind].join(', ')}`);
  await withHost(options, async (host) => {
    const about = aboutOf(host, subject, options, said);
    const made = await makePaper(host, { form: key, about, language: said, isDraft: options.draft === true });
    const out = options.out ?? made.name;
    writeFileSync(out, made.bytes);
    const { pages, code, title, isWithoutTemplate } = made;
    if (isWithoutTemplate) say(paperRu['paper.withoutTemplate'], paperEn['paper.withoutTemplate']);
    print(
      { out, pages, code, title, isWithoutTemplate },
      options.json,
      () => `${out}: ${pages} p.${code === null ? '' : `, ${code}`}`,
    );
  });
}

const listed = (): string =>
  Object.entries(formsOf)
    .map(([kind, forms]) =>
      [`  ${flagOf(kind)}`, ...forms.map((form) => `    ${form.padEnd(16)} ${formName(form, language)}`)].join('\n'),
    )
    .join('\n');

/** Adds the command. */
export function printCommand(program: Command): void {
  withSecrets(program.command('print <form>'))
    .description('a form as a PDF, made on this laptop without a network')
    .requiredOption('--dir <dir>')
    .option('--count <count>', 'its name or id')
    .option('--place <place>', 'its code, name or id')
    .option('--moves <ids>', 'ids of movements, with commas')
    .option('--evening <event>', 'an event, by its id or its day')
    .option('--event <event>', 'an event whose calls are printed, by its id or its day')
    .option('--day <day>', 'a day of the schedule, YYYY-MM-DD')
    .option('--list <table>', 'all rows of a table, as its list shows them')
    .option('--passport <production>', 'its title or id')
    .option('--run-sheet <production>', 'its title or id')
    .option('--tour <tour>', 'its code, name or id')
    .option('--case <case>', 'of a packing list: one case, by its inventory number, name or id')
    .option('--transport <transport>', 'of a waybill: one transport, by its name, plate or id')
    .option('--on <day>', 'of a day sheet: the day, YYYY-MM-DD')
    .option('--view <view>', `how a run sheet is read: ${SHEET_VIEWS.join(', ')}`)
    .option('--variant <variant>', "of a run sheet or a passport: the variant's name or id")
    .option('--department <department>', 'of a run sheet: lines of this department alone, by its code, name or id')
    .option('--out <file>', 'where the PDF goes; without it, here under its own name')
    .option('--language <language>', 'ru or en', language)
    .option('--draft', 'nothing is remembered, and no code stands on it')
    .option('--json')
    .addHelpText('after', `\nForms:\n${listed()}`)
    .action((form: string, options: PrintOptions) => printForm(form, options));
}
