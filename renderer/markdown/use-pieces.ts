/**
 * A text that is read piece by piece: at once as much as nobody notices, the rest while the window has nothing else to
 * do. However long a section is, opening it does not hold up a hand.
 */
import { useEffect, useMemo, useState } from 'react';
import type { Block } from '../../shared/markdown/document.ts';
import { isPieceParsed, MOST_PARSED, parsePiece } from '../../shared/markdown/parse.ts';
import { type Piece, piecesOf } from '../../shared/markdown/pieces.ts';

/** Letters that are read before the first picture: more than a window shows. */
const AT_ONCE = 6_000;
/** Milliseconds after which the rest is read even where the window is never at rest. */
const PATIENCE_MS = 100;
/** Pieces that stay read: some sections back and forth. */
const MOST_KEPT = 300;

/** By their text, those that were used last at the end. */
const kept = new Map<string, readonly Block[]>();

/** What a piece says, its lines counted from its own first; read once while it is in use. */
export function blocksOf(text: string): readonly Block[] {
  const blocks = kept.get(text) ?? parsePiece({ text, before: 0 });
  kept.delete(text);
  kept.set(text, blocks);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return blocks;
}

/** How many pieces are read at once: as many as fit, one at least. */
function firstOf(pieces: readonly Piece[]): number {
  let letters = 0;
  const at = pieces.findIndex(({ text }) => (letters += text.length) > AT_ONCE);
  return at < 0 ? pieces.length : Math.max(1, at);
}

/** Pieces that may be drawn by now; `isAsWritten`: something of the text is shown without being looked into. */
export function usePieces(text: string): { readonly pieces: readonly Piece[]; readonly isAsWritten: boolean } {
  const [pieces, isAsWritten] = useMemo((): readonly [readonly Piece[], boolean] => {
    const cut = text.length > MOST_PARSED ? [{ text, before: 0 }] : piecesOf(text);
    return [cut, !cut.every((piece) => isPieceParsed(piece.text))];
  }, [text]);
  const [ready, setReady] = useState({ pieces, count: firstOf(pieces) });
  // Of a text that was changed, as much as was on the screen.
  const count = ready.pieces === pieces ? ready.count : Math.max(firstOf(pieces), ready.count);
  useEffect(() => {
    if (count >= pieces.length) return undefined;
    const idle = requestIdleCallback(
      (deadline) => {
        let next = count;
        do {
          const piece = pieces[next];
          if (piece === undefined) break;
          blocksOf(piece.text);
          next += 1;
        } while (deadline.timeRemaining() > 8);
        setReady({ pieces, count: next });
      },
      { timeout: PATIENCE_MS },
    );
    return () => cancelIdleCallback(idle);
  }, [pieces, count]);
  return { pieces: useMemo(() => pieces.slice(0, count), [pieces, count]), isAsWritten };
}
