/**
 * The moments at which the hub is about to write to its own disk, or is between two writes that belong together, and
 * the stations of a change on its way through the hub.
 * Nothing happens at them but in tests, which let each of them fail as a full disk does, or kill the process there.
 * Those of its disk that are named in the past (`appended`, `written`, `emptied`, `filled`, `copied`, `committed`,
 * `made`, `kept`, `synced`, `renamed`, `noted`, `removed`) lie behind a write: there a process can die, but nothing can
 * fail.
 */
export const faultPoints = [
  'push.arrived',
  'push.applied',
  'push.committed',
  'stream.received',
  'shapes.append',
  'shapes.appended',
  'shapes.sync',
  'shapes.save',
  'shapes.remove',
  'shapes.snapshot',
  'file.write',
  'file.written',
  'backup.write',
  'backup.written',
  'backup.rename',
  'restore.emptied',
  'restore.filled',
  'restore.commit',
  'snapshot.made',
  'snapshot.kept',
  'contents.appended',
  'contents.written',
  'contents.synced',
  'contents.renamed',
  'contents.noted',
  'contents.removed',
  'migration.copied',
  'migration.begun',
  'migration.done',
  'migration.guarded',
  'migration.committed',
] as const;
/** A moment in the list above; tests must have one for each. */
export type FaultPoint = (typeof faultPoints)[number];

/** Stations at which the hub waits for others anyway: there it can also hang. */
export type Station = Extract<FaultPoint, `push.${string}` | `stream.${string}`>;

/** What happens at a point; tests replace it and put it back. */
export const faults: {
  at: (point: FaultPoint) => void;
  /** As `at`, at a station. */
  during: (station: Station) => Promise<void>;
} = {
  at: () => undefined,
  during: () => Promise.resolve(),
};
