/** What a failure means to a part of sync, said once for all of them. */
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { HubFailure, type HubFailureKind } from './hub-client.ts';

/** A laptop that must be updated asks so often whether it still must, in milliseconds. */
export const OUTDATED_MS = 5 * 60_000;

const REFUSALS = ['unauthorized', 'revoked', 'outdated'] as const satisfies readonly HubFailureKind[];
/** A failure after which trying again is no use before somebody does something. */
export type Refusal = HubFailure & { readonly kind: (typeof REFUSALS)[number] };

/** The hub does not take this laptop's word any more, or nothing of its release: trying again helps nobody. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof HubFailure && REFUSALS.some((kind) => kind === error.kind);
}

/** Why something waits: a code, for which there is a sentence, or what is wrong here in the program's own words. */
export function reasonOf(error: unknown): string {
  return error instanceof HubFailure || error instanceof AppError ? error.code : `internal: ${errorText(error)}`;
}

/** The hub answered, and failed at this request: at others it may not. */
export const isHubFault = (error: unknown): error is HubFailure => error instanceof HubFailure && error.status === 500;
