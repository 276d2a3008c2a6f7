/** How the command line speaks: results on stdout, one plain sentence on stderr, exit codes 0, 1 and 2. */

import { asAppError } from '../electron/host/as-app-error.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import type { RefusalData } from '../shared/base/refusal.ts';
import { type Language, sentenceOf } from '../shared/i18n/sentences.ts';
import type { IntegrityReport } from '../shared/rules/integrity.ts';
import type { JsonValue } from '../shared/schema/define.ts';

/** `LANG=ru_RU…` speaks Russian. */
export const language: Language = (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').startsWith('ru') ? 'ru' : 'en';

/** What a person may like to know, beside the result. */
export function say(ru: string, en: string): void {
  process.stderr.write(`${language === 'ru' ? ru : en}\n`);
}

/** The result, as JSON for scripts or as text for people: nothing else goes to stdout. */
export function print(value: unknown, isJson: boolean | undefined, human: () => string): void {
  process.stdout.write(`${isJson === true ? JSON.stringify(value) : human()}\n`);
}

/** Rows under their column names, aligned. */
export function asTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const [first] = rows;
  if (first === undefined) return '(0)';
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => (row[name] === null ? '' : String(row[name]))))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A refusal as a failure of the command. */
export function refused(refusal: RefusalData): AppError {
  return new AppError('mutation.refused', {
    code: refusal.code,
    sentence: sentenceOf(refusal.code, refusal.details, language),
    details: refusal.details as JsonValue,
  });
}

/** What the system says, where there is something that a person can do about it. */
function asOurs(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return new AppError('port.taken', { port: Number(error.port) }, { cause: error });
  return asAppError(error, '');
}

/** Says what went wrong and sets the exit code. */
export function report(error: unknown, isJson: boolean): void {
  const known = asOurs(error);
  const failure = known instanceof AppError ? known : new AppError('internal', { problem: errorText(error) });
  const code = failure.code === 'mutation.refused' ? String(failure.details['code']) : failure.code;
  const message = sentenceOf(failure.code, failure.details, language);
  process.stderr.write(`${isJson ? JSON.stringify({ code, message }) : message}\n`);
  if (!(known instanceof AppError) && process.env['OFFSTAGE_DEBUG'] !== undefined)
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  process.exitCode = failure.code === 'usage' ? 2 : 1;
}

/** An integrity report in a few lines. */
export function integrityText({ checks, findings, trash, deletions, openConflicts }: IntegrityReport): string {
  const words: Readonly<Record<string, string>> = {
    orphan: 'point at nothing',
    dangling: 'are live but point at something deleted',
    tenant: 'point into another theatre',
    stock: 'differ from the ledger',
    quantity: 'differ from the stock',
    cycle: 'lie within themselves, by a chain of parents',
  };
  const trashed = trash.map(({ table, count, oldest }) => `${table} ${count} (since ${oldest.slice(0, 10)})`);
  return [
    findings.length === 0 ? `${checks} checks: in order` : `${checks} checks, ${findings.length} broken:`,
    ...findings.map(({ name, kind, count, ids }) => {
      const examples = `${ids.slice(0, 3).join(', ')}${count > 3 ? ', …' : ''}`;
      return `  ${name}: ${count} rows ${words[kind] ?? ''} (${examples})`;
    }),
    `trash: ${trashed.length === 0 ? 'empty' : trashed.join(', ')}`,
    `deletions: ${deletions.count} (${deletions.restored} restored), ${deletions.rows} rows, ` +
      `the largest ${deletions.largest}, the slowest ${deletions.slowestMs} ms`,
    `open conflicts: ${openConflicts}`,
  ].join('\n');
}
