/**
 * Keeps what stands in one form on the laptop's disk as it is typed. What was typed last is on its way after a pause,
 * and at once where the window may go: hidden, closed, another page. Pure but for the clock that it is given.
 */
import type { DraftFields, FieldDraft } from '../../shared/features/form/drafts.ts';

/** Milliseconds of no typing after which a draft is kept. */
export const KEEP_AFTER_MS = 250;

/** Where drafts are kept. */
export interface DraftStore {
  load(form: string): Promise<DraftFields>;
  keep(form: string, fields: DraftFields): void;
}

export interface Clock {
  /** Runs once after so many milliseconds; answers how to call it off. */
  after(ms: number, work: () => void): () => void;
}

export class DraftKeeper {
  readonly form: string;
  readonly #store: DraftStore;
  readonly #clock: Clock;
  #fields: DraftFields = {};
  #callOff: (() => void) | undefined;

  constructor(form: string, store: DraftStore, clock: Clock) {
    this.form = form;
    this.#store = store;
    this.#clock = clock;
  }

  get fields(): DraftFields {
    return this.#fields;
  }

  /** What was kept earlier; what was typed since this form opened goes before it. */
  async load(): Promise<DraftFields> {
    const kept = await this.#store.load(this.form);
    this.#fields = { ...kept, ...this.#fields };
    return this.#fields;
  }

  put(name: string, draft: FieldDraft): void {
    this.#fields = { ...this.#fields, [name]: draft };
    this.#callOff ??= this.#clock.after(KEEP_AFTER_MS, () => this.flush(true));
  }

  /** Saved or given up: at once, so that what was saved is not found as a draft later. */
  drop(names: readonly string[]): void {
    if (!names.some((name) => Object.hasOwn(this.#fields, name))) return;
    this.#fields = Object.fromEntries(Object.entries(this.#fields).filter(([name]) => !names.includes(name)));
    this.flush(true);
  }

  /** Keeps now what waits to be kept; all of it, where `isWanted`. */
  flush(isWanted = this.#callOff !== undefined): void {
    this.#callOff?.();
    this.#callOff = undefined;
    if (isWanted) this.#store.keep(this.form, this.#fields);
  }
}
