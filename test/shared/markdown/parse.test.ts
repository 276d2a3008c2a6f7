/** What Markdown says: the closed set of what is drawn; HTML and addresses elsewhere are text; nothing hangs or throws. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isParsed,
  MOST_PARSED,
  ownReference,
  ownReferencesIn,
  parseMarkdown,
  parsePiece,
  plainText,
  referencesIn,
} from '../../../shared/markdown/parse.ts';
import { piecesOf } from '../../../shared/markdown/pieces.ts';
import { RUNS } from '../../support/effort.ts';

const ID = '01890000-0000-7000-8000-000000000001';

test('headings, lists with boxes, tables with the line of each row', () => {
  const blocks = parseMarkdown('## Свет\n\n- [ ] раз\n- [x] два\n\n| а | б |\n| --- | --: |\n| 1 | 2 |');
  expect(blocks.map(({ kind, lines }) => [kind, lines.from, lines.to])).toEqual([
    ['heading', 1, 1],
    ['list', 3, 4],
    ['table', 6, 8],
  ]);
  expect(blocks[1]).toMatchObject({ start: null, items: [{ isDone: false }, { isDone: true }] });
  expect(blocks[2]).toMatchObject({ aligns: ['left', 'right'], rows: [{ line: 6 }, { line: 8 }] });
});

test('HTML and scripts are the text that they were written as', () => {
  const text = '<script>alert(1)</script>\n\nраз <b onclick="x()">два</b> три';
  const [block, paragraph] = parseMarkdown(text);
  expect(block).toMatchObject({ kind: 'plain', text: '<script>alert(1)</script>' });
  expect(paragraph?.kind === 'paragraph' && plainText(paragraph.parts)).toBe('раз <b onclick="x()">два</b> три');
});

test('only what is ours is led to and shown', () => {
  expect(ownReference(`attachment:${ID}`)).toEqual({ kind: 'attachment', id: ID });
  for (const address of [
    'https://example.org/a.png',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'item:1',
    `data:${ID}`,
  ])
    expect(ownReference(address)).toBeNull();
  const blocks = parseMarkdown(
    `![a](attachment:${ID}) [b](item:${ID}) [c](javascript:alert)\n\n> ![a](attachment:${ID})`,
  );
  expect(ownReferencesIn(blocks)).toEqual([
    { kind: 'attachment', id: ID },
    { kind: 'item', id: ID },
  ]);
});

test('what is too long or too deep to be looked into is shown as it was written', () => {
  for (const text of ['я'.repeat(MOST_PARSED + 1), '> '.repeat(500), '- '.repeat(5_000), 'x\n'.repeat(1_000_000)]) {
    expect(isParsed(text)).toBe(false);
    expect(parseMarkdown(text)).toMatchObject([{ kind: 'plain', text }]);
  }
});

/** Lines of a passport, and now and then what reaches over lines: lists, code, HTML, definitions, odd ends. */
const line = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      '',
      '## Свет',
      'Ключ — **тёплый** с [третьего][1] софита.',
      '- [ ] раз',
      '  - внутри',
      '1. раз',
      '> щит\nне загораживать',
      '| а | б |\n| --- | --: |\n| 1 | 2 |',
      '```\n\nкод\n\n```',
      '~~~ ts\n```\n\nещё\n~~~~',
      '    отступ',
      '***',
      '===',
      '\ufeffметка',
      ' \t',
      'конец\r',
      `![схема](attachment:${ID})`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '```\nкод',
      '  ```',
      '~~~',
      '<div>',
      '<!-- скрыто\n\n-->',
      '</script> <script>',
      '[1]: item:x',
      '[^1]: сноска',
      'а\rб',
    ),
  },
);

test('in pieces a text says what it says as a whole, line by line', () => {
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\n\n')), { maxLength: 24, size: 'max' })
    .map((lines) => lines.flat().join(''));
  let pieces = 0;
  fc.assert(
    fc.property(text, (written) => {
      const cut = piecesOf(written, 1);
      pieces += cut.length - 1;
      expect(cut.map((piece) => piece.text).join('')).toBe(written);
      expect(cut.flatMap(parsePiece)).toEqual(parsePiece({ text: written, before: 0 }));
    }),
    { numRuns: 200 * RUNS, seed: 12 },
  );
  expect(pieces).toBeGreaterThan(200);
});

test('references are found without looking into the text', () => {
  const text = `![a](attachment:${ID}) [b](item:${ID} "в") <document:${ID}> item:1\n\n    item:${ID}`;
  expect(referencesIn(text).map(({ kind }) => kind)).toEqual(['attachment', 'item', 'document']);
});

test('whatever is written is read, and every line belongs to the text', () => {
  const piece = fc.constantFrom(
    '# ',
    '- [ ] ',
    '1. ',
    '> ',
    '| а | б |',
    '| --- |',
    '**',
    '~~',
    '`',
    '```',
    '\n',
    '\n\n',
    'слово ',
    '<i>',
    '![x](',
    ')',
    '[',
    '\\',
    '\t',
    ' ',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const lines = written.split('\n').length;
      for (const block of parseMarkdown(written)) {
        expect(block.lines.from).toBeGreaterThanOrEqual(1);
        expect(block.lines.to).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 500, seed: 11 },
  );
});
