/**
 * The shape of the sources in figures: lengths of files, functions and lines, the share of comments and of tests. What
 * may only get better is recorded in `measure-limits.json`; the gate refuses what is worse than that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { sourceFiles } from './zones.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const limitsFile = join(root, 'scripts', 'measure-limits.json');
const ZONES = [
  'shared',
  'electron',
  'hub',
  'cli',
  'renderer',
  'migrations',
  'sqlite',
  'files',
  'paper',
  'scripts',
] as const;
/**
 * The formatter's width. It does not break texts, templates and comments; none of the sources has a longer line but the
 * words for people, which stand one a line.
 */
export const COLUMNS = 120;
/** Nothing but texts for people, one a line: no code to be measured. */
const IS_WORDS = /\/words\.(ru|en)\.ts$/;

/** One file, in lines. Blank lines count nowhere. */
interface Measured {
  readonly lines: number;
  readonly comments: number;
  readonly long: number;
  /** Each function, those within it included. */
  readonly functions: readonly number[];
}

/** What is told of a zone. `comments` and `tests` are shares of its lines, in percent. */
export interface ZoneFigures {
  readonly files: number;
  readonly lines: number;
  readonly file: Percentiles;
  readonly function: Percentiles;
  readonly comments: number;
  readonly long: number;
  readonly tests: number;
}

export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly max: number;
}

/** What a zone may not exceed, or in `commentsAtLeast` not fall below. */
export interface Limits {
  readonly fileP90: number;
  readonly functionP90: number;
  readonly functionMax: number;
  readonly long: number;
  readonly commentsAtLeast: number;
}

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Lines that are not blank, from one offset to another. */
function linesBetween(text: string, start: number, end: number): number {
  return text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

function functionsIn(node: unknown, text: string, found: number[]): void {
  if (Array.isArray(node)) {
    for (const item of node) functionsIn(item, text, found);
    return;
  }
  if (!isNode(node)) return;
  const { type, start, end, body } = node;
  if (typeof type === 'string' && type.includes('Function') && isNode(body))
    if (typeof start === 'number' && typeof end === 'number') found.push(linesBetween(text, start, end));
  for (const value of Object.values(node)) functionsIn(value, text, found);
}

/** Measures one source text. Throws where it cannot be parsed. */
export function measureText(name: string, text: string): Measured {
  const { program, comments, errors } = parseSync(name, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${name}: ${error.message}`);
  const functions: number[] = [];
  functionsIn(program.body, text, functions);
  return {
    lines: linesBetween(text, 0, text.length),
    comments: comments.reduce((sum, { start, end }) => sum + linesBetween(text, start, end), 0),
    long: text.split('\n').filter((line) => line.length > COLUMNS).length,
    functions,
  };
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  return { p50: at(0.5), p90: at(0.9), max: at(1) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);

function readAll(dir: string): Measured[] {
  const files = sourceFiles(root, dir).filter((file) => !IS_WORDS.test(file));
  return files.map((file) => {
    const measured = measureText(file, readFileSync(join(root, file), 'utf8'));
    // Words are one key a line; sentences in them are as long as they are.
    return file.includes('/i18n/') ? { ...measured, long: 0 } : measured;
  });
}

/** The figures of every zone, and of the whole under `all`. Tests of a zone are those that mirror it. */
export function measure(): Readonly<Record<string, ZoneFigures>> {
  const sources = new Map(ZONES.map((zone) => [zone as string, readAll(zone)]));
  const tests = new Map(
    ['shared', 'electron', 'hub', 'renderer', 'migrations'].map((zone) => [zone, readAll(join('test', zone))]),
  );
  const figures = (files: readonly Measured[], testFiles: readonly Measured[]): ZoneFigures => {
    const lines = sum(files.map((file) => file.lines));
    return {
      files: files.length,
      lines,
      file: percentiles(files.map((file) => file.lines)),
      function: percentiles(files.flatMap((file) => file.functions)),
      comments: percent(sum(files.map((file) => file.comments)), lines),
      long: sum(files.map((file) => file.long)),
      tests: percent(sum(testFiles.map((file) => file.lines)), lines),
    };
  };
  return {
    ...Object.fromEntries([...sources].map(([zone, files]) => [zone, figures(files, tests.get(zone) ?? [])])),
    all: figures([...sources.values()].flat(), readAll('test')),
  };
}

function limitsOf({ file, function: functions, long, comments }: ZoneFigures): Limits {
  return { fileP90: file.p90, functionP90: functions.p90, functionMax: functions.max, long, commentsAtLeast: comments };
}

/**
 * Percentiles and shares move with every file; what is recorded leaves them so much room, and none to the longest
 * function.
 */
function withRoom(limits: Limits): Limits {
  return {
    ...limits,
    fileP90: limits.fileP90 + 15,
    functionP90: limits.functionP90 + 3,
    long: limits.long === 0 ? 0 : limits.long + 3,
    commentsAtLeast: Math.floor(limits.commentsAtLeast * 10 - 5) / 10,
  };
}

/** Each figure that is worse than what is recorded, as a sentence. */
export function worse(
  now: Readonly<Record<string, ZoneFigures>>,
  limits: Readonly<Record<string, Limits>> = JSON.parse(readFileSync(limitsFile, 'utf8')) as Record<string, Limits>,
): string[] {
  return Object.entries(now).flatMap(([zone, figures]) => {
    const limit = limits[zone];
    if (limit === undefined) return [`measure: ${zone} has no limits`];
    const is = limitsOf(figures);
    const tooMany = (['fileP90', 'functionP90', 'functionMax', 'long'] as const)
      .filter((key) => is[key] > limit[key])
      .map((key) => `measure: ${zone}: ${key} is ${is[key]}, and was ${limit[key]}`);
    const tooFew =
      is.commentsAtLeast < limit.commentsAtLeast
        ? [`measure: ${zone}: comments are ${is.commentsAtLeast} %, and have to be ${limit.commentsAtLeast} %`]
        : [];
    return [...tooMany, ...tooFew];
  });
}

function table(figures: Readonly<Record<string, ZoneFigures>>): string {
  const three = ({ p50, p90, max }: Percentiles): string => `${p50} · ${p90} · ${max}`;
  const head =
    '| zone | files | lines/file p50 · p90 · max | lines/function p50 · p90 · max | comments | lines > 120 | tests |';
  const rows = Object.entries(figures).map(([zone, is]) =>
    ['', zone, is.files, three(is.file), three(is.function), `${is.comments} %`, is.long, `${is.tests} %`, '']
      .join(' | ')
      .trim(),
  );
  return [head, '|---|---|---|---|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) {
  const figures = measure();
  console.log(table(figures));
  if (process.argv.includes('--record')) {
    const limits = Object.entries(figures).map(([zone, is]) => [zone, withRoom(limitsOf(is))] as const);
    writeFileSync(limitsFile, `${JSON.stringify(Object.fromEntries(limits), undefined, 2)}\n`);
  } else {
    const problems = worse(figures);
    for (const problem of problems) console.error(problem);
    process.exitCode = problems.length === 0 ? 0 : 1;
  }
}
