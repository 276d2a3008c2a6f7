/** What is begun and not finished is named, with what to do about it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { queries } from '../../electron/queries/queries.ts';
import { undated, unfinished, unlisted } from '../../scripts/completeness.ts';
import { sqliteShapes } from '../../scripts/migration/shapes-of.ts';

test('everything here is finished', async () => {
  expect(await unfinished(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
});

test('a file that no list knows is named', () => {
  const files = {
    'tables/props.ts': "export const props = table(\n  'props', {",
    'tables/tags.ts': "x = table('tags', {",
  };
  expect(unlisted(files, /= table\(\s*'(\w+)'/g, ['tags'], 'catalog.ts')).toEqual([
    'tables/props.ts: props is not in catalog.ts',
  ]);
});

/** A query's name in a text, however its answer is typed. */
const declared = /declareQuery<(?:(?!declareQuery<)[^])*?>\(\)\(\s*'([\w.]+)'/g;

test('a query is seen whatever its answer looks like', () => {
  const text = `
    export const one = declareQuery<{ readonly id: string; readonly rows: Record<string, number[]>; }>()(
      'rooms.one', z.strictObject({}));
    export const other = declareQuery<Answer>()('rooms.other', z.strictObject({}));`;
  expect(unlisted({ text }, declared, [], 'no list').map((line) => line.split(' ')[1])).toEqual([
    'rooms.one',
    'rooms.other',
  ]);
});

test('every query that is declared is answered', () => {
  const folder = new URL('../../shared/features/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
  expect(unlisted(texts, declared, [...queries.keys()], 'electron/queries/queries.ts')).toEqual([]);
  expect(unlisted(texts, declared, [], 'no list')).toHaveLength(queries.size);
});

test('a table or column that no released laptop knows says which version brought it', () => {
  const { wanted } = sqliteShapes();
  const without = <T>(of: Readonly<Record<string, T>>, name: string): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([key]) => key !== name));
  const columns = without(wanted['tasks']?.columns ?? {}, 'title');
  const before = { ...without(wanted, 'tags'), tasks: { columns, constraints: {}, indexes: {} } };
  expect(undated(before)).toEqual([
    expect.stringContaining('tags is new since'),
    expect.stringContaining('tasks.title is new since'),
  ]);
  expect(undated(wanted)).toEqual([]);
});
