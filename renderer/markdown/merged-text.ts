/**
 * Two versions of a Markdown text as one that can be drawn: what goes stands before what comes in its place, and a mark
 * by line says which is which. Pure.
 */
import { diffOf } from '../lib/text-diff.ts';

export type LineMark = 'gone' | 'fresh';

/** A text, and what is said of its lines, from 1. */
export interface MarkedText {
  readonly text: string;
  readonly marks: ReadonlyMap<number, LineMark>;
}

/** Lines that are parts of one block wherever they stand: an empty line between them would tear it apart. */
const isPart = (line: string): boolean => /^\s*(?:\||[-*+]\s|\d{1,9}[.)]\s)/.test(line);

/** `before` and `after` in one text. */
export function mergedText(before: string, after: string): MarkedText {
  const lines: string[] = [];
  const marks = new Map<number, LineMark>();
  let last: 'same' | LineMark = 'same';
  for (const { kind, text } of diffOf(before, after)) {
    const previous = lines.at(-1) ?? '';
    // Paragraphs run on over lines: what goes and what comes are two of them.
    if (kind !== last && previous.trim() !== '' && text.trim() !== '' && !(isPart(previous) && isPart(text)))
      lines.push('');
    lines.push(text);
    if (kind !== 'same') marks.set(lines.length, kind);
    last = kind;
  }
  return { text: lines.join('\n'), marks };
}
