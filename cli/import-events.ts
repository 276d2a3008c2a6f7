/** `offstage import events`: a calendar file or a table into the schedule, offline, as the screen does it. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { scheduleOptions } from '../shared/features/schedule/queries.ts';
import { importNames, importStandings, MOST_ASKED } from '../shared/features/schedule-import/queries.ts';
import { translator } from '../shared/i18n/dictionary.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import type { QueryOf } from '../shared/ipc/query.ts';
import { zoneOf } from '../shared/rules/event-time.ts';
import { dayIn } from '../shared/rules/upcoming.ts';
import { csvFields } from '../shared/schedule-import/csv-columns.ts';
import { decodeText, encodings } from '../shared/schedule-import/decode-text.ts';
import { guessed, type Matching, namesOf } from '../shared/schedule-import/name-matching.ts';
import {
  type ComparedImport,
  compareImport,
  type ImportSurroundings,
  importMutations,
  planImport,
} from '../shared/schedule-import/plan-import.ts';
import {
  daysIn,
  type FileOfEvents,
  guessTable,
  MOST_FILE_BYTES,
  readEvents,
  type TableChoices,
  tableFile,
  usualWindow,
} from '../shared/schedule-import/read-file.ts';
import { language, print } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';
import { untilSignal } from './signals.ts';

/** What the command takes, as it was typed. */
export interface EventOptions {
  readonly dryRun?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: readonly string[];
  readonly column?: readonly string[];
  readonly dates?: string;
  readonly encoding?: string;
  readonly kind?: string;
  readonly makeVenues?: boolean;
  readonly makeProductions?: boolean;
}

/** What became of the file. */
export interface EventSummary {
  readonly new: number;
  readonly again: number;
  readonly changed: number;
  readonly same: number;
  readonly outside: number;
  readonly written: number;
  readonly refused: readonly string[];
  readonly unread: readonly { readonly line: number; readonly reason: string; readonly text: string }[];
  readonly unknownZones: readonly string[];
}

const usage = (problem: string): AppError => new AppError('usage', { problem });

function pairs(option: string, given: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (given ?? []).map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw usage(`${option} is NAME=VALUE: ${text}`);
      return [text.slice(0, at), text.slice(at + 1)] as const;
    }),
  );
}

function textOfFile(path: string, said: string | undefined): string {
  const encoding = encodings.find((each) => each === said);
  if (said !== undefined && encoding === undefined) throw usage(`--encoding is one of: ${encodings.join(', ')}`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new AppError('import.file', { problem: errorText(error) }, { cause: error });
  }
  if (bytes.length > MOST_FILE_BYTES)
    throw new AppError('import.file', { problem: `it is larger than ${MOST_FILE_BYTES} bytes` });
  return decodeText(bytes, (of, as) => new TextDecoder(as).decode(of), encoding).text;
}

/** Columns by their headings: `production=title`; nothing after the sign: it is not in the file. */
function withColumns(file: FileOfEvents, options: EventOptions): FileOfEvents {
  if (file.kind !== 'table') return file;
  const { columns, order } = guessTable(file.table);
  const said: Record<string, number | null> = {};
  for (const [field, heading] of Object.entries(pairs('--column', options.column))) {
    if (!csvFields.some((each) => each === field)) throw usage(`--column: one of ${csvFields.join(', ')}`);
    const at = file.table.head.indexOf(heading);
    if (heading !== '' && at < 0) throw usage(`the file has no column “${heading}”`);
    said[field] = heading === '' ? null : at;
  }
  if (options.dates !== undefined && options.dates !== 'dmy' && options.dates !== 'mdy')
    throw usage('--dates is dmy or mdy');
  const choices: TableChoices = { columns: { ...columns, ...said }, order: options.dates ?? order };
  return tableFile(file.table, choices);
}

function chosen(file: FileOfEvents, around: ImportSurroundings, options: EventOptions): Matching {
  const kind = { type: options.kind ?? 'other', activity: null };
  const ours = {
    venues: around.venues,
    performances: around.performances.map(({ id, title }) => ({ id, name: title })),
  };
  const { venues, productions, ...others } = guessed(namesOf(file.events), ours, kind);
  return {
    ...others,
    venues: new Map(
      [...venues].map(([name, choice]) => [
        name,
        options.makeVenues === true && choice.to === 'text' ? { to: 'new' } : choice,
      ]),
    ),
    productions: new Map(
      [...productions].map(([name, choice]) => [
        name,
        options.makeProductions === true && choice.to === 'none' ? { to: 'new' } : choice,
      ]),
    ),
  };
}

/** As whoever is at work here. */
async function ask<A, R>(host: ReplicaHost, { name }: QueryOf<A, R>, args: A): Promise<R> {
  const answer = await host.ask(name, args);
  if (answer.kind !== 'whole') throw new Error(`${name} was answered in part`);
  return answer.value as R;
}

/** The theatre's own zone. */
const ownZone = ({ replica }: ReplicaHost): string =>
  zoneOf(
    null,
    replica.prepared<[], { timezone: string }>('SELECT timezone FROM theaters LIMIT 1').get()?.timezone ?? 'UTC',
  );

