/**
 * A hub, and laptops with a window each, that die at any instant within one process, as from `kill -9`: what their
 * folders hold at that instant is copied, everything that leads from them to others is cut, and what goes on in the dead
 * one concerns nobody. The next life begins from the copy, as after a restart. `test/support/crash-image.test.ts` shows
 * that such a copy is what a killed process leaves behind.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { vi } from 'vitest';
import { ContractService } from '../../electron/host/contract-service.ts';
import type { HostOptions } from '../../electron/host/host-options.ts';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { type FaultPoint, listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import { type HubOptions, type RunningHub, startHub } from '../../hub/server.ts';
import type { Failure, Frame } from '../../shared/ipc/contract.ts';
import { Cable } from './cable.ts';
import { crashImage } from './crash-image.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from './keys.ts';
import { createDatabase } from './world.ts';

/** How long laptops and hub wait: soon over, so that what hangs is seen to be ended. Those of the hub end first. */
export const patience = {
  laptop: { idleMs: 0, bellMs: 0, wordMs: 0, readMs: 0 },
  hub: { lockMs: 0, stepMs: 0, takeMs: 0, silenceMs: 120_000 },
};
const SHORTEST_MS = 1500;
const LONGEST_MS = 30_000;

/** What takes so long where nothing hangs is waited for ten times as long. */
export function waitFor(usualMs: number): void {
  const ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 10 * usualMs));
  Object.assign(patience.laptop, { idleMs: ms, bellMs: ms, wordMs: ms, readMs: 2 * ms });
  Object.assign(patience.hub, { lockMs: ms / 2, stepMs: ms / 2, takeMs: ms / 2 });
}
waitFor(LONGEST_MS);

const LONG_POLL_MS = 400;

/** Never ends. */
export const hang = <T>(): Promise<T> => new Promise<T>(() => undefined);

interface HubLife {
  /** Undefined while it begins. */
  hub?: RunningHub;
  readonly dir: string;
  readonly cable: Cable;
  readonly end: AbortController;
}

export class MortalHub {
  readonly #database: Awaited<ReturnType<typeof createDatabase>>;
  readonly #options: Partial<HubOptions>;
  readonly #root = mkdtempSync(join(tmpdir(), 'offstage-mortal-'));
  readonly #dead: HubLife[] = [];
  #life: HubLife | undefined;
  #lives = 0;
  /** Where laptops believe the hub to be, whichever life it is in. */
  address = '';

  private constructor(database: Awaited<ReturnType<typeof createDatabase>>, options: Partial<HubOptions>) {
    this.#database = database;
    this.#options = options;
  }

  static async begin(clusterUrl: string, options: Partial<HubOptions> = {}): Promise<MortalHub> {
    const hub = new MortalHub(await createDatabase(clusterUrl), options);
    await hub.live();
    hub.address = hub.running.url;
    return hub;
  }

  get root(): string {
    return this.#root;
  }

