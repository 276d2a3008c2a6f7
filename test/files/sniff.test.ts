/** Content is what its bytes say, whatever it is called. */
import { expect, test } from 'vitest';
import { mediaTypeOf } from '../../files/sniff.ts';
import { pdf, picture } from '../support/pictures.ts';

test.each([
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
  ['tiff', 'image/tiff'],
  ['avif', 'image/avif'],
] as const)('a picture that is a %s', async (format, mime) => {
  const bytes = await picture(40, 30, format);
  expect(await mediaTypeOf(bytes)).toBe(mime);
});

test('a PDF', async () => {
  expect(await mediaTypeOf(pdf())).toBe('application/pdf');
});

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['<?xml version="1.0"?>\n<!-- план -->\n<svg width="1"></svg>', 'image/svg+xml'],
  ['<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>', 'image/svg+xml'],
  ['<?xml version="1.0"?><feed><svg/></feed>', 'application/xml'],
  ['Список декораций: <svg>', 'text/plain'],
  ['№;Название;Где\n1;Стул;Склад\n2;Стол;Склад\n', 'text/csv'],
  ['a,b\n"x,y",2\n3,4', 'text/csv'],
  ['Первая строка, с запятой\nВторая\nТретья, ещё, одна', 'text/plain'],
  ['<html><script>alert(1)</script></html>', 'text/plain'],
  ['', 'application/octet-stream'],
  ['\u0000\u0001\u0002', 'application/octet-stream'],
])('%j', async (text, mime) => {
  expect(await mediaTypeOf(Buffer.from(text))).toBe(mime);
});

test('a letter that is cut at the end is no reason to doubt a text; other bytes are', async () => {
  const text = Buffer.from('Чайка');
  expect(await mediaTypeOf(text.subarray(0, text.length - 1))).toBe('text/plain');
  expect(await mediaTypeOf(Buffer.from([0xff, 0xfe, 0xfd, 0x41, 0x00]))).toBe('application/octet-stream');
});

test.each([
  ['comments before what is no drawing', `${'<!-- a -->\n'.repeat(4000)}<html></html>`, 'text/plain'],
  ['comments before a drawing', `${'<!-- a -->\n'.repeat(4000)}<svg></svg>`, 'image/svg+xml'],
  ['comments that never end', '<!--'.repeat(12_000), 'text/plain'],
  ['types of document that never end', '<!DOCTYPE '.repeat(6000), 'text/plain'],
  ['types of document by the thousand', '<!DOCTYPE x[]>'.repeat(4000), 'text/plain'],
])('%s are gone over once', async (_what, text, mime) => {
  expect(await mediaTypeOf(Buffer.from(text))).toBe(mime);
});

test('what only begins as something else promises is answered, never thrown', async () => {
  for (const head of [
    'PK\u0003\u0004',
    'RIFF',
    '%PDF',
    '\u0089PNG',
    'ID3',
    'II*\u0000',
    '\u0000\u0000\u0000\u0020ftyp',
  ])
    expect(await mediaTypeOf(Buffer.from(head, 'latin1'))).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
});
