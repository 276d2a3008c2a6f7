/** Work in steps beside a window that stays alive: it is shown how far it is, and can be stopped. */
import type { Progress } from '../../../shared/ipc/progress.ts';

/** The window paints and hears keys before it goes on. */
const breath = (): Promise<void> =>
  new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      go();
    });
    port1.start();
    port2.postMessage(null);
  });

/** So long it works before the window has its turn, in milliseconds. */
const TURN_MS = 24;

/** Undefined where it was stopped. */
export async function inSteps<T>(
  work: Generator<Progress, T>,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<T | undefined> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < TURN_MS) continue;
    onProgress(step.value);
    await breath();
    if (signal.aborted) return undefined;
    since = performance.now();
  }
}
