/** Rows of any table with as little as they need: required parents first, everything else empty. */
import { must } from '../../shared/base/asserts.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import type { AnyRow, RowStore } from '../../shared/mutations/row-store.ts';
import { dayIn } from '../../shared/rules/upcoming.ts';
import { isTableName, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';

/** Ids that sort and can be told apart at a glance. */
export const idOf = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const DAY = 86_400_000;
export const NOW = Date.now();
/** Where theatres of the tests are, as theirs by default: it is tomorrow there while Greenwich has its last hours. */
const ZONE = 'Europe/Moscow';
/** A day in the theatre. */
export const dayFromNow = (days: number): string => dayIn(ZONE, new Date(NOW + days * DAY).toISOString());

export class RowFactory {
  readonly #store: RowStore;
  readonly theaterId: string;
  #count: number;

  constructor(store: RowStore, theaterId: string, first = 1) {
    this.#store = store;
    this.theaterId = theaterId;
    this.#count = first;
  }

  next(): string {
    this.#count += 1;
    return idOf(this.#count);
  }

  async theater(): Promise<void> {
    const table = tableOf('theaters');
    const row = Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [
        name,
        name === 'id' ? this.theaterId : this.#value('theaters', name, column),
      ]),
    );
    await this.#store.insertRow('theaters', row as AnyRow);
  }

  /** Inserts a row and the parents that it needs; answers its id. */
  async make(name: TableName, given: Readonly<Record<string, JsonValue>> = {}): Promise<string> {
    const id = typeof given['id'] === 'string' ? given['id'] : this.next();
    const row: Record<string, JsonValue> = { id };
    for (const [column, definition] of Object.entries(tableOf(name).columns)) {
      if (column === 'id') continue;
      const parent = definition.references?.table;
      if (given[column] !== undefined) row[column] = given[column];
      else if (column === 'theater_id') row[column] = this.theaterId;
      else if (parent !== undefined && !definition.nullable && isTableName(parent))
        row[column] = await this.make(parent);
      else row[column] = this.#value(name, column, definition);
    }
    // A label must be one that can be printed.
    if (name === 'label_templates' && given['content'] === undefined) row['content'] = presetDesign('sheet24', 'item');
    // A comment must have a subject, an attachment something that it hangs on.
    const { pointsAt } = tableOf(name);
    if (pointsAt !== undefined && given[pointsAt.column] === undefined)
      row[pointsAt.column] = await this.make(must(row[pointsAt.typeColumn]) as TableName);
    await this.#store.insertRow(name, row as AnyRow);
    return id;
  }

  #value(table: TableName, name: string, column: Column): JsonValue {
    if (column.initial !== undefined && !(name === 'quantity' && column.check !== undefined)) return column.initial;
    if (column.nullable) return null;
    this.#count += 1;
    switch (column.type) {
      case 'uuid':
        return idOf(this.#count);
      case 'varchar':
        return column.values?.[0] ?? `${name.slice(0, 8)}-${this.#count}`.slice(0, column.length);
      case 'text':
        return `${table} ${this.#count}`;
      case 'int':
        return 1;
      case 'bigint':
        return '1';
      case 'numeric':
        return `1.${'0'.repeat(column.scale ?? 2)}`;
      case 'bool':
        return true;
      case 'date':
        return dayFromNow(7);
      case 'time':
        return '19:00:00';
      case 'timestamptz':
        return new Date(NOW).toISOString();
      case 'json':
        return {};
      case 'text[]':
        return [];
    }
  }
}
