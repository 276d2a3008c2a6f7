/** What makes sheets, as the engine knows it: a thread for ours, a process for what somebody else has written. */
import type { WorkerOrder, WorkerReply } from './sheet-job.ts';

/** What the engine hears of it. */
export interface RunnerHears {
  reply(reply: WorkerReply): void;
  /** It has ended, for whatever reason: nothing more comes. Told once. */
  gone(): void;
}

/** At work on one sheet at a time. */
export interface SheetRunner {
  post(order: WorkerOrder): void;
  /** While it is at work it keeps the process alive, and not otherwise. */
  hold(isAtWork: boolean): void;
  /** Ends it. A thread in native code ends once that comes back, a process at once. */
  end(): Promise<void>;
}

/** Starts one. */
export type StartRunner = (hears: RunnerHears) => SheetRunner;
