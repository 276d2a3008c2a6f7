/** Finds what is called so: commands and pages by the beginnings of their words. */
import { otherLayout } from '../../shared/base/keyboard-layout.ts';

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const begins = (label: readonly string[], typed: readonly string[]): boolean =>
  typed.length > 0 && typed.every((part) => label.some((word) => word.startsWith(part)));

/** Whether every word typed begins one of the label's, on this keyboard layout or on the other. */
export function matchesWords(label: string, typed: string): boolean {
  const words = wordsOf(label);
  return begins(words, wordsOf(typed)) || begins(words, wordsOf(otherLayout(typed)));
}
