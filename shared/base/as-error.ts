/** What was thrown, as an Error: anything can be thrown, and only Errors carry a stack. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
