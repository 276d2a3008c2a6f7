/**
 * What a template may name. The compiler reads files in its root alone, and its root is no folder, so that a template
 * has what it was given; but it fetches packages from the network where one is imported. Imports are therefore taken
 * only as plain names of what is given, and what could say them in another way (`eval`, `std`) is not taken at all.
 */
import type { SheetProblem } from './sheet-job.ts';

const WORD = /(?<![\p{L}\p{N}_-])(import|include|eval|std)(?![\p{L}\p{N}_-])/gu;
/** What may follow the word: a name in quotes without an escape. */
const GIVEN = /^[ \t]*"([^"\\\n@]*)"/;

/** Forms are not meant to be imported, though nothing is against it: they are not offered. */
const commonOf = (given: ReadonlySet<string>): string => [...given].filter((name) => !name.includes('/')).join(', ');

/** What of it is refused, by line; `given` are the sources that may be imported. */
export function refusedNames(file: string, text: string, given: ReadonlySet<string>): SheetProblem[] {
  return [...text.matchAll(WORD)].flatMap(({ index, 0: word }) => {
    const [, name] = GIVEN.exec(text.slice(index + word.length)) ?? [];
    if ((word === 'import' || word === 'include') && name !== undefined && given.has(name.replace(/^\//, '')))
      return [];
    const before = text.slice(0, index).split('\n');
    return [
      {
        severity: 'error',
        message:
          word === 'eval' || word === 'std'
            ? `"${word}" is not available in templates`
            : `"${word}" takes only the name of a source that is given, in quotes: ${commonOf(given)}`,
        file,
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
      } as const,
    ];
  });
}
