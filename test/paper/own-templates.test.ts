/**
 * A theatre's own template is taken for its form. It runs in a process of its own: whatever it asks for, the app goes
 * on, and where it had to be ended our form is printed, and said to be, until somebody changes it.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePaper, templateFields, tryTemplate } from '../../electron/host/paper-maker.ts';
import { Paper } from '../../paper/engine.ts';
import { ourSource } from '../../paper/our-templates.ts';
import { processRunner } from '../../paper/process-runner.ts';
import type { SheetJob } from '../../paper/sheet-job.ts';
import { must } from '../../shared/base/asserts.ts';
import { formKeys, type SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { type PaperLaptop, paperLaptop } from '../support/paper-laptop.ts';
import { idOf } from '../support/rows.ts';
import { act } from '../support/stock-room.ts';
import { textOf } from './pdf-text.ts';

async function keepTemplate(it: PaperLaptop, content: string): Promise<void> {
  const id = idOf(700);
  await act(it.host, 'row.create', {
    table: 'form_templates',
    id,
    values: { name: 'Наш', kind: 'place-list', content },
  });
  await act(it.host, 'formTemplate.makeDefault', { id });
}

const printed = (it: PaperLaptop): ReturnType<typeof makePaper> => {
  const about: SheetAbout = { kind: 'place', locationId: it.shelf };
  return makePaper(it.host, { form: 'place-list', about, language: 'ru', isDraft: true });
};

test('one that is broken says in which line, and the app has survived it', async () => {
  await using it = await paperLaptop({ things: 2 });
  await keepTemplate(it, 'Наш бланк\n\n#nothing-of-that-name');
  await expect(printed(it)).rejects.toMatchObject({ code: 'paper.template', details: { line: 3 } });
  await expect(printed(it)).rejects.toMatchObject({ code: 'paper.template' });
});

/** Holds 32 GB, if it may. */
const DEADLY = '#range(4000000000).len()';

test('one that holds too much is left out, and said to be, until somebody changes it', async () => {
  await using it = await paperLaptop({ things: 2 });
  await keepTemplate(it, DEADLY);
  expect(await printed(it)).toMatchObject({ isWithoutTemplate: true, pages: 1 });
  // Known by now: nobody waits for it again.
  expect(await it.host.paper.own.print(jobOf(DEADLY))).toMatchObject({ ok: false, reason: 'died' });
  await act(it.host, 'row.update', {
    table: 'form_templates',
    id: idOf(700),
    changes: { content: 'Наш бланк, исправленный' },
    seen: { content: DEADLY },
  });
  const made = await printed(it);
  expect(made).toMatchObject({ isWithoutTemplate: false, pages: 1 });
  expect((await textOf(made.bytes)).pages).toEqual(['Наш бланк, исправленный']);
});

test('whoever prints can have our form all the same', async () => {
  await using it = await paperLaptop({ things: 2 });
  await keepTemplate(it, '#nothing-of-that-name');
  const about: SheetAbout = { kind: 'place', locationId: it.shelf };
  const made = await makePaper(it.host, { form: 'place-list', about, language: 'ru', isDraft: true, isOurs: true });
  expect((await textOf(made.bytes)).pages[0]).toContain('Опись места');
});

describe('each of our forms', () => {
  let it: PaperLaptop;
  beforeAll(async () => {
    it = await paperLaptop({ things: 1 });
  });
  afterAll(() => it[Symbol.asyncDispose]());

  test.each(formKeys)(
    '%s: our form, begun from, is what our form is; its sample has what its template reads',
    async (form) => {
      for (const language of ['ru', 'en'] as const) {
        const trial = { form, about: null, language };
        const tried = await tryTemplate(it.host, { ...trial, content: await ourSource(form) });
        expect(tried).toMatchObject({ ok: true, warnings: [] });
        // Every way that is told leads somewhere.
        const fields = await templateFields(it.host, trial);
        const ways = fields.map(({ path }) => `#assert(type(${path}) != label)`);
        const content = ['#import "/frame.typ": *', ...ways].join('\n');
        expect(await tryTemplate(it.host, { ...trial, content })).toMatchObject({ ok: true });
        expect(fields.map(({ path }) => path)).toContain('frame.theater');
      }
    },
  );
});

const jobOf = (text: string): SheetJob & { readonly template: { readonly text: string } } => ({
  template: { text },
  data: {},
  language: 'ru',
  title: '',
  author: '',
  at: new Date(0),
});
const entries = {
  process: new URL('../../paper/sheet-process.ts', import.meta.url),
  thread: new URL('../../paper/paper-worker.ts', import.meta.url),
};

describe('in a process of its own', () => {
  test.each([
    ['a loop without end', '#for a in range(90000) { for b in range(90000) { let c = calc.sin(a * b) } }', 'late'],
    ['a text of two gigabytes', '#{ let s = "a" * 2000000000; s.len() }', 'late'],
    ['a list without end', DEADLY, 'died'],
    ['a file of the machine', '#read("/etc/passwd")', 'template'],
    ['a package of the network', '#import "@preview/tablex:0.0.8": *', 'template'],
  ] as const)('%s ends that process at most, and the next sheet is made', async (_what, text, reason) => {
    const paper = new Paper({ start: processRunner(entries) });
    const [tried, next] = [paper.render(jobOf(text), reason === 'late' ? 2500 : 30_000), paper.render(jobOf('дальше'))];
    expect(await tried).toMatchObject({ ok: false, reason });
    expect(await next).toMatchObject({ ok: true, pages: 1 });
    await paper.close();
  });

  test('it ends with whoever started it, whatever it does', async () => {
    const script = fileURLToPath(new URL('endless-child.ts', import.meta.url));
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [told] = await Readable.from(parent.stdout).take(1).toArray();
    expect(String(told)).toContain('at work');
    const children = `/proc/${must(parent.pid)}/task/${must(parent.pid)}/children`;
    const [child = ''] = readFileSync(children, 'utf8').split(' ');
    expect(existsSync(`/proc/${child}`)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => existsSync(`/proc/${child}`), { timeout: 10_000 }).toBe(false);
  });
});
