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
  | { readonly kind: 'wake' }
  | { readonly kind: 'stop' };

/** What the replica's process says before it ends, where it could not open the directory. */
export interface ReplicaFailed {
  readonly kind: 'failed';
  readonly failure: OpenFailure;
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
