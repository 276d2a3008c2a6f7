/**
 * What was asked for and not yet answered. A live list shows a change before its answer arrives: whoever presses Ctrl Z
 * then means that change, not the one before it.
 */

const waiting = new Set<Promise<unknown>>();

/** Hands the answer on; until it is there, `allSettled` waits. */
export function underway<T>(answer: Promise<T>): Promise<T> {
  const settled: Promise<void> = answer.then(
    () => undefined,
    () => undefined,
  );
  waiting.add(settled);
  void settled.then(() => waiting.delete(settled));
  return answer;
}

/** Resolves once everything that was asked for by now is answered; the connection's deadline ends every wait. */
export async function allSettled(): Promise<void> {
  await Promise.all(waiting);
}
