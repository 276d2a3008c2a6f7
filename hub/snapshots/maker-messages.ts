/** What the hub and the thread that makes a snapshot say to each other. */
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Pieces } from './pieces.ts';
import type { ShapeAnswer, ShapePosition } from './read-shape.ts';

/** A shape of the snapshot, as the hub asks for it in the name of its readers. */
export interface SnapshotShape {
  readonly table: TableName;
  readonly query: string;
}

/** Where the content of one table stands. */
export interface ShapeStand extends SnapshotShape, ShapePosition {
  readonly rows: number;
}

/** A snapshot that is finished: its pieces, the form of its tables, and where each shape stood when it was read. */
export interface Made extends Pieces {
  readonly schema: string;
  readonly stands: readonly ShapeStand[];
}

/** What the thread is given. It never sees Postgres: it asks the hub for shapes, as a laptop would. */
export interface MakerData {
  readonly shapes: readonly SnapshotShape[];
  /** Where the database is built; it is erased by whoever asked. */
  readonly database: string;
  /** Where its pieces go. */
  readonly pieces: string;
}

/** From the thread: a shape is asked for, or all is made. What fails, fails the thread. */
export type MakerReport =
  | { readonly kind: 'ask'; readonly query: string }
  | { readonly kind: 'made'; readonly made: Made };
/** To the thread, in the order of what it asked. */
export type MakerAnswer = ShapeAnswer | { readonly failure: string };
