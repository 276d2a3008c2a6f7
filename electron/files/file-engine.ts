/**
 * Both ways of contents, with what decides about them: this laptop's policy, its pins, whether somebody has told it to
 * wait, and whether the line is paid for by the byte. It goes along with sync (`SyncEngine`): off and on with it.
 */
import type { FilePolicy, FileStatus, PinEstimate, Unpinned } from '../../shared/ipc/file-contract.ts';
import type { Replica } from '../replica/replica.ts';
import type { HubClient } from '../sync/hub-client.ts';
import type { Along } from '../sync/sync-engine.ts';
import { FileCarrier } from './file-carrier.ts';
import { FileDownlink } from './file-downlink.ts';
import { FileUplink } from './file-uplink.ts';
import type { LaptopFiles } from './laptop-files.ts';
import { OnHub } from './on-hub.ts';
import type { PinScope } from './pin-scopes.ts';
import { Pins } from './pins.ts';
import type { AnyWay } from './way.ts';

export interface FileEngineDeps {
  readonly replica: Replica;
  readonly files: LaptopFiles;
  readonly client: HubClient;
  readonly now: () => Date;
  readonly random: () => number;
  readonly monotonic?: () => number;
  readonly onStatus: (status: FileStatus) => void;
  readonly onError: (error: unknown) => void;
}

/** Windows hear of changes so often at most, in milliseconds. */
const TELL_MS = 300;

/** One per opened and registered replica; not started again after `stop`. */
export class FileEngine implements Along {
  readonly #deps: FileEngineDeps;
  readonly #up: AnyWay;
  readonly #down: AnyWay;
  readonly #pins: Pins;
  #isOn = false;
  #isStopped = false;
  #isMetered = false;
  #telling: NodeJS.Timeout | undefined;

  constructor(deps: FileEngineDeps) {
    this.#deps = deps;
    const { replica, files, client, now, random, onError } = deps;
    const carrier = new FileCarrier(files, client);
    const isOn = (): boolean => this.#isOn;
    this.#pins = new Pins({ replica, files, now, onHub: new OnHub({ carrier, rows: files.rows, isOn }) });
    const common = {
      replica,
      files,
      carrier,
      random,
      monotonic: deps.monotonic ?? (() => performance.now()),
      onChange: () => this.#changed(),
      onError,
    };
    this.#up = new FileUplink(common).way;
    this.#down = new FileDownlink({ ...common, pins: this.#pins }).way;
  }

  start(): void {
    if (this.#isStopped) return;
    this.#isOn = true;
    this.#go();
  }

  #go(): void {
    if (this.#deps.files.rows.isPaused) {
      this.#up.pause('paused');
      this.#down.pause('paused');
    } else if (this.#isOn) {
      this.#up.start();
      this.#down.start();
    }
  }

  /** The person wants no network. */
  pause(): void {
    this.#isOn = false;
    this.#up.pause('off');
    this.#down.pause('off');
  }

  /** Now, not later: a network appeared, or somebody signed in. */
  retryNow(): void {
    if (this.#isOn) this.#go();
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    this.#isStopped = true;
    clearTimeout(this.#telling);
    await Promise.all([this.#up.stop(), this.#down.stop()]);
    clearTimeout(this.#telling);
  }

  #changed(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      if (!this.#isStopped) void this.status().then(this.#deps.onStatus).catch(this.#deps.onError);
    }, TELL_MS).unref();
  }

  /** How both ways stand. */
  async status(): Promise<FileStatus> {
    const { files } = this.#deps;
    return {
      up: this.#up.transfer,
      down: this.#down.transfer,
      policy: files.rows.policy,
      freeBytes: await files.room(),
    };
  }

  estimate(scope: PinScope): Promise<PinEstimate> {
    return this.#pins.estimate(scope);
  }

  pin(scope: PinScope): Promise<void> {
    return this.#pins.pin(scope);
  }

  unpin(scope: PinScope): Promise<Unpinned> {
    return this.#pins.unpin(scope);
  }

  want(sha256s: readonly string[]): Promise<void> {
    return this.#deps.files.rows.want(sha256s);
  }

  async setPolicy(policy: FilePolicy): Promise<void> {
    await this.#deps.files.rows.setPolicy(policy);
    this.#changed();
  }

  /** Nothing travels until it is told to go on; survives a restart. */
  async setPaused(isPaused: boolean): Promise<void> {
    await this.#deps.files.rows.setPaused(isPaused);
    this.#go();
    if (!isPaused && !this.#isOn) this.pause();
  }

  /** The line is paid for by the byte, as the system says. */
  setMetered(isMetered: boolean): void {
    if (isMetered === this.#isMetered) return;
    this.#isMetered = isMetered;
    this.#up.spare(isMetered);
    this.#down.spare(isMetered);
  }
}
