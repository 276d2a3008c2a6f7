/** What the routes of the hub share. */
import type { Logger } from 'pino';
import type { JsonValue } from '../shared/schema/define.ts';
import type { SharedReads } from './admin/shared-reads.ts';
import type { AccessGuard } from './auth/access.ts';
import type { Attempts } from './auth/attempts.ts';
import type { AccessTokens } from './auth/tokens.ts';
import type { HubDatabase } from './database.ts';
import type { HubDeadlines } from './deadlines.ts';
import type { HubFiles } from './files/hub-files.ts';
import type { ShapeUpstream } from './shapes/shape-upstream.ts';
import type { SnapshotKeeper } from './snapshots/snapshot-keeper.ts';

/**
 * What a route works with. Made once, in `server.ts`; nothing in it is replaced while the hub runs. `now` is the time
 * that decides, `newId` the only source of ids.
 */
export interface HubContext {
  readonly database: HubDatabase;
  readonly upstream: ShapeUpstream;
  /** Who still has access, at this moment. */
  readonly access: AccessGuard;
  /** How often somebody may try to prove who they are. */
  readonly attempts: Attempts;
  /** Expensive reads, shared by all who ask. */
  readonly reads: SharedReads;
  /** What new laptops begin with. */
  readonly snapshots: SnapshotKeeper;
  /** Contents of files. */
  readonly files: HubFiles;
  readonly deadlines: HubDeadlines;
  readonly tokens: AccessTokens;
  readonly historyId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/**
 * An answer that is no success: status, stable code, and a sentence for logs and people without the app.
 * `details.seconds` also says in a header when to come again.
 */
export class HttpFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
  constructor(status: number, code: string, message: string, details: HttpFailure['details'] = {}) {
    super(message);
    this.name = 'HttpFailure';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
