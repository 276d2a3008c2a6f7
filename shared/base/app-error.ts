/**
 * Failures of the machinery that people must hear about: a code, details, and a sentence in both languages
 * (`i18n/errors.ts`).
 */
import type { JsonValue } from '../schema/define.ts';

/**
 * Stable: they stand in logs and tests, and each has its sentence in `shared/features/failures/`, without which nothing
 * compiles. A code is never used for something else.
 */
export const appErrorCodes = [
  'auth.pinWrong',
  'auth.pinLocked',
  'auth.pinForm',
  'auth.notKnownOffline',
  'session.locked',
  'session.broken',
  'replica.sealed',
  'disk.readOnly',
  'invitation.unknown',
  'invitation.expired',
  'invitation.used',
  'invitation.form',
  'password.weak',
  'auth.mustChangePassword',
  'auth.recovery',
  'people.above',
  'device.revoked',
  'device.wiped',
  'permission.denied',
  'replica.locked',
  'replica.newer',
  'replica.missing',
  'replica.corrupt',
  'replica.notLoaded',
  'disk.full',
  'file.empty',
  'file.tooLarge',
  'file.diskFull',
  'file.unknown',
  'file.elsewhere',
  'file.damaged',
  'file.noThumbnail',
  'file.broken',
  'file.locked',
  'file.tooManyPixels',
  'file.noProgram',
  'file.quota',
  'file.mismatch',
  'file.metered',
  'made.gone',
  'label.noTemplate',
  'label.unknown',
  'label.newer',
  'label.nothing',
  'label.notMade',
  'port.taken',
  'hub.unreachable',
  'hub.failed',
  'hub.database',
  'shapes.silent',
  'hub.answer',
  'hub.refused',
  'release.tooOld',
  'auth.credentials',
  'auth.expired',
  'auth.revoked',
  'auth.needed',
  'auth.tooMany',
  'device.known',
  'hub.insecure',
  'usage',
  'query.readOnly',
  'query.failed',
  'import.file',
  'import.map',
  'mutation.refused',
  'backup.failed',
  'backup.unreadable',
  'backup.newer',
  'backup.otherTheater',
  'backup.busy',
  'paper.template',
  'paper.late',
  'paper.failed',
  'paper.noForm',
  'paper.nothing',
  'paper.unknown',
  'tour.unknown',
  'export.empty',
  'export.busy',
  'export.tooLarge',
  'export.stopped',
  'export.failed',
  'internal',
] as const;
/** One of the codes above. */
export type AppErrorCode = (typeof appErrorCodes)[number];

/** An expected failure on its way to the person; whoever shows it uses the sentence of its code. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: { readonly [key: string]: JsonValue };
  constructor(code: AppErrorCode, details: AppError['details'] = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
