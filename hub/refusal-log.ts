/**
 * Refusals at the hub's door, for whoever reads its log: who was turned away, where, and with which code. Never a
 * token, a password, an address of e-mail, or an address with its query. Somebody who is turned away a thousand times
 * writes a line a minute, not a thousand.
 */
import type { Logger } from 'pino';

/** Statuses by which somebody is turned away; the others speak of what was sent, or of the hub. */
const TURNED_AWAY = new Set([401, 403, 429]);
/** Every laptop hears this four times an hour and renews its token. A missing or altered one is answered alike. */
const ORDINARY = new Set(['auth.expired']);
const ONE_LINE_MS = 60_000;
/** Origins and codes that are told apart at a time. */
const MOST_KINDS = 1000;

/** Somebody who was refused at the door. Nothing in it says who they claimed to be. */
export interface TurnedAway {
  readonly status: number;
  readonly code: string;
  /** The network address, as failures are counted by it. */
  readonly origin: string;
  readonly method: string;
  /** The pattern of the route, without what stood in its place. */
  readonly route: string;
}

/** Counts in memory alone, and no more than `MOST_KINDS`: it forgets with the process. */
export class RefusalLog {
  readonly #log: Pick<Logger, 'warn'>;
  readonly #now: () => Date;
  readonly #kinds = new Map<string, { at: number; unsaid: number }>();

  constructor(log: Pick<Logger, 'warn'>, now: () => Date) {
    this.#log = log;
    this.#now = now;
  }

  /** Writes a line, unless one of the same code, address and origin was written within a minute: the next counts it. */
  note(refusal: TurnedAway): void {
    if (!TURNED_AWAY.has(refusal.status) || ORDINARY.has(refusal.code)) return;
    const key = `${refusal.code} ${refusal.route} ${refusal.origin}`;
    const at = this.#now().getTime();
    const known = this.#kinds.get(key);
    if (known !== undefined && Math.abs(at - known.at) < ONE_LINE_MS) {
      known.unsaid += 1;
      return;
    }
    // A flood from everywhere forgets what was counted, and goes on being heard.
    if (this.#kinds.size >= MOST_KINDS) this.#kinds.clear();
    this.#kinds.set(key, { at, unsaid: 0 });
    this.#log.warn({ ...refusal, before: known?.unsaid ?? 0 }, 'somebody was turned away');
  }
}
