/**
 * The replica lives in a process of its own, so that a slow query never freezes a window. Each window talks to it over
 * a port; a replica that dies is started again and the windows are connected anew: what was saved is on disk. One that
 * dies again and again is not: the person hears why, and chooses.
 */

import { fileURLToPath } from 'node:url';
import { app, dialog, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { bareEnvironment } from '../../paper/process-runner.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { ContentDoor, ContentReady, ReplicaCommand, ReplicaFailed, SheetsWanted } from './replica-messages.ts';
import { afterDeath, type Deaths, NO_DEATHS, type OpenFailure, questionFor, type WayOut } from './restart-policy.ts';
import { secretKey } from './secret-key.ts';

const STOP_MS = 5000;

/** A process that makes sheets of templates that people have written, for the replica's; it ends with its port. */
function startSheets(replica: UtilityProcess, id: number): void {
  const sheets = utilityProcess.fork(fileURLToPath(new URL('sheet-process.js', import.meta.url)), [], {
    serviceName: 'Offstage sheets',
    env: bareEnvironment(),
    stdio: 'ignore',
  });
  const { port1, port2 } = new MessageChannelMain();
  sheets.postMessage({ kind: 'start' }, [port1]);
  replica.postMessage({ kind: 'sheets', id } satisfies ReplicaCommand, [port2]);
}

/** One per app. What the person chooses in `#ask` is the only way on after the last restart. */
export class ReplicaProcess {
  readonly #launch: LaunchOptions;
  readonly #windows = new Set<WebContents>();
  #child: UtilityProcess | undefined;
  #deaths: Deaths = NO_DEATHS;
  #isStopping = false;
  #door: ContentDoor | undefined;

  constructor(launch: LaunchOptions) {
    this.#launch = launch;
    this.#start(false);
  }

  /** `failure` is what the process said last before it ended: the person hears that and not an exit code. */
  #start(setAside: boolean): void {
    const child = utilityProcess.fork(fileURLToPath(new URL('replica.js', import.meta.url)), [], {
      serviceName: 'Offstage replica',
    });
    const startedAt = Date.now();
    let failure: OpenFailure | undefined;
    child.on('message', (message: ReplicaFailed | ContentReady | SheetsWanted) => {
      if (message.kind === 'failed') failure = message.failure;
      else if (message.kind === 'sheets') startSheets(child, message.id);
      else if (this.#child === child) this.#door = message.door;
    });
    child.on('exit', () => {
      if (!this.#isStopping) this.#died(Date.now() - startedAt, failure);
    });
    const { dataDir, hubUrl } = this.#launch;
    child.postMessage({
      kind: 'open',
      dir: dataDir,
      hubUrl,
      secretKey: secretKey(dataDir),
      setAside,
    } satisfies ReplicaCommand);
    this.#child = child;
    for (const contents of this.#windows) if (!contents.isDestroyed()) this.#join(contents);
  }

  #died(livedMs: number, failure: OpenFailure | undefined): void {
    this.#child = undefined;
    this.#door = undefined;
    const decision = afterDeath(this.#deaths, livedMs, failure);
    this.#deaths = decision.deaths;
    if (decision.kind === 'restart')
      setTimeout(() => {
        if (!this.#isStopping) this.#start(false);
      }, decision.afterMs);
    else void this.#ask(failure);
  }

  async #ask(failure: OpenFailure | undefined): Promise<void> {
    const { message, detail, ways } = questionFor(failure, app.getLocale().startsWith('ru') ? 'ru' : 'en');
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message,
      detail,
      buttons: ways.map(({ label }) => label),
      cancelId: ways.length - 1,
      noLink: true,
    });
    const way: WayOut = ways[response]?.way ?? 'quit';
    if (way === 'quit') app.quit();
    else if (!this.#isStopping) this.#start(way === 'setAside');
  }

  /** Gives a window a port of its own, now and after every restart. */
  connect(contents: WebContents): void {
    if (!this.#windows.has(contents)) {
      this.#windows.add(contents);
      contents.once('destroyed', () => this.#windows.delete(contents));
    }
    this.#join(contents);
  }

  /** Every window has a port of its own; the old one has died with the old process. */
  #join(contents: WebContents): void {
    if (this.#child === undefined) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ kind: 'window' } satisfies ReplicaCommand, [port1]);
    contents.postMessage('offstage:port', null, [port2]);
  }

  /** Where its process answers for contents now. */
  get door(): ContentDoor | undefined {
    return this.#door;
  }

  /** After sleep, or when a network appears. */
  wake(): void {
    this.#child?.postMessage({ kind: 'wake' } satisfies ReplicaCommand);
  }

  /** Asks it to close the database and go; ends it when it does not. */
  stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child === undefined) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(() => child.kill(), STOP_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        done();
      });
      child.postMessage({ kind: 'stop' } satisfies ReplicaCommand);
    });
  }
}
