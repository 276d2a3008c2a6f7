/**
 * The moments at which a death matters, by name. Nothing happens at them in the app; the fault tests listen and end the
 * process there, so that every half-done state that a power cut can leave is made once.
 */
export const faultPoints = [
  'file.written',
  'file.synced',
  'file.renamed',
  'journal.appending',
  'journal.appended',
  'commit.before',
  'commit.after',
  'rebuild.built',
  'rebuild.ready',
  'rebuild.setAside',
  'rebuild.swapped',
  'encrypt.copied',
  'encrypt.sealed',
  'encrypt.swapped',
  'backup.copied',
  'backup.renamed',
  'migration.copied',
  'migration.begun',
  'migration.done',
  'migration.guarded',
  'migration.committed',
  'slot.made',
  'pin.counted',
  'session.saved',
  'snapshot.piece',
  'snapshot.noted',
  'snapshot.copying',
  'snapshot.copied',
  'load.stored',
  'load.finishing',
  'erase.marked',
  'erase.keys',
  'erase.file',
  'erase.done',
  'erase.told',
  'store.grown',
  'store.written',
  'store.synced',
  'store.renamed',
  'store.removed',
] as const;
/** One of the moments above. */
export type FaultPoint = (typeof faultPoints)[number];

const state: { listener: ((point: FaultPoint) => void) | undefined } = { listener: undefined };

/** For tests alone: called at each point that is reached. */
export function listenToFaultPoints(listener: (point: FaultPoint) => void): void {
  state.listener = listener;
}

/** A test listens: other threads tell of their points, too, and wait until they have been heard. */
export const isListenedTo = (): boolean => state.listener !== undefined;

/** Nothing in the app. In a test it may never return. */
export function reached(point: FaultPoint): void {
  state.listener?.(point);
}
