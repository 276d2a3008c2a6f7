/**
 * One way of contents, up or down, as a loop: rows never wait for it. Several files at a time; it goes on where it was
 * after every interruption, holds back one by one what fails for a reason of its own, and ends its round where the way
 * itself fails. What comes next, and how it travels, is the plan's to say.
 */
import type { Transfer } from '../../shared/ipc/file-contract.ts';
import type { Replica } from '../replica/replica.ts';
import { isHubFault, isRefusal, OUTDATED_MS, reasonOf } from '../sync/failures.ts';
import { HubFailure } from '../sync/hub-client.ts';
import { Loop } from '../sync/loop.ts';
import { retryDelayMs } from '../sync/sync-state.ts';
import type { FileCarrier } from './file-carrier.ts';
import { HeldBack, HUB_FAULT_WEIGHT } from './held-back.ts';
import { Lanes } from './lanes.ts';
import type { LaptopFiles } from './laptop-files.ts';
import { type Left, TransferCount, type WayState } from './transfer-count.ts';

/** What a way of contents needs, and whom it tells. */
export interface WayDeps {
  readonly replica: Replica;
  readonly files: LaptopFiles;
  readonly carrier: FileCarrier;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
  /** Its state or its figures have changed. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** What distinguishes one way from the other. */
export interface WayPlan<J> {
  /** The next job, or none by now; not given again while it runs. */
  readonly next: () => J | undefined;
  readonly run: (job: J, signal: AbortSignal) => Promise<void>;
  /** It has ended, one way or another. */
  readonly ended: (job: J) => void;
  /** Under which it is held back. */
  readonly nameOf: (job: J) => string;
  /** Why this one waits while others go on; undefined where it is the way that failed. By code, never by text. */
  readonly reasonOfOne: (error: unknown) => string | undefined;
  /** One is to be held back for that reason: what else follows of it. */
  readonly heldBack?: (job: J, reason: string) => Promise<void>;
  /** Before jobs are looked for, and when they have ended, whatever they ended by. */
  readonly before?: () => Promise<void>;
  readonly after?: () => Promise<void>;
  /** All of them have ended well, or are held back. */
  readonly settled?: () => Promise<void>;
  /** What people see of it: originals that are left. */
  readonly left: () => Left;
  /** Whether anything may travel now. */
  readonly hasWork: () => boolean;
  /** Whether something waits for a line that is not paid for by the byte. */
  readonly awaitsLine: () => boolean;
  /** It looks again after so long at the latest, in milliseconds. */
  readonly restMs: () => number;
  /** What is to be done may be another. */
  readonly changed: () => void;
}

/** A way, whatever its jobs are. */
export type AnyWay = Pick<Way<never>, 'start' | 'pause' | 'spare' | 'stop' | 'transfer'>;

/** Files at a time. */
const LANES = 6;
/** Whoever has something for it says so; this is the safety net. */
const REST_MS = 5 * 60_000;

/** One per opened replica and direction; begins with `start`. */
export class Way<J> {
  readonly held: HeldBack;
  readonly count = new TransferCount();
  readonly #deps: WayDeps;
  readonly #plan: WayPlan<J>;
  readonly #loop: Loop;
  readonly #lanes: Lanes<J>;
  #state: WayState = { name: 'off' };
  #isOn = false;
  #isSparing = false;

  constructor(deps: WayDeps, plan: WayPlan<J>) {
    this.#deps = deps;
    this.#plan = plan;
    this.held = new HeldBack(deps.monotonic, deps.random);
    this.#lanes = new Lanes({ most: LANES, next: plan.next, run: (job, signal) => this.#run(job, signal) });
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
  }

  /** What has moved, and what is left. */
  get transfer(): Transfer {
    return this.count.told(this.#state, this.#plan.left());
  }

  /** The line is paid for by the byte. */
  get isSparing(): boolean {
    return this.#isSparing;
  }

  #on(state: WayState): void {
    this.#state = state;
    this.#deps.onChange();
  }

  /** Begins, or goes on at once. */
  start(): void {
    this.#isOn = true;
    this.held.release();
    this.#loop.start();
  }

  /** Ends what is under way, until `start`. */
  pause(name: 'off' | 'paused'): void {
    this.#isOn = false;
    this.#loop.halt();
    this.#on({ name });
  }

  /** Whether the line is paid for by the byte: what that means is the plan's to say. */
  spare(isSparing: boolean): void {
    this.#isSparing = isSparing;
    this.look();
  }

  async stop(): Promise<void> {
    this.pause('off');
    await this.#loop.stop();
  }

  /** There may be something else to do. */
  look(): void {
    this.#plan.changed();
    if (!this.#isOn) return;
    this.#loop.wake();
    this.#lanes.look();
  }

  /** Something has arrived that had not before: the next failure counts as the first. */
  progressed(): void {
    this.#loop.progressed();
  }

  async #round(signal: AbortSignal): Promise<number> {
    const plan = this.#plan;
    await plan.before?.();
    if (plan.hasWork()) this.#on({ name: 'moving' });
    try {
      await this.#lanes.run(signal);
    } finally {
      await plan.after?.();
    }
    this.progressed();
    await plan.settled?.();
    // Whoever has ended it meanwhile has said how it stands.
    signal.throwIfAborted();
    const { reason, waitMs } = this.held;
    if (plan.hasWork() && reason !== null) this.#on({ name: 'waiting', reason });
    else if (plan.awaitsLine()) this.#on({ name: 'waiting', reason: 'file.metered' });
    else this.#on({ name: 'idle' });
    return Math.min(REST_MS, waitMs, plan.restMs());
  }

  async #run(job: J, signal: AbortSignal): Promise<void> {
    const name = this.#plan.nameOf(job);
    try {
      await this.#plan.run(job, signal);
      this.held.forget(name);
    } catch (error) {
      const reason = this.#plan.reasonOfOne(error);
      if (reason === undefined) this.#setAside(error, name, signal);
      else {
        await this.#plan.heldBack?.(job, reason);
        this.held.hold(name, reason);
      }
    } finally {
      this.#plan.ended(job);
      this.#deps.onChange();
    }
  }

  /**
   * Throws what the way failed by. What failed here, as a disk that cannot read this file, and what the hub itself
   * failed at is held back, so that the others are not broken off by it again and again.
   */
  #setAside(error: unknown, name: string, signal: AbortSignal): void {
    if (isHubFault(error)) this.held.hold(name, error.code, HUB_FAULT_WEIGHT);
    if (error instanceof HubFailure || signal.aborted) throw error;
    this.#deps.onError(error);
    this.held.hold(name, reasonOf(error));
  }

  /** One function decides what a failure leads to; answers how long to wait. */
  #failed(error: unknown, failures: number): number {
    const { random, onError } = this.#deps;
    this.#on({ name: 'waiting', reason: reasonOf(error) });
    if (isRefusal(error)) return error.kind === 'outdated' ? OUTDATED_MS : Infinity;
    if (!(error instanceof HubFailure)) onError(error);
    return retryDelayMs(failures, random, error instanceof HubFailure ? (error.retryAfterMs ?? 0) : 0);
  }
}
