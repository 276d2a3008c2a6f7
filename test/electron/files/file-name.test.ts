/** Names of files: cleaned, never refused; and under which name a system's program gets one. */
import { expect, test } from 'vitest';
import { cleanName } from '../../../electron/files/file-name.ts';
import { nameToOpen } from '../../../electron/files/open-outside.ts';
import { fileFacts } from '../../../shared/mutations/file-use.ts';

test.each([
  ['C:\\Фото\\снимок.jpg', 'снимок.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['имя\u0000\u001b[31m.txt', 'имя[31m.txt'],
  ['gpj.\u202Eexe', 'gpj.exe'],
  ['  план .pdf. . ', 'план .pdf'],
  ['', 'file'],
  ['..', 'file'],
  ['.htaccess', '.htaccess'],
  [`${'я'.repeat(300)}.dwg`, `${'я'.repeat(251)}.dwg`],
  ['и\u0306', 'й'],
])('«%s» is called «%s»', (given, expected) => {
  const name = cleanName(given);
  expect(name).toBe(expected);
  expect(fileFacts.shape.name.safeParse(name).success).toBe(true);
});

test('no name in any alphabet is one that a mutation would refuse', () => {
  for (let code = 1; code < 0x3000; code += 3) {
    const name = cleanName(`${String.fromCodePoint(code)}а${String.fromCodePoint(code)}.${String.fromCodePoint(code)}`);
    expect(fileFacts.shape.name.safeParse(name).success, code.toString(16)).toBe(true);
  }
});

test.each([
  ['снимок.jpg', 'image/jpeg', 'снимок.jpg'],
  ['снимок.JPEG', 'image/jpeg', 'снимок.JPEG'],
  // A picture that is called a program is opened as the picture that it is.
  ['снимок.exe', 'image/png', 'снимок.exe.png'],
  ['план.dxf', 'text/plain', 'план.dxf'],
  ['план.sh', 'text/plain', 'план.sh.txt'],
  ['-rf.pdf', 'application/pdf', '_-rf.pdf'],
  ['CON.pdf', 'application/pdf', '_CON.pdf'],
  ['a:b?.pdf', 'application/pdf', 'a_b_.pdf'],
  ['setup.exe', 'application/vnd.microsoft.portable-executable', undefined],
  ['page.html', 'text/html', undefined],
  ['drawing.svg', 'image/svg+xml', undefined],
])('«%s» of %s is handed over as «%s»', (given, mime, expected) => {
  expect(nameToOpen(given, mime)).toBe(expected);
});
