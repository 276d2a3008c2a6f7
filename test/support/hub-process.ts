/** Starts `hub-child.ts`, talks to it, and kills it. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FaultPoint } from '../../hub/fault-points.ts';
import type { ChildOptions, ChildReport, Look } from './hub-child.ts';

const child = fileURLToPath(new URL('hub-child.ts', import.meta.url));

export class HubProcess {
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<string>();
  readonly #looks = new Map<number, PromiseWithResolvers<readonly string[]>>();
  readonly #gone = Promise.withResolvers<void>();
  /** What went wrong and did not end it. */
  readonly warnings: string[] = [];
  #output = '';
  #next = 0;

  constructor(options: ChildOptions) {
    this.#child = fork(child, [JSON.stringify(options)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (text: Buffer) => {
        this.#output += text.toString('utf8');
      });
    this.#child.on('message', (report: ChildReport) => this.#hear(report));
    this.#child.once('exit', (code, signal) => {
      this.#fail(new Error(`the hub ended with ${code ?? signal}: ${this.#output}`));
      this.#gone.resolve();
    });
    // Whoever does not wait for it any more need not hear that it ended.
    this.#ready.promise.catch(() => undefined);
  }

  #hear(report: ChildReport): void {
    if ('ready' in report) this.#ready.resolve(report.ready);
    else if ('warned' in report) this.warnings.push(report.warned);
    else if ('failure' in report) this.#fail(new Error(report.failure));
    else this.#looks.get(report.looked)?.resolve(report.purged);
  }

  #fail(error: Error): void {
    this.#ready.reject(error);
    for (const { reject } of this.#looks.values()) reject(error);
  }

  /** Its address, once it listens. */
  get url(): Promise<string> {
    return this.#ready.promise;
  }

  /** Has it look after what is due at a moment; answers the theatres of which it erased something. */
  keepHouse(at: Date, dieAt?: FaultPoint): Promise<readonly string[]> {
    const look = (this.#next += 1);
    const answer = Promise.withResolvers<readonly string[]>();
    this.#looks.set(look, answer);
    this.#child.send({ look, at: at.toISOString(), dieAt } satisfies Look);
    return answer.promise;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone.promise;
  }
}
