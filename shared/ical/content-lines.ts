/** Content lines of RFC 5545 §3.1: folded at 75 octets, ended by CRLF, text escaped. */

const MOST_OCTETS = 75;

const octetsOf = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Folded without its end; never within a letter, which takes up to four octets. */
export function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = octetsOf(letter);
    if (octets + size > MOST_OCTETS) {
      lines.push(current);
      // The space that a folded line begins with counts.
      current = ' ';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** A value of type TEXT. What a calendar cannot hold (control characters) is left out. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');

/** A parameter's value, in quotes, which it cannot hold itself. */
export const quotedParameter = (text: string): string => `"${text.replaceAll(/["\r\n]/g, "'")}"`;

/** A line of a file, unfolded, and where it begins, counted from one. */
export interface ContentLine {
  readonly text: string;
  readonly line: number;
}

/** Lines as they were before they were folded. */
export function unfolded(file: string): ContentLine[] {
  const found: { text: string; line: number }[] = [];
  const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, text] of lines.entries()) {
    const last = found.at(-1);
    if (/^[ \t]/.test(text) && last !== undefined) last.text += text.slice(1);
    else if (text !== '') found.push({ text, line: index + 1 });
  }
  return found;
}
