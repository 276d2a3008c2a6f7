/** An error on its way between threads, which keep neither class nor cause. */
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { JsonValue } from '../../shared/schema/define.ts';

/** What is left of it on the way. */
export interface ThreadFailure {
  readonly message: string;
  /** Of an AppError, with its details; or of SQLite. */
  readonly code: string | undefined;
  readonly details: { readonly [key: string]: JsonValue } | undefined;
}

/** Before it goes. */
export function failureOf(error: unknown): ThreadFailure {
  const message = errorText(error);
  if (error instanceof AppError) return { message, code: error.code, details: error.details };
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { message, code, details: undefined };
}

/** Where it has arrived: an AppError again where it was one. */
export function errorOf({ message, code, details }: ThreadFailure): Error {
  // An AppError there, with the code that it was made with.
  if (code !== undefined && details !== undefined) return new AppError(code as AppError['code'], details);
  return code === undefined ? new Error(message) : Object.assign(new Error(message), { code });
}