  /** Throws while it is dead. */
  get running(): RunningHub {
    if (this.#life?.hub === undefined) throw new TypeError('the hub is dead');
    return this.#life.hub;
  }

  /** Its data folder in this life. */
  get dir(): string {
    return join(this.#root, `hub-${this.#lives}`);
  }

  /** Of its database, past the cable. */
  get databaseUrl(): string {
    return this.#database.url;
  }

  /** Begins a life: the first, or the next from what the last one left. Rejects where it dies before it has begun. */
  async live(): Promise<void> {
    this.#lives += 1;
    const { dir } = this;
    const { cable, url } = await Cable.to(this.#database.url);
    const life: HubLife = { dir, cable, end: new AbortController() };
    this.#life = life;
    try {
      life.hub = await startHub({
        dataDir: dir,
        port: 0,
        databaseUrl: url,
        log: pino({ level: 'silent' }),
        upkeep: false,
        deadlines: patience.hub,
        ...this.#options,
        shapes: { streamId: this.#database.streamId, longPollMs: LONG_POLL_MS, ...this.#options.shapes },
      });
    } catch (error) {
      if (this.#life === life) this.#life = undefined;
      throw error;
    }
  }

  /** At this instant. */
  kill(): void {
    const life = this.#life;
    if (life === undefined) return;
    this.#life = undefined;
    crashImage(life.dir, join(this.#root, `hub-${this.#lives + 1}`));
    life.cable.cut();
    life.end.abort(new TypeError('the hub has died'));
    this.#dead.push(life);
  }

  /** As a laptop's cable leads to it. */
  async answer(url: string, init: RequestInit = {}): Promise<Response> {
    const life = this.#life;
    if (life?.hub === undefined) throw new TypeError('there is nobody');
    const signals = [life.end.signal, ...(init.signal instanceof AbortSignal ? [init.signal] : [])];
    const signal = AbortSignal.any(signals);
    return fetch(url.replace(this.address, life.hub.url), { ...init, signal });
  }

  /** Clears away what those hold who have died so far. */
  async bury(): Promise<void> {
    for (const { hub, dir } of this.#dead.splice(0)) {
      await hub?.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  }

  async end(): Promise<void> {
    this.kill();
    await this.bury();
    await this.#database.drop();
    rmSync(this.#root, { recursive: true, force: true });
  }
}

type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** One of a laptop's lives, and what leads from it to others. */
interface LaptopLife {
  readonly host: ReplicaHost;
  readonly end: AbortController;
}

const whose = new AsyncLocalStorage<MortalLaptop>();

export class MortalLaptop {
  readonly name: string;
  readonly #hub: MortalHub;
  readonly #options: Partial<HostOptions>;
  readonly #dead: LaptopLife[] = [];
  #life: LaptopLife | undefined;
  #lives = 0;
  #window: Window | undefined;
  #service: ContractService | undefined;
  /** Happens at each named point that this laptop reaches. */
  atPoint: (point: FaultPoint) => void = () => undefined;
  /** Its requests go through this. */
  onWire: (url: string, init: RequestInit, pass: Send) => Promise<Response> = (url, init, pass) => pass(url, init);

  constructor(name: string, hub: MortalHub, options: Partial<HostOptions> = {}) {
    this.name = name;
    this.#hub = hub;
    this.#options = options;
  }

  get host(): ReplicaHost {
    if (this.#life === undefined) throw new TypeError(`the laptop ${this.name} is dead`);
    return this.#life.host;
  }

  get dir(): string {
    return join(this.#hub.root, `${this.name}-${this.#lives}`);
  }

  /** Begins a life: the first, in which somebody signs in, or the next from what the last one left. */
  live(email?: string): Promise<void> {
    listenToFaultPoints((point) => whose.getStore()?.atPoint(point));
    return whose.run(this, async () => {
      this.#lives += 1;
      const end = new AbortController();
      const pass: Send = async (url, init = {}) => {
        end.signal.throwIfAborted();
        const signals = [end.signal, ...(init.signal instanceof AbortSignal ? [init.signal] : [])];
        return this.#hub.answer(url, { ...init, signal: AbortSignal.any(signals) });
      };
      const host = await ReplicaHost.open({
        dir: this.dir,
        create: true,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        deadlines: patience.laptop,
        onError: () => undefined,
        ...this.#options,
        fetch: (url, init = {}) => this.onWire(url, init, pass),
      });
      this.#life = { host, end };
      if (email !== undefined) await host.signIn({ hubUrl: this.#hub.address, email, password: PASSWORD });
      host.engine?.start();
      if (this.#window !== undefined) this.#serve(this.#window);
    });
  }

  /** At this instant. */
  kill(): void {
    const life = this.#life;
    if (life === undefined) return;
    this.#life = undefined;
    crashImage(this.dir, join(this.#hub.root, `${this.name}-${this.#lives + 1}`));
    life.end.abort(new TypeError(`the laptop ${this.name} has died`));
    this.#service = undefined;
    this.#window?.link(false);
    this.#dead.push(life);
  }

  /** Work of this laptop. */
  run<T>(work: () => T): T {
    return whose.run(this, work);
  }

  /** A window that takes the place of the one before. */
  async open(): Promise<Window> {
    this.#window?.link(false);
    const window = await Window.open((frame) => this.run(() => this.#service?.receive(frame)));
    this.#window = window;
    this.#serve(window);
    return window;
  }

  get window(): Window {
    if (this.#window === undefined) throw new TypeError('there is no window');
    return this.#window;
  }

  #serve(window: Window): void {
    this.run(() => {
      const service: ContractService = new ContractService({
        host: this.host,
        hubUrl: this.#hub.address,
        demo: null,
        // What a dead process says nobody hears.
        send: (frame) => (this.#service === service && this.#window === window ? window.take(frame) : undefined),
      });
      this.#service = service;
      window.link(true);
    });
  }

  async end(): Promise<void> {
    this.atPoint = () => undefined;
    this.kill();
    for (const { host } of this.#dead) await host.close();
  }
}

/** What is used of `renderer/data/connection.ts`, whose types are of another runtime. */
interface Link {
  request(method: string, params: object): Promise<unknown>;
  subscribe(
    query: { readonly name: string },
    args: object,
    on: { readonly onAnswer: (answer: never) => void; readonly onFailure: (failure: Failure) => void },
  ): () => void;
}
const LINK = new URL('../../renderer/data/connection.ts', import.meta.url).href;
const ANSWER_MS = 1500;

/** A window's own end of the link, as it runs in Electron; frames are copied on the way, as there. */
export class Window {
  readonly #receive: (frame: unknown) => unknown;
  #onFrame: (frame: Frame) => void = () => undefined;
  #onLink: (isOpen: boolean) => void = () => undefined;
  #connection: Link | undefined;
  /** What is sent goes through this, and what comes through the other. */
  onSend: (frame: { readonly method?: string }, pass: () => void) => void = (_frame, pass) => pass();
  onTake: (frame: Frame, pass: () => void) => void = (_frame, pass) => pass();

  private constructor(receive: (frame: unknown) => unknown) {
    this.#receive = receive;
  }

  static async open(receive: (frame: unknown) => unknown): Promise<Window> {
    const window = new Window(receive);
    vi.resetModules();
    vi.stubGlobal('window', {
      offstage: {
        send: (frame: object) => {
          const copy: unknown = structuredClone(frame);
          window.onSend(frame, () => void window.#receive(copy));
        },
        onFrame: (listener: (frame: Frame) => void) => {
          window.#onFrame = listener;
        },
        onLink: (listener: (isOpen: boolean) => void) => {
          window.#onLink = listener;
        },
      },
    });
    const { Connection } = (await import(LINK)) as { Connection: new (answerMs: number) => Link };
    window.#connection = new Connection(ANSWER_MS);
    return window;
  }

  get connection(): Link {
    if (this.#connection === undefined) throw new TypeError('the window is not open yet');
    return this.#connection;
  }

  take(frame: Frame): void {
    const copy = structuredClone(frame);
    this.onTake(copy, () => this.#onFrame(copy));
  }

  link(isOpen: boolean): void {
    this.#onLink(isOpen);
  }
}
