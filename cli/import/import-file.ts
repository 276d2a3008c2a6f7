/** Imports a CSV file through mutations: good rows go in, every bad one is named with its line and its reason. */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Kysely } from 'kysely';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { RefusalData, Result } from '../../shared/base/refusal.ts';
import type { Lasting } from '../../shared/ipc/progress.ts';
import { type Database, findTable, isTableName, type TableName } from '../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { type ColumnSource, type ImportMap, importMap, type Lookup } from './import-map.ts';
import { type Line, RowProblem, valueOf } from './transform.ts';

/**
 * `apply` runs a mutation in its own transaction; `sentence` puts a refusal into the language of whoever reads the
 * report.
 */
export interface ImportDeps extends Lasting {
  /** Reads what is there, the rows of this import included. */
  readonly db: Kysely<Database>;
  readonly apply: (name: string, args: unknown) => Promise<Result<unknown>>;
  readonly newId: () => string;
  readonly sentence: (refusal: RefusalData) => string;
}
/**
 * `parents` counts rows that the file only named and that were made for it, by table; `line` is the number in the file,
 * its head counted.
 */
export interface ImportSummary {
  readonly read: number;
  readonly imported: number;
  readonly parents: Readonly<Record<string, number>>;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads and checks a map. Throws AppError `import.map`. */
export function readMap(file: string): ImportMap {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AppError('import.map', { problem: errorText(error) }, { cause: error });
  }
  const parsed = importMap.safeParse(raw);
  if (!parsed.success)
    throw new AppError('import.map', {
      problem: `${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? ''}`,
    });
  const table = findTable(parsed.data.table);
  const unknown =
    table === undefined
      ? parsed.data.table
      : Object.keys(parsed.data.columns).find((column) => table.columns[column] === undefined);
  if (unknown !== undefined) throw new AppError('import.map', { problem: `there is no ${unknown}` });
  return parsed.data;
}

/** A line with its number in the file, for people who look for it there. */
interface NumberedLine {
  readonly number: number;
  readonly line: Line;
}

