/**
 * What was made for a window and waits to be fetched: a sheet, a spreadsheet, labels. In memory, for whoever has the
 * app open: the newest are kept, and none outlives the process, a lock or a change of person.
 */
import type { MadeFile } from '../../shared/ipc/made-contract.ts';

/** So much is kept, in bytes; the newest always is. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 20;

interface Kept {
  readonly file: MadeFile;
  readonly bytes: Uint8Array;
}

/** One per host. */
export class MadeFiles {
  readonly #kept = new Map<string, Kept>();
  readonly #newId: () => string;
  #owner: string | undefined;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Keeps it and answers under which id it can be fetched. */
  keep(made: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }): MadeFile {
    const file = { id: this.#newId(), name: made.name, mime: made.mime, size: made.bytes.length };
    this.#kept.set(file.id, { file, bytes: made.bytes });
    for (const id of this.#kept.keys()) {
      if (this.#fits) break;
      if (id !== file.id) this.#kept.delete(id);
    }
    return file;
  }

  get #fits(): boolean {
    const bytes = [...this.#kept.values()].reduce((sum, { file }) => sum + file.size, 0);
    return this.#kept.size <= MOST_FILES && bytes <= MOST_BYTES;
  }

  /** Undefined where it was never made, or is gone. */
  find(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  /** Whoever sits there now, as far as that is known: what was made for anybody else is gone. */
  for(userId: string | undefined): void {
    if (userId === undefined || userId !== this.#owner) this.forget();
    this.#owner = userId;
  }

  /** Nobody who comes now may see what was made before. */
  forget(): void {
    this.#kept.clear();
  }
}
