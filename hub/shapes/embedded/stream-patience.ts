/**
 * How long the replication stream waits: for a change to be taken in here, for a word from Postgres, and for its
 * goodbye. A connection that is cut somewhere on the way says nothing, not even that it has ended.
 */
import type { Socket } from 'node:net';
import type { LogicalReplicationService } from 'pg-logical-replication';
import type { HubDeadlines } from '../../deadlines.ts';

/** The deadline for taking a change in doubles so often. */
const MOST_LATE = 8;
/** Postgres is asked for a sign of life so often before its silence counts. */
const ASKED = 6;
const FAREWELL_MS = 2000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * How long to wait before the next connection: ever longer, until the stream gets further than it ever was. Having been
 * connected for long is no progress, nor is taking in again what comes again.
 */
export class StreamPace {
  #furthest = 0;
  #ended = 0;

  /** This byte of the log has been dealt with. */
  reached(lsn: number): void {
    if (lsn <= this.#furthest) return;
    this.#furthest = lsn;
    this.#ended = 0;
  }

  /** A connection has ended; answers how long to pause, in milliseconds. */
  ended(): number {
    this.#ended += 1;
    return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(this.#ended - 1, 10), LONGEST_PAUSE_MS);
  }
}

/** One per stream, for all its connections: how late a change was the last time counts for the next. */
export class StreamPatience {
  readonly #deadlines: Pick<HubDeadlines, 'takeMs' | 'silenceMs'>;
  #taking = 0;
  /** How often in a row a change was not taken in in time. */
  #late = 0;
  #heardAt = 0;

  constructor(deadlines: Pick<HubDeadlines, 'takeMs' | 'silenceMs'>) {
    this.#deadlines = deadlines;
  }

  /** Postgres has said something, or what it said has been dealt with. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** Whether it has been silent for so long that it should be asked whether it is there. */
  get isTimeToAsk(): boolean {
    return performance.now() - this.#heardAt > this.#deadlines.silenceMs / ASKED;
  }

  /** From now until the connection ends: says when the silence has lasted too long. */
  watch(socket: Socket, onSilence: (error: Error) => void): void {
    const { silenceMs } = this.#deadlines;
    this.heard();
    const look = (): void => {
      if (this.#taking === 0 && performance.now() - this.#heardAt > silenceMs)
        onSilence(new Error(`Postgres has said nothing for ${silenceMs} ms`));
    };
    const timer = setInterval(look, silenceMs / ASKED);
    socket.once('close', () => clearInterval(timer));
  }

  /** Rejects when a change is not taken in in time: what hangs must not hold up the stream, and comes again. */
  async inTime(work: Promise<void>): Promise<void> {
    const takeMs = this.#deadlines.takeMs * 2 ** this.#late;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      // One that is large and slow, and not stuck, gets through at last.
      this.#late = Math.min(this.#late + 1, MOST_LATE);
      late.reject(new Error(`a change was not taken in within ${takeMs} ms`));
    }, takeMs);
    this.#taking += 1;
    try {
      await Promise.race([work, late.promise]);
      this.#late = 0;
    } finally {
      this.#taking -= 1;
      clearTimeout(timer);
    }
  }
}

/** Says goodbye, and hangs up where no answer comes: a connection whose stream is held back never ends by itself. */
export async function farewell(service: LogicalReplicationService, socket: Socket): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS);
  socket.resume();
  try {
    await service.destroy();
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/**
 * Ends as the work does, or soon after its connection has closed: the library's promise stays open for ever where a
 * connection is ended before it stood. What the work says of the close comes first, where it says anything.
 */
export async function orClosed(work: Promise<unknown>, socket: Socket): Promise<void> {
  const closed = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  socket.once('close', () => {
    timer = setTimeout(() => closed.resolve(), FAREWELL_MS);
  });
  try {
    await Promise.race([work, closed.promise]);
  } finally {
    clearTimeout(timer);
  }
}
