/**
 * How the replica's process has sheets made of templates that people have written: it cannot start a process here, so
 * the shell does, and gives both a port. Closing the port ends that process, whatever it does.
 */
import type { WorkerOrder, WorkerReply } from '../../paper/sheet-job.ts';
import type { RunnerHears, SheetRunner } from '../../paper/sheet-runner.ts';

/** What is used of a port. */
export interface SheetPort {
  postMessage(order: WorkerOrder): void;
  on(event: 'message', hear: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', hear: () => void): unknown;
  start(): void;
  close(): void;
}

interface Waiting {
  readonly orders: WorkerOrder[];
  readonly hears: RunnerHears;
  port: SheetPort | undefined;
  isOver: boolean;
}

/** One per process of a replica. */
export class SheetsByShell {
  readonly #ask: (id: number) => void;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  /** `ask`: tells the shell that process `id` is wanted. */
  constructor(ask: (id: number) => void) {
    this.#ask = ask;
  }

  /** As `StartRunner`. What is given to it before its process is there waits. */
  readonly start = (hears: RunnerHears): SheetRunner => {
    const id = this.#next++;
    const one: Waiting = { orders: [], hears, port: undefined, isOver: false };
    this.#waiting.set(id, one);
    this.#ask(id);
    return {
      post: (order) => {
        if (one.port === undefined) one.orders.push(order);
        else one.port.postMessage(order);
      },
      // The shell decides how long this process lives.
      hold: () => undefined,
      end: () => {
        this.#waiting.delete(id);
        one.port?.close();
        this.#over(one);
        return Promise.resolve();
      },
    };
  };

  /** The shell has started process `id`. */
  connect(id: number, port: SheetPort): void {
    const one = this.#waiting.get(id);
    this.#waiting.delete(id);
    // Whoever wanted it has given it up meanwhile.
    if (one === undefined) return port.close();
    one.port = port;
    port.on('message', ({ data }) => {
      if (!one.isOver) one.hears.reply(data as WorkerReply);
    });
    port.on('close', () => this.#over(one));
    port.start();
    for (const order of one.orders.splice(0)) port.postMessage(order);
  }

  #over(one: Waiting): void {
    if (one.isOver) return;
    one.isOver = true;
    one.hears.gone();
  }
}
