import type { OpenFailure } from './restart-policy.ts';

/** Between the shell and the replica's process. */
export type ReplicaCommand =
  | {
      readonly kind: 'open';
      readonly dir: string;
      readonly hubUrl: string;
      readonly secretKey: string | undefined;
      readonly setAside: boolean;
    }
  | { readonly kind: 'window' }
  /** With a port to the process that was asked for by `SheetsWanted`. */
  | { readonly kind: 'sheets'; readonly id: number }
  | { readonly kind: 'wake' }
  | { readonly kind: 'stop' };

/** What the replica's process says before it ends, where it could not open the directory. */
export interface ReplicaFailed {
  readonly kind: 'failed';
  readonly failure: OpenFailure;
}

/** What the replica's process says when it needs a process that makes sheets of templates that people have written. */
export interface SheetsWanted {
  readonly kind: 'sheets';
  readonly id: number;
}

/** Where its process answers for contents, and with which secret in the header (`content-door.ts`). */
export interface ContentDoor {
  readonly port: number;
  readonly secret: string;
}

/** What the replica's process says once it can be asked for contents. */
export interface ContentReady {
  readonly kind: 'content';
  readonly door: ContentDoor;
}
