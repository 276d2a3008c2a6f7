/** `offstage print`, as people run it: a form becomes a PDF without a network, and what cannot be is one sentence. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../support/commands.ts';
import { MACHINE_KEY } from '../support/keys.ts';
import { paperLaptop } from '../support/paper-laptop.ts';
import { textOf } from './pdf-text.ts';

const home = mkdtempSync(join(tmpdir(), 'offstage-print-'));
const keyFile = join(home, 'key');
const state = { dir: '' };
beforeAll(async () => {
  writeFileSync(keyFile, `${MACHINE_KEY.toString('hex')}\n`);
  const laptop = await paperLaptop({ things: 5, hasTour: true });
  state.dir = laptop.dir;
  // The command takes the directory over.
  await laptop.host.close();
});
afterAll(() => {
  rmSync(home, { recursive: true });
  rmSync(state.dir, { recursive: true, force: true });
});
const print = (...args: readonly string[]) =>
  runCommand(['print', ...args, '--dir', state.dir, '--key-file', keyFile], home);

test('a count by its name, in Russian, with a code that is told', async () => {
  const out = join(home, 'act.pdf');
  const about = ['--count', 'Ноябрь, склад', '--language', 'ru', '--out', out, '--json'];
  const { code, stdout, stderr } = await print('count-act', ...about);
  expect([code, stderr]).toEqual([0, '']);
  const told = JSON.parse(stdout) as { readonly out: string; readonly pages: number; readonly code: string };
  expect(told).toMatchObject({ out, pages: 1 });
  const [page = ''] = (await textOf(readFileSync(out))).pages;
  expect(page).toContain('АКТ ПОДСЧЁТА');
  expect(page).toContain(told.code);
});

test('a place by its code as a draft, and a list of a table', async () => {
  const [place, list] = [join(home, 'place.pdf'), join(home, 'list.pdf')];
  expect((await print('place-list', '--place', 'W-1', '--draft', '--out', place)).code).toBe(0);
  expect((await textOf(readFileSync(place))).pages[0]).toContain('DRAFT');
  expect((await print('list', '--list', 'inventory_items', '--out', list)).code).toBe(0);
  expect((await textOf(readFileSync(list))).pages[0]).toContain('И-100003');
});

test('a run sheet and a preset list of a production by its title, as they are read on the screen', async () => {
  const out = join(home, 'sheet.pdf');
  const made = async (...args: readonly string[]): Promise<string> => {
    const { code, stderr } = await print(...args, '--run-sheet', 'Чайка у озера', '--language', 'ru', '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    return (await textOf(readFileSync(out))).pages.join(' ');
  };
  const whole = await made('run-sheet');
  expect(whole).toContain('по сценам');
  expect(whole).toContain('Луна над озером');
  expect(await made('run-sheet', '--view', 'person', '--variant', 'Гастроли')).not.toContain('Луна над озером');
  const presets = await made('preset-list', '--view', 'place');
  expect(presets).toContain('стол реквизита 1');
  expect(presets).not.toContain('Трость Сорина');
  const sheet = ['--run-sheet', 'Чайка у озера', '--out', out];
  expect((await print('run-sheet', ...sheet, '--view', 'size')).code).toBe(2);
  expect((await print('count-act', '--count', 'Ноябрь, склад', '--variant', 'Гастроли', '--out', out)).code).toBe(2);
  const nobody = await print('run-sheet', ...sheet, '--variant', 'Малая сцена');
  expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('Not found: Малая сцена')]);
});

test('unknown forms and subjects are refused with a sentence, wrong usage with another code', async () => {
  const out = join(home, 'never.pdf');
  const unknown = await print('inv-99', '--count', 'Ноябрь, склад', '--out', out);
  expect(unknown).toMatchObject({ code: 1, stdout: '' });
  expect(unknown.stderr).toMatch(/^There is no form “inv-99”\. There are: count-sheet, inv-3/);
  const nobody = await print('inv-3', '--count', 'Декабрь', '--out', out);
  expect(nobody).toMatchObject({ code: 1 });
  expect(nobody.stderr).toContain('Not found: Декабрь');
  expect((await print('inv-3', '--out', out)).code).toBe(2);
  expect((await print('torg-13', '--count', 'Ноябрь, склад', '--out', out)).code).toBe(2);
  expect(existsSync(out)).toBe(false);
  const help = await runCommand(['print', '--help'], home);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('Discrepancy list, INV-19');
});

test('papers of a tour by its code: all, one case, one truck, one day; what is none of it is one sentence', async () => {
  const out = join(home, 'tour.pdf');
  const made = async (...args: readonly string[]): Promise<string> => {
    const { code, stderr } = await print(...args, '--tour', 'KS26', '--language', 'ru', '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    return (await textOf(readFileSync(out))).pages.join(' ');
  };
  expect(await made('tour-book')).toContain('Пётр Кузнецов');
  const one = await made('packing-list', '--case', 'К-2');
  expect(one).toContain('Кофр света 2');
  expect(one).not.toContain('Кофр света 1');
  expect(await made('waybill', '--transport', 'Фура 1')).not.toContain('Фура 2');
  expect(await made('day-sheet', '--on', '2026-11-24')).toContain('Чайка в Самаре');
  const unknown = await print('tour-book', '--tour', 'нет таких', '--out', out);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('нет таких');
  expect((await print('tour-book', '--tour', 'KS26', '--on', 'завтра', '--out', out)).code).toBe(2);
});
