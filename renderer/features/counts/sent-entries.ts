/**
 * What was entered in this window, in its order, from the moment it was sent. The list of a count may show an entry
 * before the host's answer arrives, and lag behind it: «undo» means what the person did last, whichever comes first.
 */
import type { CountEntryView } from '../../../shared/ipc/count-contract.ts';

/** What a list says of an entry. */
type Listed = Pick<CountEntryView, 'id' | 'countedById' | 'isUndone'>;

interface Sent {
  readonly id: string;
  /** Whether the host recorded it; pending until it says so, through lost links as well. */
  readonly isRecorded: Promise<boolean>;
  readonly settle: (isRecorded: boolean) => void;
}

function sent(id: string): Sent {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  return { id, isRecorded: promise, settle: resolve };
}

export class SentEntries {
  readonly #entries: Sent[] = [];
  /** Sent and not answered, by id; somebody may wait for one that is no longer in the list. */
  readonly #open = new Map<string, Sent>();
  /** Taken out for being undone, while a list may still show them as they were. */
  readonly #taken = new Set<string>();

  /** It is on its way to the host. */
  note(id: string): void {
    const entry = sent(id);
    this.#entries.push(entry);
    this.#open.set(id, entry);
  }

  /** The host has answered; an id that was not noted was sent before the window was reloaded. */
  settle(id: string, isRecorded: boolean): void {
    if (!this.#open.has(id)) this.note(id);
    this.#open.get(id)?.settle(isRecorded);
    this.#open.delete(id);
  }

  /**
   * Takes out what this person entered last, is recorded and not undone: in this window, or else, as after a restart,
   * in `listed` (newest first). Waits until the host has answered: what is not on disk cannot be taken back. Undefined
   * where nothing is left.
   */
  async takeLast(listed: readonly Listed[], userId: string): Promise<string | undefined> {
    const isUndone = (id: string): boolean => listed.some((entry) => entry.id === id && entry.isUndone);
    for (let last = this.#entries.pop(); last !== undefined; last = this.#entries.pop()) {
      if (isUndone(last.id) || !(await last.isRecorded)) continue;
      this.#taken.add(last.id);
      return last.id;
    }
    const isNext = ({ id, countedById, isUndone: isDone }: Listed): boolean =>
      countedById === userId && !isDone && !this.#taken.has(id);
    const next = listed.find(isNext);
    if (next !== undefined) this.#taken.add(next.id);
    return next?.id;
  }

  /** It could not be undone: `takeLast` may find it again. */
  putBack(id: string): void {
    this.#taken.delete(id);
    const entry = sent(id);
    entry.settle(true);
    this.#entries.push(entry);
  }
}
