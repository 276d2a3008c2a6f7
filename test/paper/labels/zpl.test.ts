/** Labels for thermal printers, command by command, and what must not become a command. */
import { describe, expect, test } from 'vitest';
import { encodeCode } from '../../../paper/labels/encode-code.ts';
import { code128Data, dotOf, zplLabel, zplText } from '../../../paper/labels/zpl.ts';
import type { LabelDesign, Symbology } from '../../../shared/labels/label-design.ts';
import { drawLabel, type LabelContent } from '../../../shared/labels/label-drawing.ts';
import { presetDesign } from '../../../shared/labels/presets.ts';

const zpl = (content: LabelContent, symbology: Symbology, dpi: 203 | 300, more: Partial<LabelDesign> = {}): string => {
  const side = symbology === 'code128' ? 'bottom' : 'left';
  const design = { ...presetDesign('roll62x29', 'item'), code: { symbology, side }, ...more } as const;
  return zplLabel(design, drawLabel(design, content, { encode: encodeCode, dot: dotOf(dpi) }), dpi, 2);
};
const chair = { code: 'OFF-00417', texts: { name: 'Стул', number: 'OFF-00417' } };

test('a label with a QR code, at 203 dots per inch', () => {
  expect(zpl(chair, 'qr', 203)).toMatchInlineSnapshot(`
    "^XA
    ^CI28
    ^CWT,E:TT0003M_.FNT
    ^PW496
    ^LL232
    ^LH0,0
    ^FO32,32^BQN,2,8^FH_^FDMA,OFF-00417^FS
    ^FO232,90^ATN,28,28^FH_^FDСтул^FS
    ^FO232,122^A0N,23,21^FH_^FDOFF-00417^FS
    ^PQ2
    ^XZ
    "
  `);
});
test('a label with bars, at 300 dots per inch, with a line around it', () => {
  expect(zpl(chair, 'code128', 300, { hasBorder: true })).toMatchInlineSnapshot(`
    "^XA
    ^CI28
    ^CWT,E:TT0003M_.FNT
    ^PW732
    ^LL343
    ^LH0,0
    ^FO0,0^GB732,343,1^FS
    ^FO59,195^BY5^BCN,124,N,N,N,N^FH_^FD>:OFF-0>50417^FS
    ^FO325,63^ATN,42,42^FH_^FDСтул^FS
    ^FO286,110^A0N,33,30^FH_^FDOFF-00417^FS
    ^PQ2
    ^XZ
    "
  `);
});
test('a label with DataMatrix', () => {
  expect(zpl(chair, 'datamatrix', 203)).toMatchInlineSnapshot(`
    "^XA
    ^CI28
    ^CWT,E:TT0003M_.FNT
    ^PW496
    ^LL232
    ^LH0,0
    ^FO16,60^BXN,8,200,,,,!^FH_^FDOFF-00417^FS
    ^FO144,90^ATN,28,28^FH_^FDСтул^FS
    ^FO144,122^A0N,23,21^FH_^FDOFF-00417^FS
    ^PQ2
    ^XZ
    "
  `);
});

describe('field data', () => {
  test('begins no command and no hexadecimal digit of its own', () => {
    expect(zplText('^XA~JA_41 Ёж\n')).toBe('_5EXA_7EJA_5F41 Ёж ');
    const bad = { code: '^FS^XZ~JR_', texts: { name: '^XZ~JA', number: '_5E' } };
    for (const symbology of ['qr', 'datamatrix', 'code128'] as const) {
      const commands = zpl(bad, symbology, 203).match(/[\^~][A-Z@]{1,2}/g) ?? [];
      expect(commands.filter((command) => command === '^XZ')).toHaveLength(1);
      expect(commands.filter((command) => command.startsWith('~'))).toEqual([]);
    }
  });

  test('of DataMatrix escapes by a letter that the text does not have', () => {
    expect(zpl({ code: '!~1', texts: {} }, 'datamatrix', 203)).toContain(',,,,#^FH_^FD!_7E1^FS');
  });

  test.each([
    ['OFF-0001', '>:OFF->50001'],
    ['T123456789012', '>:T>5123456789012'],
    ['12345', '>:1>52345'],
    ['123456', '>;123456'],
    ['A1234B', '>:A>51234>6B'],
    ['A>B^', '>:A>0B_5E'],
  ])('of Code 128 names its subsets: %s', (text, data) => {
    expect(code128Data(text)).toBe(data);
  });

  test('of Code 128 is as long as the code was measured, where digits come in pairs', () => {
    for (const text of ['T123456789012', 'OFF-0001', '9'.repeat(30), 'ABCDEF']) {
      // Start, check and stop; a function and a letter is one symbol, a pair of digits in subset C too.
      const data = code128Data(text);
      const symbols = [...data.matchAll(/>(?<f>[:;56])|./g)].length;
      const pairs = [...data.matchAll(/(?:>;|>5)(\d+)/g)].reduce(
        (sum, [, digits]) => sum + (digits?.length ?? 0) / 2,
        0,
      );
      const columns = (symbols - pairs + 1) * 11 + 13;
      expect(encodeCode('code128', text)?.columns, text).toBe(columns);
    }
  });
});
