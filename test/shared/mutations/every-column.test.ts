/**
 * Every column that people may edit is edited, on both sides, with a value that it takes; both hold the same
 * afterwards.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { presetDesign } from '../../../shared/labels/presets.ts';
import { isTableName, type TableName, tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

/** Another value than the one there. */
async function another(table: TableName, name: string, column: Column, found: unknown): Promise<JsonValue> {
  const parent = column.references?.table;
  if (parent !== undefined && isTableName(parent)) return cast().row(parent);
  if (name === 'timezone') return 'Asia/Tokyo';
  if (name === tableOf(table).pointsAt?.column) return cast().row('projects');
  if (name === 'status') {
    const next = tableOf(table).states?.[String(found)]?.[0];
    if (next !== undefined) return next;
  }
  switch (column.type) {
    case 'uuid':
      return cast().newId();
    case 'varchar':
      return (
        column.values?.find((value) => value !== found) ?? `нов-${cast().newId().slice(-4)}`.slice(0, column.length)
      );
    case 'text':
      return 'другой текст\nв две строки';
    case 'int':
      return 7;
    case 'bigint':
      return '9007199254740993';
    case 'numeric':
      return `2.${'5'.padEnd(column.scale ?? 2, '0')}`;
    case 'bool':
      return found !== true;
    case 'date':
      return dayFromNow(9);
    case 'time':
      return '21:15:00';
    case 'timestamptz':
      return '2026-05-06T07:08:09.123Z';
    case 'json':
      return { a: [1, { b: 'в' }] };
    case 'text[]':
      return ['tasks.edit', 'с "кавычкой"'];
  }
}

const editable = tableNames.filter((name) => tableOf(name).write !== undefined);

test.each(editable)('%s', async (table) => {
  const columns = Object.entries(tableOf(table).columns).filter(
    ([name, { managed, hubOnly }]) => name !== 'id' && managed !== true && hubOnly !== true,
  );
  for (const [name, column] of columns) {
    // What a person signs is edited as that person.
    const own: Record<string, JsonValue> = {};
    if (table === 'comments') own['author_id'] = cast().employeeId('admin');
    if (table === 'task_comments') own['author_id'] = cast().userId('admin');
    const { pointsAt } = tableOf(table);
    if (pointsAt !== undefined)
      Object.assign(own, { [pointsAt.typeColumn]: 'projects', [pointsAt.column]: await cast().row('projects') });
    if (table === 'time_entries') {
      own['project_id'] = await cast().row('projects');
      if (name === 'project_id') Object.assign(own, { task_id: null, phase_id: null });
    }
    // A tour and a stay end after they begin.
    if (name === 'starts_on') own['ends_on'] = dayFromNow(30);
    if (name === 'arrives_on') own['leaves_on'] = dayFromNow(30);
    const id = table === 'theaters' ? cast().theaterId : await cast().row(table, own);
    const found = (await cast().read(table, id))[name];
    let wanted = await another(table, name, column, found);
    // Whose something is: only one's own can be made of what is everybody's.
    if (tableOf(table).owner?.column === name) wanted = cast().userId('admin');
    // The kind of what is pointed at changes with it or not at all.
    if (name === pointsAt?.typeColumn) continue;
    if (table === 'time_entries' && name === 'task_id')
      wanted = await cast().row('tasks', { project_id: must(own['project_id']) });
    if (table === 'time_entries' && name === 'phase_id')
      wanted = await cast().row('project_phases', { project_id: must(own['project_id']) });
    if (table === 'label_templates' && name === 'content') wanted = presetDesign('roll62x29', 'item');
    const seen = found as JsonValue;
    const refusal = await cast().act('admin', 'row.update', {
      table,
      id,
      changes: { [name]: wanted },
      seen: { [name]: seen },
    });
    expect(refusal?.code, `${table}.${name}`).toBe(column.fixed === true ? 'column.readonly' : undefined);
    if (column.fixed === true) continue;
    const [laptop, hub] = await cast().stored(table, id);
    expect(laptop, `${table}.${name}`).toEqual(hub);
    expect((await cast().read(table, id))[name], `${table}.${name}`).toEqual(wanted);
  }
});
