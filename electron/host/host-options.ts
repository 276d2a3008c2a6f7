/** What a host is opened with (`replica-host.ts`). */
import type { StartRunner } from '../../paper/sheet-runner.ts';
import type { Opener } from '../files/open-outside.ts';
import type { NewWorker } from '../queries/reader.ts';
import type { GuessCost } from '../replica/key-file.ts';
import type { Deadlines } from '../sync/deadlines.ts';
import type { Fetch } from '../sync/hub-client.ts';
import type { SyncState } from '../sync/sync-state.ts';

export interface HostOptions {
  readonly dir: string;
  readonly create?: boolean;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly random?: () => number;
  readonly fetch?: Fetch;
  /**
   * Opens what is sealed without asking: the key that the system's keychain or an unattended machine's key file holds.
   */
  readonly machineKey?: Buffer | undefined;
  /** Opens what is sealed without asking: the password of anybody who has signed in here. */
  readonly password?: string | undefined;
  /** Whether a host that nobody has opened yet is of use; without it, opening a sealed one throws `replica.sealed`. */
  readonly mayBeSealed?: boolean;
  /**
   * A person has given the database file up: it is kept under another name, what waits comes from the journal, the rest
   * from the hub.
   */
  readonly setAside?: boolean;
  /** What one guess at a password costs; tests make it cheap. */
  readonly guessCost?: GuessCost;
  /** How long waits may last; tests make them short. */
  readonly deadlines?: Deadlines;
  /** Where the thread that reads begins; in a built app it is a file of its own. */
  readonly reader?: URL | NewWorker | undefined;
  /** Where the thread begins that looks at the file and folds its log in; without one the caller's does. */
  readonly fileThread?: URL | undefined;
  /** Where the thread begins that makes sheets; in a built app it is a file of its own. */
  readonly paper?: URL | undefined;
  /** What makes sheets of a theatre's own templates: a process of its own. */
  readonly ownSheets?: StartRunner | undefined;
  /** Where a thread begins that makes a file of a list; in a built app it is a file of its own. */
  readonly sheetThread?: URL | undefined;
  /** A window is there already: the thread that reads starts while the file is looked at. */
  readonly expectsQuestions?: boolean;
  /** Where the threads begin that work for the store of files; the sources where nothing is said. */
  readonly storeThread?: URL | undefined;
  readonly thumbnailThread?: URL | undefined;
  /** How a file of the disk is shown to a person; the system's own way where nothing is said. */
  readonly opener?: Opener;
  readonly onState?: (state: SyncState) => void;
  readonly onError?: (error: unknown) => void;
}
