/**
 * The replica lives in a process of its own, so that a slow query never freezes a window. Each window talks to it over a port;
 * a replica that dies is started again and the windows are connected anew: what was saved is on disk.
 */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from './launch-options.ts';
import type { ReplicaCommand } from './replica-messages.ts';
import { secretKey } from './secret-key.ts';

const STOP_MS = 5000;

export class ReplicaProcess {
  readonly #launch: LaunchOptions;
  readonly #windows = new Set<WebContents>();
  #child: UtilityProcess;
  #isStopping = false;

  constructor(launch: LaunchOptions) {
    this.#launch = launch;
    this.#child = this.#start();
  }

  #start(): UtilityProcess {
    const child = utilityProcess.fork(fileURLToPath(new URL('replica.js', import.meta.url)), [], { serviceName: 'Offstage replica' });
    child.on('exit', () => {
      if (this.#isStopping) return;
      this.#child = this.#start();
      for (const contents of this.#windows) if (!contents.isDestroyed()) this.connect(contents);
    });
    child.postMessage({ kind: 'open', dir: this.#launch.dataDir, hubUrl: this.#launch.hubUrl, secretKey: secretKey(this.#launch.dataDir) } satisfies ReplicaCommand);
    return child;
  }

  /** Gives a window a port of its own. */
  connect(contents: WebContents): void {
    this.#windows.add(contents);
    contents.once('destroyed', () => this.#windows.delete(contents));
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ kind: 'window' } satisfies ReplicaCommand, [port1]);
    contents.postMessage('offstage:port', null, [port2]);
  }

  /** After sleep, or when a network appears. */
  wake(): void {
    this.#child.postMessage({ kind: 'wake' } satisfies ReplicaCommand);
  }

  /** Asks it to close the database and go; ends it when it does not. */
  stop(): Promise<void> {
    this.#isStopping = true;
    return new Promise((done) => {
      const timer = setTimeout(() => this.#child.kill(), STOP_MS);
      this.#child.once('exit', () => {
        clearTimeout(timer);
        done();
      });
      this.#child.postMessage({ kind: 'stop' } satisfies ReplicaCommand);
    });
  }
}
