/**
 * A long text in pieces that say the same whether they are read by themselves or in it: what somebody looks at is read
 * first, the rest in idle time, and of an edit the piece that it changed. Cut is only where nothing can reach over;
 * where that is not certain, there is no cut.
 */

/** A stretch of a text, whole lines with all that ends them. */
export interface Piece {
  readonly text: string;
  /** Lines of the text before it. */
  readonly before: number;
}

/** Letters below which a piece is not worth the start of the parser. */
const LEAST = 1_500;

/** A definition reaches over the whole text; a line that ends in a lone `\r` is none of ours. */
const REACHES_OVER_ALL = /\]:|\r(?!\n)/;
const BLANK = /^[ \t\r]*$/;
/** Closes whatever was open above the empty line before it: no mark of a list, no space, no mark of an encoding. */
const BEGINS_ANEW = /^[^\s\d*+\-\ufeff]/;
const FENCE = /^(`{3,}|~{3,})[^`]*$/;

/** Follows the lines of a text, and knows where one may be cut. */
class Cutter {
  #isAfterBlank = false;
  /** Of the code that is open. */
  #fence: string | undefined;
  /** HTML, or code that stands inside something else: where these end is not looked into. */
  #isUncertain = false;

  /** Takes the next line; whether a piece may begin with it. */
  mayBegin(line: string): boolean {
    const may = this.#isAfterBlank && this.#fence === undefined && !this.#isUncertain && BEGINS_ANEW.test(line);
    this.#isAfterBlank = BLANK.test(line);
    if (this.#fence === undefined) this.#open(line);
    else if (this.#closes(line)) this.#fence = undefined;
    return may && !this.#isUncertain;
  }

  #open(line: string): void {
    this.#fence = FENCE.exec(line)?.[1];
    if (this.#fence === undefined && (/`{3}|~{3}/.test(line) || /^[ \t]*</.test(line))) this.#isUncertain = true;
  }

  #closes(line: string): boolean {
    const said = /^ {0,3}(`{3,}|~{3,})[ \t\r]*$/.exec(line)?.[1] ?? '';
    return this.#fence !== undefined && said.startsWith(this.#fence);
  }
}

/** The pieces of a text, in order, each of `least` letters or the last: together they are the text. */
export function piecesOf(text: string, least = LEAST): readonly Piece[] {
  if (text.length <= least || REACHES_OVER_ALL.test(text)) return [{ text, before: 0 }];
  const pieces: Piece[] = [];
  const cutter = new Cutter();
  let [start, before, lines] = [0, 0, 0];
  for (let at = 0; at < text.length; lines += 1) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (cutter.mayBegin(text.slice(at, end < 0 ? next : end)) && at - start >= least) {
      pieces.push({ text: text.slice(start, at), before });
      [start, before] = [at, lines];
    }
    at = next;
  }
  return [...pieces, { text: text.slice(start), before }];
}