/** Reads the lines under their headings. Throws AppError `import.file` for what is no such file. */
export function readLines(file: string, map: ImportMap): NumberedLine[] {
  let text: string;
  try {
    text = new TextDecoder(map.encoding ?? 'utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new AppError(
      'import.file',
      {
        problem:
          error instanceof TypeError
            ? `it is not ${map.encoding ?? 'utf-8'}; name its encoding in the map`
            : errorText(error),
      },
      { cause: error },
    );
  }
  try {
    const records: { record: Line; info: { lines: number } }[] = parse(text, {
      columns: true,
      bom: true,
      delimiter: map.delimiter ?? ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    const wanted = columnsOf(map);
    const missing = wanted.find((name) => records[0] !== undefined && !(name in records[0].record));
    if (missing !== undefined) throw new AppError('import.file', { problem: `it has no column “${missing}”` });
    return records.map(({ record, info }) => ({ number: info.lines, line: record }));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('import.file', { problem: errorText(error) }, { cause: error });
  }
}

/** All columns of the file that the map asks for, wherever in it. */
function columnsOf(map: ImportMap): string[] {
  return [...JSON.stringify(map).matchAll(/"from":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

/** One run over a file. Rows that the file only names are found or made once and remembered. */
class Importer {
  readonly #deps: ImportDeps;
  readonly #map: ImportMap;
  readonly #parents = new Map<string, string>();
  readonly made: Record<string, number> = {};

  constructor(deps: ImportDeps, map: ImportMap) {
    this.#deps = deps;
    this.#map = map;
  }

  /**
   * One line: its row with what arrives of it, as one mutation. Throws RowProblem for what people can mend; then
   * nothing of the line is in, but for parents that it was the first to name.
   */
  async row({ line, number }: NumberedLine): Promise<void> {
    const values: Record<string, JsonValue> = {};
    for (const [column, source] of Object.entries(this.#map.columns))
      values[column] = await this.#value(this.#map.table, column, source, line, number);
    const { receive } = this.#map;
    const quantity = receive === undefined ? 0 : Number(valueOf(receive.quantity, line, number) ?? '0');
    const arrives = receive !== undefined && quantity > 0;
    // Before anything is made of the line: where its place is not there, all of it is refused.
    const locationId = arrives ? await this.#parent(receive.location.lookup, line, number) : null;
    const id = this.#deps.newId();
    if (arrives) await this.#apply('inventory.create', { id, values, stock: { locationId, quantity } });
    else await this.#apply('row.create', { table: this.#map.table, id, values });
  }

  async #apply(name: string, args: unknown): Promise<void> {
    const outcome = await this.#deps.apply(name, args);
    if (!outcome.ok) throw new RowProblem(this.#deps.sentence(outcome.error));
  }

  async #value(table: string, column: string, source: ColumnSource, line: Line, number: number): Promise<JsonValue> {
    if ('lookup' in source) return this.#parent(source.lookup, line, number);
    if ('value' in source) return source.value;
    return typed(findTable(table)?.columns[column], valueOf(source, line, number));
  }

  /** Finds a parent, or makes it once. */
  async #parent(lookup: Lookup, line: Line, number: number): Promise<string | null> {
    const wanted = valueOf(lookup.value, line, number);
    if (wanted === null) return null;
    const key = `${lookup.table}.${lookup.by}=${wanted}`;
    const known = this.#parents.get(key) ?? (await this.#find(lookup, wanted));
    if (known !== undefined) {
      this.#parents.set(key, known);
      return known;
    }
    if (lookup.create === undefined) throw new RowProblem(`there is no ${lookup.table} with ${lookup.by} “${wanted}”`);
    const values: Record<string, JsonValue> = { [lookup.by]: wanted };
    for (const [column, source] of Object.entries(lookup.create))
      values[column] =
        'value' in source
          ? source.value
          : typed(findTable(lookup.table)?.columns[column], valueOf(source, line, number));
    const id = this.#deps.newId();
    await this.#apply('row.create', { table: lookup.table, id, values });
    this.#parents.set(key, id);
    this.made[lookup.table] = (this.made[lookup.table] ?? 0) + 1;
    return id;
  }

  async #find({ table, by }: Lookup, wanted: string): Promise<string | undefined> {
    const definition = findTable(table);
    if (definition?.columns[by] === undefined || !isTableName(table))
      throw new AppError('import.map', { problem: `there is no ${table}.${by}` });
    const { ref } = this.#deps.db.dynamic;
    let query = this.#deps.db
      .selectFrom(table as TableName & 'inventory_items')
      .select('id')
      .where(ref<'name'>(by), '=', wanted);
    if (definition.softDelete) query = query.where('deleted_at', 'is', null);
    return (await query.limit(1).executeTakeFirst())?.id;
  }
}

/** A text in the form of its column; whether it may stand there is for the mutation to say. */
function typed(column: Column | undefined, text: string | null): JsonValue {
  if (text === null || column === undefined) return text;
  if (column.type === 'int') return Number(text);
  if (column.type === 'bool') return ['1', 'true', 'yes', 'да', 't'].includes(text.toLowerCase());
  return text;
}

/** Runs the import. The summary counts rows in, parents made, and rows refused. */
export async function importLines(
  deps: ImportDeps,
  map: ImportMap,
  lines: readonly NumberedLine[],
): Promise<ImportSummary> {
  const importer = new Importer(deps, map);
  const refused: { line: number; reason: string }[] = [];
  let imported = 0;
  for (const [index, line] of lines.entries()) {
    if (deps.signal.aborted) break;
    try {
      await importer.row(line);
      imported += 1;
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      refused.push({ line: line.number, reason: error.message });
    }
    deps.onProgress({ done: index + 1, total: lines.length });
  }
  return { read: imported + refused.length, imported, parents: importer.made, refused };
}
