/**
 * The moments at which the hub is about to write to its own disk, or is between two writes that belong together.
 * Nothing happens at them but in tests, which let each of them fail as a full disk does, or kill the process there.
 * Those named in the past (`appended`, `written`, `emptied`, `filled`, `copied`, `committed`, `made`, `kept`) lie behind a write: there
 * a process can die, but nothing can fail.
 */
export const faultPoints = [
  'shapes.append',
  'shapes.appended',
  'shapes.sync',
  'shapes.save',
  'shapes.remove',
  'shapes.snapshot',
  'backup.write',
  'backup.written',
  'backup.rename',
  'restore.emptied',
  'restore.filled',
  'restore.commit',
  'snapshot.made',
  'snapshot.kept',
  'migration.copied',
  'migration.begun',
  'migration.done',
  'migration.guarded',
  'migration.committed',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** What happens at a point; tests replace `at` and put it back. */
export const faults: { at: (point: FaultPoint) => void } = { at: () => undefined };
