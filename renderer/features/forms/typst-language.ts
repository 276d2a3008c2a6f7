/** Enough of Typst for colours: comments, texts, names that code begins with, headings. */
import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const WORDS =
  'let set show if else for in while break continue return import include context and or not none auto true false';
const KEYWORD = new RegExp(`^(?:${WORDS.replaceAll(' ', '|')})(?![\\p{L}\\p{N}_-])`, 'u');
const NAME = /^\p{L}[\p{L}\p{N}_-]*/u;

interface State {
  isInComment: boolean;
}

const parser: StreamParser<State> = {
  name: 'typst',
  startState: () => ({ isInComment: false }),
  token: (stream, state) => {
    if (state.isInComment || stream.match('/*')) {
      state.isInComment = !stream.match(/^.*?\*\//);
      if (state.isInComment) stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^\/\/.*/)) return 'comment';
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
    if (stream.sol() && stream.match(/^=+ .*/)) return 'heading';
    if (stream.match(/^\d+(?:\.\d+)?(?:mm|cm|pt|em|fr|%|deg)?/)) return 'number';
    const isCode = stream.eat('#') !== undefined;
    if (stream.match(KEYWORD)) return 'keyword';
    if (stream.match(NAME)) return isCode || stream.peek() === '(' ? 'variableName.function' : null;
    if (!isCode) stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' } },
};

const colours = HighlightStyle.define([
  { tag: tags.comment, class: 'code-comment' },
  { tag: tags.string, class: 'code-string' },
  { tag: tags.number, class: 'code-number' },
  { tag: tags.keyword, class: 'code-keyword' },
  { tag: tags.function(tags.variableName), class: 'code-name' },
  { tag: tags.heading, class: 'code-heading' },
]);

/** For an editor. */
export const typst: Extension = [StreamLanguage.define(parser), syntaxHighlighting(colours)];
