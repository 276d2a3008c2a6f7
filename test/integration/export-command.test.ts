/** `offstage replica export`: a list as a file through the command line, as whoever is signed in there may see it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { expect, inject, test } from 'vitest';
import { newId } from '../../shared/base/ids.ts';
import { runCommand } from '../support/commands.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

test('a list goes to a workbook and to text; what is asked for wrongly is said', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('out');
  await world.user('out', 'admin@out', 'admin');
  const admin = await world.replica('admin', 'admin@out');
  await admin.engine?.syncOnce();
  for (const [full_name, hourly_rate] of [
    ['Иван Орлов', '777.50'],
    ['=Пётр', null],
  ] as const)
    await act(admin, 'row.create', { table: 'employees', id: newId(), values: { full_name, hourly_rate } });
  const { dir } = admin.replica;
  await admin.close();
  const home = join(world.dir, 'home');
  mkdirSync(home);
  const run = (...args: readonly string[]) => runCommand(['replica', 'export', ...args, '--dir', dir], home, PASSWORD);

  const file = join(home, 'employees.xlsx');
  const view = 'f=full_name~lacks~admin&c=hourly_rate&s=-full_name';
  const made = await run('employees', '--out', file, '--view', view, '--json');
  expect(made.code, made.stderr).toBe(0);
  const bytes = readFileSync(file);
  expect(JSON.parse(made.stdout)).toEqual({ file, size: bytes.length });
  const [sheet] = await readXlsxFile(bytes);
  expect(sheet?.data).toEqual([
    ['Full name', 'Hourly rate'],
    ['Иван Орлов', 777.5],
    ['=Пётр', null],
    ['Total: 2', null],
  ]);

  const csv = join(home, 'employees.csv');
  const text = await run('employees', '--out', csv, '--format', 'csv', '--view', view, '--separator', 'tab');
  expect(text.code, text.stderr).toBe(0);
  expect(parse(readFileSync(csv), { bom: true, delimiter: '\t' })).toEqual([
    ['Full name', 'Hourly rate'],
    ['Иван Орлов', '777.50'],
    ["'=Пётр", ''],
  ]);

  for (const [args, said] of [
    [['nothing', '--out', csv], 'there is no list nothing'],
    [['employees', '--out', csv, '--format', 'pdf'], 'xlsx, csv'],
    [['employees', '--out', join(home, 'no', 'such', 'folder.csv')], 'could not be made'],
    [['tags', '--out', csv], 'nothing to export'],
  ] as const) {
    const failed = await run(...args);
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain(said);
  }
});
