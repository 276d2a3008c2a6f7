/** How the shape server fares, for health pages and figures. */

export interface ShapesHealth {
  /** `streaming`: changes arrive; `reconnecting`: they do not at the moment; `starting`: not yet. */
  readonly stream: 'starting' | 'streaming' | 'reconnecting';
  /** Since when the stream is what it is; ISO, by the hub's clock. */
  readonly since: string;
  /** What went wrong last while the stream is down, or while what arrived cannot be made durable. */
  readonly problem: string | null;
  readonly shapes: number;
  /** The position up to which every shape has every change. */
  readonly lsn: number;
  /** How often shapes had to begin anew, by cause, since this process began. */
  readonly begunAnew: Readonly<Record<RotationCause, number>>;
}

/**
 * `slot`: the slot was lost, or the database is another one; `damage`: files were damaged; `table`: truncated, altered
 * or made anew; `size`: the log outgrew its snapshot; `failure`: the snapshot could not be taken; `asked`: by request.
 */
export type RotationCause = 'slot' | 'damage' | 'table' | 'size' | 'failure' | 'asked';

/** Keeps count of what `ShapesHealth` tells. */
export class HealthRecord {
  readonly #now: () => number;
  #stream: ShapesHealth['stream'] = 'starting';
  #since: number;
  #problem: string | null = null;
  readonly #begunAnew: Record<RotationCause, number> = { slot: 0, damage: 0, table: 0, size: 0, failure: 0, asked: 0 };

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  streaming(): void {
    if (this.#stream !== 'streaming') this.#since = this.#now();
    this.#stream = 'streaming';
  }

  /** A change was taken in and kept: what was wrong is over. */
  kept(): void {
    this.#problem = null;
  }

  failed(error: Error): void {
    this.#problem = error.message.slice(0, 500);
  }

  reconnecting(error: Error): void {
    if (this.#stream === 'streaming') {
      this.#stream = 'reconnecting';
      this.#since = this.#now();
    }
    this.failed(error);
  }

  begunAnew(cause: RotationCause): void {
    this.#begunAnew[cause] += 1;
  }

  /** The record with the figures that only the registry knows. */
  read(shapes: number, lsn: number): ShapesHealth {
    return {
      stream: this.#stream,
      since: new Date(this.#since).toISOString(),
      problem: this.#problem,
      shapes,
      lsn,
      begunAnew: { ...this.#begunAnew },
    };
  }
}
