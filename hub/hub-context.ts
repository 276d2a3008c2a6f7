/** What the routes of the hub share. */
import type { Logger } from 'pino';
import type { AccessGuard } from './auth/access.ts';
import type { HubDatabase } from './database.ts';
import type { ShapeUpstream } from './shapes/shape-upstream.ts';

export interface HubContext {
  readonly database: HubDatabase;
  readonly upstream: ShapeUpstream;
  /** Who still has access, at this moment. */
  readonly access: AccessGuard;
  readonly secret: Uint8Array;
  readonly historyId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/** An answer that is no success: status, stable code, and a sentence for logs and people without the app. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'HttpFailure';
    this.status = status;
    this.code = code;
  }
}
