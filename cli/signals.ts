/**
 * Interrupts of a command that has something to put in order before it ends. From `holdSignals` on none of them ends
 * the process by itself, however often it comes: Ctrl-C in a terminal reaches the whole process group, and whoever
 * started us may pass it on as well.
 */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let first: Promise<void> | undefined;

/**
 * Takes the interrupts over, for as long as the process lives. Call it before anything is started that must be stopped.
 */
export function holdSignals(): void {
  untilSignal().catch(() => undefined);
}

/** Resolves with the first interrupt since `holdSignals`; at once where it has been. */
export function untilSignal(): Promise<void> {
  first ??= new Promise<void>((done) => {
    for (const signal of SIGNALS) process.on(signal, () => done());
    // A terminal that was closed can no longer be written to; stopping goes on all the same.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  });
  return first;
}
