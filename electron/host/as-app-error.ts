/** Failures of the hub on their way to people. */
import { AppError, type AppErrorCode, appErrorCodes } from '../../shared/base/app-error.ts';
import { HubFailure } from '../sync/hub-client.ts';

/** Failures of the hub as people hear of them. */
export function asAppError(error: unknown, hub: string): unknown {
  if (!(error instanceof HubFailure)) return error;
  if (
    error.code === 'auth.credentials' ||
    error.code === 'auth.expired' ||
    error.code === 'auth.revoked' ||
    error.code === 'auth.needed'
  )
    return new AppError(error.code, {}, { cause: error });
  // Its sentence says what was odd about the answer.
  if (error.kind === 'rubbish') return new AppError('hub.answer', { problem: error.message }, { cause: error });
  const known = appErrorCodes.find((code) => code === error.code);
  if (known !== undefined && known !== 'internal' && known !== 'usage')
    return new AppError(known, error.kind === 'unreachable' ? { hub } : error.details, { cause: error });
  if (error.kind === 'unreachable') return new AppError('hub.unreachable', { hub }, { cause: error });
  return new AppError('hub.refused', { problem: error.message, code: error.code }, { cause: error });
}

/**
 * Why sync waits, as a code for which people have a sentence: which part is away is said, and the hub's own codes are
 * for who runs it.
 */
export function saidReason(reason: string): AppErrorCode {
  const known = appErrorCodes.find((code) => code === reason);
  if (known !== undefined) return known;
  if (reason.startsWith('shapes.')) return 'shapes.silent';
  return reason.startsWith('internal') ? 'internal' : 'hub.failed';
}
