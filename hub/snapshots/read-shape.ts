/** Reads one shape from its beginning to where it stands now, as a laptop does, whoever serves it. */

/** One row of a snapshot, or one change of the log. */
export interface ShapeRow {
  readonly value: Readonly<Record<string, string | null>>;
  readonly headers: { readonly operation: 'insert' | 'update' | 'delete' };
}
interface ControlMessage {
  readonly headers: { readonly control: string };
}

/** Where in a shape somebody stands. */
export interface ShapePosition {
  readonly handle: string;
  readonly offset: string;
}

/** An answer of the source of shapes, whole: they are no larger than a chunk. */
export interface ShapeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
/** Asks the source of shapes, with the query that the hub makes for somebody. */
export type AskShape = (query: string) => Promise<ShapeAnswer>;

/** Who takes the rows of a shape. After `onAnew` they come again from the first. */
export interface ShapeReader {
  /** Rows in the order in which they count. */
  readonly onRows: (rows: readonly ShapeRow[]) => void;
  /** The shape has ended: what came of it so far is of no use. */
  readonly onAnew: () => void;
}

/** A shape may end so often while it is read. */
const MAX_ROTATIONS = 5;

/** The query of a shape at a position in it. */
export function shapeAt(query: string, position: ShapePosition | undefined, attempt = 0): string {
  const asked = new URLSearchParams(query);
  asked.set('log', 'full');
  asked.set('offset', position?.offset ?? '-1');
  if (position !== undefined) asked.set('handle', position.handle);
  if (attempt > 0) asked.set('cache-buster', String(attempt));
  return asked.toString();
}

/** Answers where the shape stood when it was up to date. Throws where the source does not answer as it should. */
export async function readShape(ask: AskShape, query: string, reader: ShapeReader): Promise<ShapePosition> {
  for (let attempt = 0; attempt < MAX_ROTATIONS; attempt += 1) {
    const position = await readToEnd(ask, query, attempt, reader);
    if (position !== undefined) return position;
    reader.onAnew();
  }
  throw new Error(`a shape ended ${MAX_ROTATIONS} times while it was read: ${query}`);
}

/** Undefined where the shape ended on the way. */
async function readToEnd(
  ask: AskShape,
  query: string,
  attempt: number,
  { onRows }: ShapeReader,
): Promise<ShapePosition | undefined> {
  let position: ShapePosition | undefined;
  for (;;) {
    const { status, headers, body } = await ask(shapeAt(query, position, attempt));
    if (status === 409) return undefined;
    const { 'electric-handle': handle, 'electric-offset': offset } = headers;
    if (status !== 200 || handle === undefined || offset === undefined)
      throw new Error(`the source of shapes answered ${status} to ${query}`);
    const messages = JSON.parse(body) as readonly (ShapeRow | ControlMessage)[];
    onRows(messages.filter((message): message is ShapeRow => 'operation' in message.headers));
    position = { handle, offset };
    if (messages.some((message) => 'control' in message.headers && message.headers.control === 'up-to-date'))
      return position;
  }
}
