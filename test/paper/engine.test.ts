/** The engine of paper: what it makes, what it says of bad templates, and how far a template reaches. */
import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Paper } from '../../paper/engine.ts';
import type { SheetJob } from '../../paper/sheet-job.ts';
import { textOf } from './pdf-text.ts';

const paper = new Paper();
afterAll(() => paper.close());
const AT = new Date('2026-11-24T18:30:00Z');
const job = (text: string, data: unknown = {}, more: Partial<SheetJob> = {}): SheetJob => ({
  template: { text },
  data,
  language: 'ru',
  title: 'Опись «Чайки»',
  author: 'Мария Волкова',
  at: AT,
  ...more,
});
async function made(given: SheetJob): Promise<Uint8Array> {
  const answer = await paper.render(given);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(answer.warnings).toEqual([]);
  return answer.pdf;
}
async function refused(given: SheetJob) {
  const answer = await paper.render(given);
  if (answer.ok) throw new Error('it was made');
  return answer;
}

test('a template and its data become a page in Cyrillic, with title and author', async () => {
  const pdf = await made(
    job('#let data = json("/data.json")\n= #data.name\nЩётки: #data.count', { name: 'Эфир', count: '7' }),
  );
  expect(await textOf(pdf)).toEqual({
    pages: ['Эфир Щётки: 7'],
    title: 'Опись «Чайки»',
    author: 'Мария Волкова',
  });
});

test('the same job gives the same bytes', async () => {
  const given = job('Реквизит #lorem(200)');
  expect(Buffer.from(await made(given))).toEqual(Buffer.from(await made(given)));
});

test('an error names the line of the template, and the next sheet is made all the same', async () => {
  const { reason, problems } = await refused(job('первая\n\n#unknown(1)\n'));
  expect(reason).toBe('template');
  expect(problems).toMatchObject([{ severity: 'error', file: 'template.typ', line: 3, column: 2 }]);
  expect(problems[0]?.message).toMatch(/unknown variable/);
  expect((await textOf(await made(job('дальше')))).pages).toEqual(['дальше']);
});

test('a picture that is no picture, and data that is not there, are errors of the template', async () => {
  const broken = await refused(
    job('#image("/assets/a.png")', {}, { assets: { 'a.png': new TextEncoder().encode('GIF?') } }),
  );
  expect(broken.problems).toMatchObject([{ file: 'template.typ', line: 1 }]);
  expect((await refused(job('\n#json("/data.json").nothing'))).problems).toMatchObject([{ line: 2 }]);
  expect((await refused(job('', {}, { assets: { '../a.png': new Uint8Array(1) } }))).problems).toHaveLength(1);
});

const REACHING: readonly string[] = [
  '#read("/etc/passwd")',
  '#read("../../../../../../../../../../etc/passwd")',
  '#read("/../../engine.ts")',
  '#read("/../../fonts/LICENSE.txt")',
  '#image("/etc/hostname.png")',
  '#raw(read("//etc/passwd"))',
  '#include "/../../../package.json"',
  '#import "@preview/tablex:0.0.8": *',
  '#import "@local/tablex:0.0.8": *',
  '#import ("@pre" + "view/tablex:0.0.8")',
  '#include json("/data.json").at(0)',
  '#{ import "\\u{40}preview/tablex:0.0.8" }',
  '#{ import/**/"@preview/tablex:0.0.8" }',
  '#let m = "@preview/tablex:0.0.8"\n#import m',
  '#eval("import \\"@preview/tablex:0.0.8\\"")',
  '#std.eval("1")',
  '#dictionary(std).at("ev" + "al")("import \\"@preview/tablex:0.0.8\\"")',
  '#plugin("/../../../node_modules/x.wasm")',
  '#set raw(syntaxes: "/etc/passwd")\n```x```',
  '#bibliography("/etc/passwd.bib")',
];
test.each(REACHING)('a template reads nothing beside what it is given: %s', async (text) => {
  expect((await refused(job(text, ['@preview/tablex:0.0.8']))).problems[0]?.severity).toBe('error');
});

test('nothing that a template says reaches the network', async () => {
  const calls: string[] = [];
  const proxy = createServer((socket) => {
    socket.once('data', (bytes) => calls.push(bytes.toString('latin1').split('\r\n')[0] ?? ''));
    socket.end();
  });
  await new Promise<void>((done) => {
    proxy.listen(0, '127.0.0.1', done);
  });
  const { port } = proxy.address() as AddressInfo;
  const script = fileURLToPath(new URL('reaching-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, HTTPS_PROXY: `http://127.0.0.1:${port}`, ALL_PROXY: `http://127.0.0.1:${port}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(REACHING));
  const said = await new Response(Readable.toWeb(child.stdout) as ReadableStream).text();
  proxy.close();
  expect(JSON.parse(said)).toEqual(REACHING.map(() => false));
  expect(calls).toEqual([]);
});

test('a drawing reads nothing either', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
    <image xlink:href="/etc/passwd" width="9" height="9"/></svg>`;
  const answer = await paper.render(
    job('#image("/assets/a.svg")', {}, { assets: { 'a.svg': new TextEncoder().encode(svg) } }),
  );
  expect(answer.ok).toBe(false);
});

test('a sheet that takes too long is given up, and the next one is made', async () => {
  const hasty = new Paper({ deadlineMs: 1500 });
  const endless = '#for a in range(9000) { for b in range(9000) { let c = calc.sin(a * b) } }';
  const late = hasty.render(job(endless));
  const next = hasty.render(job('дальше'));
  expect(await late).toMatchObject({ ok: false, reason: 'late' });
  expect(await next).toMatchObject({ ok: true, pages: 1 });
  await hasty.close();
  expect(await hasty.render(job('zu'))).toMatchObject({ ok: false, reason: 'died' });
});
