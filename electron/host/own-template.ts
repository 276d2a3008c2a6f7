/**
 * A theatre's own templates at work. They are made in a process of their own, which is ended when it takes too long or
 * holds too much: whatever a template asks for, the app goes on. One that was ended so is not tried again until
 * somebody changes it or the app begins anew: whoever prints would wait for it every time.
 */
import { createHash } from 'node:crypto';
import { Paper } from '../../paper/engine.ts';
import { processRunner } from '../../paper/process-runner.ts';
import type { SheetAnswer, SheetJob } from '../../paper/sheet-job.ts';
import type { StartRunner } from '../../paper/sheet-runner.ts';

/** Where nobody has built the app: the sources themselves. */
const SOURCES = {
  process: new URL('../../paper/sheet-process.ts', import.meta.url),
  thread: new URL('../../paper/paper-worker.ts', import.meta.url),
} as const;
/** So long a sheet may take that is printed, and one that is only looked at while it is typed; in milliseconds. */
const PRINT_MS = 20_000;
const TRIAL_MS = 8_000;
/** So many templates that were ended are remembered. */
const MOST_ENDED = 200;

/** A job whose template is a text. */
export type OwnJob = SheetJob & { readonly template: { readonly text: string } };

const keyOf = (template: string): string => createHash('sha256').update(template).digest('base64url');

/** Part of `HostPaper`. */
export class OwnTemplates {
  readonly #paper: Paper;
  /** Of the templates that were ended, the newest. */
  readonly #ended = new Map<string, 'late' | 'died'>();

  constructor(start: StartRunner = processRunner(SOURCES)) {
    this.#paper = new Paper({ start });
  }

  /** For paper. Answers `late` and `died` at once where the template was ended before. */
  async print(job: OwnJob): Promise<SheetAnswer> {
    const reason = this.#ended.get(keyOf(job.template.text));
    if (reason !== undefined) return { ok: false, reason, problems: [] };
    return this.#try(job, PRINT_MS);
  }

  /** For whoever edits it: tried each time, for less long. */
  try(job: OwnJob): Promise<SheetAnswer> {
    return this.#try(job, TRIAL_MS);
  }

  async #try(job: OwnJob, deadlineMs: number): Promise<SheetAnswer> {
    const answer = await this.#paper.render(job, deadlineMs);
    const key = keyOf(job.template.text);
    this.#ended.delete(key);
    if (!answer.ok && answer.reason === 'died') this.#remember(key, 'died');
    // What takes too long for whoever types may be right for a printer.
    if (!answer.ok && answer.reason === 'late' && deadlineMs === PRINT_MS) this.#remember(key, 'late');
    return answer;
  }

  #remember(key: string, reason: 'late' | 'died'): void {
    this.#ended.set(key, reason);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  close(): Promise<void> {
    return this.#paper.close();
  }
}

/** All paper of a host: `render` for forms that came with the program, `own` for those of the theatre. One per host. */
export class HostPaper extends Paper {
  readonly own: OwnTemplates;

  /** Where their threads and processes begin; undefined: the sources. */
  constructor(worker: URL | undefined, own: StartRunner | undefined) {
    super({ worker });
    this.own = new OwnTemplates(own);
  }

  override async close(): Promise<void> {
    await super.close();
    await this.own.close();
  }
}
