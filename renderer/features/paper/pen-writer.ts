/**
 * What was written on a count sheet, on its way into the count: one line after the other, in the order in which they
 * were entered, while the next one is typed already. Entered once more, a line counts as what was said last.
 */
import type { PenLine } from '../../../shared/ipc/paper-contract.ts';

/** What is asked for: so much more, or less, of a line. By its id the host knows one that it has taken already. */
export interface PenEntryRequest {
  readonly id: string;
  readonly line: PenLine;
  readonly quantity: number;
}
/** `unknown`: no answer came, it may have gone in. `text` says why, for people. */
export type PenAnswer = 'in' | { readonly kind: 'refused' | 'unknown'; readonly text: string };

/** A line with what was said of it last; `problem` says why it did not go in. */
export interface Entered {
  readonly line: PenLine;
  readonly quantity: number;
  readonly standing: 'going' | 'in' | 'not';
  readonly problem?: string;
}

interface Outside {
  /** Rejects never. */
  readonly send: (request: PenEntryRequest) => Promise<PenAnswer>;
  readonly newId: () => string;
  /** Told of every line as it goes and as it stands then. */
  readonly onLine: (entered: Entered) => void;
}

/** One for a sheet that is being entered. */
export class PenWriter {
  readonly #outside: Outside;
  /** What the count holds of a line by what was entered here. */
  readonly #recorded = new Map<number, number>();
  readonly #unanswered = new Map<number, PenEntryRequest>();
  readonly #newest = new Map<number, Entered>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Returns at once; resolves when it has gone in, or has not. */
  enter(line: PenLine, quantity: number): Promise<void> {
    const going: Entered = { line, quantity, standing: 'going' };
    this.#newest.set(line.number, going);
    this.#outside.onLine(going);
    const turn = this.#last.then(async () => {
      const answer = await this.#write(line, quantity);
      // What was said of it later tells how it stands.
      if (this.#newest.get(line.number) !== going) return;
      this.#outside.onLine(
        answer === 'in'
          ? { line, quantity, standing: 'in' }
          : { line, quantity, standing: 'not', problem: answer.text },
      );
    });
    this.#last = turn;
    return turn;
  }

  async #write(line: PenLine, quantity: number): Promise<PenAnswer> {
    // An entry without an answer is asked for once more, under its id, before anything is added to it.
    const open = this.#unanswered.get(line.number);
    if (open !== undefined) {
      const answer = await this.#ask(open);
      if (answer !== 'in' && answer.kind === 'unknown') return answer;
    }
    const recorded = this.#recorded.get(line.number);
    if (recorded === quantity) return 'in';
    return this.#ask({ id: this.#outside.newId(), line, quantity: quantity - (recorded ?? 0) });
  }

  async #ask(request: PenEntryRequest): Promise<PenAnswer> {
    const { number } = request.line;
    const answer = await this.#outside.send(request);
    if (answer !== 'in' && answer.kind === 'unknown') this.#unanswered.set(number, request);
    else this.#unanswered.delete(number);
    if (answer === 'in') this.#recorded.set(number, (this.#recorded.get(number) ?? 0) + request.quantity);
    return answer;
  }
}
