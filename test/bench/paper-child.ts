/**
 * A process of its own makes an inventory list: by the engine alone, or as a laptop with everything that it reads.
 * Tells how long each took and what the whole process held.
 */
import { Paper } from '../../paper/engine.ts';
import type { Inv3Data } from '../../paper/forms/inv-3/data.ts';
import { qrCode } from '../../paper/sheet-code-picture.ts';

const [, , of = '', things = '', runs = ''] = process.argv;
const CODE = 'S-ABCD-EFGH';

function dataOf(count: number): Inv3Data {
  const cells = (index: number): string[] => [
    String(index + 1),
    '',
    `Прожектор линзовый PC Strand Cantata ${index}, стеллаж ${index % 40}`,
    `46${String(index).padStart(10, '0')}`,
    '796',
    'шт',
    '1 250,50',
    `И-${100_000 + index}`,
    '',
    String(index % 9),
    '11 254,50',
    String(index % 9),
    '11 254,50',
  ];
  const rows = Array.from({ length: count }, (_, index) => cells(index));
  const sums = rows.map((_, index) => [index % 9, 125_050 * (index % 9), index % 9, 125_050 * (index % 9)]);
  const document = { place: 'Склад', ground: '', okpo: '', begun: '', ended: '', number: '', date: '', kind: '' };
  return { document, rows, sums, totals: [1, 2, 3, 4], isCounted: true, first: 1, last: count };
}

async function byEngine(): Promise<(index: number) => Promise<number>> {
  const paper = new Paper();
  const frame = {
    language: 'ru',
    theater: 'Театр',
    title: 'Опись',
    printedAt: '',
    printedBy: '',
    asOf: null,
    code: CODE,
  };
  const data = { ...dataOf(Number(things)), frame };
  return async () => {
    const answer = await paper.render({
      template: { file: 'forms/inv-3/form.typ' },
      data,
      assets: { 'code.svg': qrCode(CODE) },
      language: 'ru',
      title: 'Опись',
      author: 'Мария',
      at: new Date(0),
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.pages;
  };
}

async function byLaptop(): Promise<(index: number) => Promise<number>> {
  // Read only here: it is most of the program.
  const { makePaper } = await import('../../electron/host/paper-maker.ts');
  const { paperLaptop } = await import('../support/paper-laptop.ts');
  const laptop = await paperLaptop({ things: Number(things) });
  const about = { kind: 'count', countId: laptop.countId, placeId: null } as const;
  return async () => (await makePaper(laptop.host, { form: 'inv-3', about, language: 'ru', isDraft: false })).pages;
}

const make = of === 'laptop' ? await byLaptop() : await byEngine();
const times: number[] = [];
let pages = 0;
for (let run = 0; run < Number(runs); run += 1) {
  const startedAt = performance.now();
  pages = await make(run);
  times.push(performance.now() - startedAt);
}
const { user, system } = process.cpuUsage();
const bytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ times, pages, bytes, processorMs: (user + system) / 1000 })}\n`);
process.exit();
