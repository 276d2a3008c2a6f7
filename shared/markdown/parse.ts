/** Markdown (CommonMark with tables, boxes and strikethrough) into what is drawn of it. Never throws, never hangs. */
import type { BlockContent, DefinitionContent, List, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { isUuid } from '../base/ids.ts';
import type { Block, ColumnAlign, Inline, Lines, ListItem, OwnReference, TableRow } from './document.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** Letters of a text beyond which it is not looked into: more than a section may hold. */
export const MOST_PARSED = 200_000;
/**
 * Letters that are read at once. Beyond it, one list or table of a thousand lines, a piece is shown as it was written:
 * a tenth of a second and more, which a hand would feel.
 */
export const MOST_AT_ONCE = 60_000;
/** Quotes and lists inside each other: nobody writes more, and each costs the parser a level of its own stack. */
const DEEPEST = 20;
const DEEP_LINE = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${DEEPEST},}`, 'm');

/** Whether a text is looked into while it is written; what is not is shown as it was written. */
export const isParsed = (text: string): boolean => text.length <= MOST_PARSED && !DEEP_LINE.test(text);

const OWN = /^(item|document|attachment):(.+)$/;

/** What of ours an address names; null for every other address. */
export function ownReference(url: string): OwnReference | null {
  const [, kind, id] = OWN.exec(url) ?? [];
  const known = (['item', 'document', 'attachment'] as const).find((one) => one === kind);
  return known !== undefined && isUuid(id) ? { kind: known, id } : null;
}

/** The blocks of a text, in their order; of what is too long or too deep to be looked into, one as it was written. */
export function parseMarkdown(text: string): readonly Block[] {
  return text.length > MOST_PARSED ? [asWritten(text, 0)] : piecesOf(text).flatMap(parsePiece);
}

/** Whether a piece of a text is looked into; what is not is shown as it was written. */
export const isPieceParsed = (text: string): boolean => text.length <= MOST_AT_ONCE && !DEEP_LINE.test(text);

/** The blocks of a piece of a text, with the lines that they stand on in it. */
export function parsePiece({ text, before }: Piece): readonly Block[] {
  if (!isPieceParsed(text)) return [asWritten(text, before)];
  // The parser passes over a mark of the encoding, and does not count it.
  const said = text.replace(/^\ufeff/, '');
  const root = fromMarkdown(said, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return new Reading(said, before).blocks(root.children, 0);
}

const asWritten = (text: string, before: number): Block => {
  const count = text.replace(/\n$/, '').split('\n').length;
  return { kind: 'plain', text, lines: { from: before + 1, to: before + count } };
};

const NAMED = /(?:item|document|attachment):[0-9a-f-]{36}/g;

/** Every reference of ours in a text, each once, without looking into the rest of it; also where it is only quoted. */
export const referencesIn = (text: string): readonly OwnReference[] =>
  [...new Set(text.match(NAMED))].flatMap((address) => ownReference(address) ?? []);

/** Every reference of ours in some blocks, each once. */
export function ownReferencesIn(blocks: readonly Block[]): readonly OwnReference[] {
  const found = new Map<string, OwnReference>();
  const ofParts = (parts: readonly Inline[]): void => {
    for (const part of parts) {
      if ((part.kind === 'link' || part.kind === 'image') && part.own !== null)
        found.set(`${part.own.kind}:${part.own.id}`, part.own);
      if ('parts' in part) ofParts(part.parts);
    }
  };
  const ofBlock = (block: Block): void => {
    if (block.kind === 'heading' || block.kind === 'paragraph') ofParts(block.parts);
    else if (block.kind === 'quote') block.blocks.forEach(ofBlock);
    else if (block.kind === 'list') for (const item of block.items) item.blocks.forEach(ofBlock);
    else if (block.kind === 'table') for (const row of block.rows) row.cells.forEach(ofParts);
  };
  blocks.forEach(ofBlock);
  return [...found.values()];
}

/** Letters of a cell that is read at once, a number, an address, a word or two: it stays on one line. */
export const SHORT_CELL = 11;

/** Some inline parts as plain text. */
export function plainText(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text' || part.kind === 'code') return part.text;
      if (part.kind === 'break') return '\n';
      return part.kind === 'image' ? part.alt : plainText(part.parts);
    })
    .join('');
}

class Reading {
  readonly #text: string;
  /** Lines before the text in the whole. */
  readonly #before: number;
  constructor(text: string, before: number) {
    this.#text = text;
    this.#before = before;
  }

  blocks(nodes: readonly RootContent[], depth: number): readonly Block[] {
    return nodes.map((node) => this.#block(node, depth));
  }

  #source(node: Nodes): string {
    return this.#text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  }

  #block(node: RootContent | BlockContent | DefinitionContent, depth: number): Block {
    const lines = this.#lines(node);
    const plain = (): Block => ({ kind: 'plain', text: this.#source(node), lines });
    if (depth > DEEPEST) return plain();
    switch (node.type) {
      case 'heading':
        return { kind: 'heading', level: node.depth, parts: this.#parts(node.children, 0), lines };
      case 'paragraph':
        return { kind: 'paragraph', parts: this.#parts(node.children, 0), lines };
      case 'list':
        return {
          kind: 'list',
          start: node.ordered === true ? (node.start ?? 1) : null,
          items: this.#items(node, depth),
          lines,
        };
      case 'table':
        return this.#table(node, lines);
      case 'blockquote':
        return { kind: 'quote', blocks: this.blocks(node.children, depth + 1), lines };
      case 'thematicBreak':
        return { kind: 'rule', lines };
      case 'code':
        return { kind: 'plain', text: node.value, lines };
      default:
        return plain();
    }
  }

  #items(list: List, depth: number): readonly ListItem[] {
    return list.children.map((item) => ({
      lines: this.#lines(item),
      isDone: item.checked ?? null,
      blocks: this.blocks(item.children, depth + 1),
    }));
  }

  #table(table: Table, lines: Lines): Block {
    const width = Math.max(0, ...table.children.map((row) => row.children.length));
    const aligns = Array.from({ length: width }, (_, at): ColumnAlign => table.align?.[at] ?? 'left');
    const rows = table.children.map(
      (row): TableRow => ({
        line: this.#lines(row).from,
        cells: aligns.map((_, at) => this.#parts(row.children[at]?.children ?? [], 0)),
      }),
    );
    return { kind: 'table', aligns, rows, lines };
  }

  #parts(nodes: readonly PhrasingContent[], depth: number): readonly Inline[] {
    return nodes.map((node) => this.#part(node, depth));
  }

  #part(node: PhrasingContent, depth: number): Inline {
    if (depth > DEEPEST) return { kind: 'text', text: this.#source(node) };
    switch (node.type) {
      case 'text':
        return { kind: 'text', text: node.value };
      case 'strong':
      case 'emphasis':
        return { kind: node.type, parts: this.#parts(node.children, depth + 1) };
      case 'delete':
        return { kind: 'strike', parts: this.#parts(node.children, depth + 1) };
      case 'inlineCode':
        return { kind: 'code', text: node.value };
      case 'break':
        return { kind: 'break' };
      case 'link':
        return {
          kind: 'link',
          own: ownReference(node.url),
          url: node.url,
          parts: this.#parts(node.children, depth + 1),
        };
      case 'image':
        return { kind: 'image', own: ownReference(node.url), url: node.url, alt: node.alt ?? '' };
      default:
        return { kind: 'text', text: this.#source(node) };
    }
  }

  #lines({ position }: Nodes): Lines {
    return { from: this.#before + (position?.start.line ?? 1), to: this.#before + (position?.end.line ?? 1) };
  }
}