async function surroundings(host: ReplicaHost, file: FileOfEvents): Promise<ImportSurroundings> {
  const { venues, performances } = await ask(host, scheduleOptions, {});
  const names = namesOf(file.events);
  const asked = {
    venues: names.venues.map(({ name }) => name.slice(0, 1000)),
    performances: names.productions.map(({ name }) => name.slice(0, 1000)),
  };
  const ids = await ask(host, importNames, asked);
  return {
    venues,
    performances,
    newVenues: new Map(names.venues.map(({ name }, at) => [name, ids.venues[at] ?? ''])),
    newPerformances: new Map(names.productions.map(({ name }, at) => [name, ids.performances[at] ?? ''])),
    zone: ownZone(host),
  };
}

/** Reads, compares and, unless it is a trial, writes; `signal` stops between two hundreds of events. */
export async function importEvents(
  host: ReplicaHost,
  path: string,
  options: EventOptions,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<EventSummary> {
  const usual = usualWindow(dayIn(ownZone(host), host.deps.now().toISOString()));
  const window = { from: options.from ?? usual.from, to: options.to ?? usual.to };
  const reading = readEvents(textOfFile(path, options.encoding), {
    window,
    zones: pairs('--zone', options.zone),
    table: null,
  });
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  const file = withColumns(step.value, options);
  const around = await surroundings(host, file);
  const matching = chosen(file, around, options);
  const days = daysIn(file, window);
  const plan = planImport(
    file.events,
    { from: options.from ?? days.from, to: options.to ?? days.to },
    matching,
    around,
  );
  const compared: ComparedImport[] = [];
  for (let from = 0; from < plan.events.length; from += MOST_ASKED) {
    const slice = plan.events.slice(from, from + MOST_ASKED);
    const keys = slice.map(({ uid, recurrence }) => ({ uid, recurrence }));
    const standings = await ask(host, importStandings, { keys });
    slice.forEach((event, at) => {
      const standing = standings[at];
      if (standing !== null && standing !== undefined) compared.push(compareImport(event, standing));
    });
  }
  const count = (state: ComparedImport['state']): number => compared.filter((one) => one.state === state).length;
  const cities = new Map(namesOf(file.events).venues.map(({ name, city }) => [name, city]));
  const intents = options.dryRun === true ? [] : importMutations(compared, matching, around, cities);
  const refused: string[] = [];
  let written = 0;
  for (const [index, { name, args }] of intents.entries()) {
    if (signal.aborted) break;
    const outcome = await host.mutate(name, args);
    if (!outcome.ok) refused.push(sentenceOf(outcome.error.code, outcome.error.details, language));
    else if (name === 'schedule.import') written += (args as { events: readonly unknown[] }).events.length;
    onProgress(index + 1, intents.length);
  }
  const t = translator(language);
  return {
    new: count('new'),
    again: count('again'),
    changed: count('changed'),
    same: count('same'),
    outside: plan.outside,
    written,
    refused,
    unread: [...file.unread, ...plan.unread].map(({ line, why, text }) => ({
      line,
      reason: t(`import.unread.${why}`),
      text,
    })),
    unknownZones: file.unknownZones,
  };
}

const many = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** Adds the command below `import`. */
export function importEventsCommand(parent: Command): void {
  withSecrets(parent.command('events <file>'))
    .description(
      'events of a calendar (.ics) or a table (.csv) into the schedule; the same file twice makes nothing twice',
    )
    .requiredOption('--dir <dir>')
    .option('--from <day>', 'take events from this day on')
    .option('--to <day>', 'take events up to this day; series are followed until then')
    .option('--zone <name=zone>', 'what an unknown time zone of the file is', many)
    .option('--column <field=heading>', `of a table: which column is what (${csvFields.join(', ')})`, many)
    .option('--dates <order>', 'of a table: dmy or mdy')
    .option('--encoding <encoding>', encodings.join(', '))
    .option('--kind <type>', 'the type of events whose kind the file does not say')
    .option('--make-venues', 'make the places that are not there yet')
    .option('--make-productions', 'make the productions that are not there yet')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option('--json')
    .action((file: string, options: DirOptions & EventOptions) =>
      withHost(options, async (host) => {
        const showsProgress = process.stderr.isTTY && options.json !== true;
        const stop = new AbortController();
        void untilSignal().then(() => stop.abort());
        const tell = (done: number, total: number): void => {
          if (showsProgress) process.stderr.write(`\r${done} / ${total}${done === total ? '\n' : ''}`);
        };
        const summary = await importEvents(host, file, options, tell, stop.signal);
        print(summary, options.json, () => textOf(summary, options.dryRun === true));
      }),
    );
}

function textOf(summary: EventSummary, isDry: boolean): string {
  return [
    ...summary.unread.map(({ line, reason, text }) => `line ${line}: ${reason} ${text}`.trim()),
    ...summary.unknownZones.map(
      (zone) => `unknown time zone “${zone}”: times as they are written; name it with --zone`,
    ),
    ...summary.refused,
    [
      `${summary.new} new, ${summary.changed} changed, ${summary.again} that were deleted, `,
      `${summary.same} as they are, ${summary.outside} on other days; `,
      isDry ? 'nothing was written' : `${summary.written} written`,
    ].join(''),
  ].join('\n');
}
