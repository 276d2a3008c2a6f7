/** Failures of the hub on their way to people. */
import { AppError, appErrorCodes } from '../../shared/base/app-error.ts';
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
  const known = appErrorCodes.find((code) => code === error.code);
  if (known !== undefined && known !== 'internal' && known !== 'usage')
    return new AppError(known, error.kind === 'unreachable' ? { hub } : error.details, { cause: error });
  switch (error.kind) {
    case 'unreachable':
      return new AppError('hub.unreachable', { hub }, { cause: error });
    case 'rubbish':
      return new AppError('hub.answer', { problem: error.message }, { cause: error });
    default:
      return new AppError('hub.refused', { problem: error.message, code: error.code }, { cause: error });
  }
}
