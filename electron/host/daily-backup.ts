/** A copy of the replica a day, taken while people work. */
import { type BackupReason, isDailyDue } from '../replica/backup.ts';
import type { Replica } from '../replica/replica.ts';

/** How often it is looked whether a daily copy is due. */
const LOOK_MS = 60 * 60 * 1000;

export interface DailyBackupDeps {
  /** Undefined while nothing is open. */
  readonly replica: () => Replica | undefined;
  readonly now: () => Date;
  readonly backUp: (reason: BackupReason) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** One per host. At most one copy is being taken. */
export class DailyBackup {
  readonly #deps: DailyBackupDeps;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;

  constructor(deps: DailyBackupDeps) {
    this.#deps = deps;
  }

  /** From now on a copy is taken whenever the last one is a day old. */
  begin(): void {
    this.#timer ??= setInterval(() => this.look(), LOOK_MS).unref();
    this.look();
  }

  /** Nothing before `begin`. */
  look(): void {
    const { replica: opened, now, backUp, onError } = this.#deps;
    const replica = opened();
    if (this.#timer === undefined || replica?.meta('loaded') === undefined || !isDailyDue(replica.dir, now())) return;
    this.#running ??= backUp('daily')
      .catch(onError)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** The copy that is being taken, if one is. */
  async done(): Promise<void> {
    await this.#running;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
