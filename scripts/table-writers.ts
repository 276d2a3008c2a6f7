/**
 * Tables that one folder alone writes: whoever wants to know what can happen to a pending mutation reads that folder.
 * Statements are looked for by their text; one whose table is put together at run time is not seen.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from './zones.ts';

const WRITERS: Readonly<Record<string, readonly string[]>> = {
  'electron/outbox': ['outbox', 'outbox_effects', 'outbox_sent', 'refused_mutations'],
};
const ZONES = ['shared', 'electron', 'hub', 'cli', 'scripts'] as const;

/** Which of the tables a source text writes. */
export function tablesWritten(text: string, tables: readonly string[]): readonly string[] {
  const names = tables.join('|');
  const sql = `(?:INSERT(?:\\s+OR\\s+\\w+)?\\s+INTO|REPLACE\\s+INTO|UPDATE(?:\\s+OR\\s+\\w+)?|DELETE\\s+FROM)\\s+"?`;
  const kysely = String.raw`(?:insertInto|replaceInto|updateTable|deleteFrom)\(\s*['"]`;
  const found = text.matchAll(new RegExp(`(?:${sql}|${kysely})(${names})\\b`, 'gi'));
  return [...new Set([...found].map(([, table]) => table ?? ''))];
}

/** Every statement that writes a table from elsewhere than its folder. */
export function strangeWriters(root: string): string[] {
  return Object.entries(WRITERS).flatMap(([folder, tables]) =>
    ZONES.flatMap((zone) => sourceFiles(root, zone))
      .filter((file) => !file.startsWith(`${folder}/`))
      .flatMap((file) =>
        tablesWritten(readFileSync(join(root, file), 'utf8'), tables).map(
          (table) => `${file}: ${table} is written in ${folder}/ alone`,
        ),
      ),
  );
}
