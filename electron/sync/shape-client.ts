/**
 * Ordinary, non-live shape requests from a stored position: what a catch-up and a first load are made of. The live
 * doorbell is left to the official client; here its class per table and request would cost more than the request.
 */
import type { TableName } from '../../shared/schema/catalog.ts';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { type HubClient, HubFailure } from './hub-client.ts';

/** One change of a row, as the log has it. Snapshot rows carry no position. */
export interface RowMessage {
  readonly key: string;
  readonly value: Readonly<Record<string, string | null>>;
  readonly headers: {
    readonly operation: 'insert' | 'update' | 'delete';
    readonly lsn?: string;
    readonly op_position?: number;
    readonly last?: boolean;
  };
}
interface ControlMessage {
  readonly headers: { readonly control: string; readonly global_last_seen_lsn?: string };
}
type Message = RowMessage | ControlMessage;

/** A batch may be empty and is never torn: its `offset` is where the next request goes on. */
export type ShapeReply =
  | {
      readonly kind: 'batch';
      readonly rows: readonly RowMessage[];
      readonly handle: string;
      readonly offset: string;
      readonly isUpToDate: boolean;
      readonly seenLsn: number;
    }
  /** The shape is gone; `handle` is its replacement, if the server knows one. */
  | { readonly kind: 'must-refetch'; readonly handle: string | undefined }
  /** The hub does not know the table: it is of an earlier release. */
  | { readonly kind: 'absent' };

/** `handle` undefined: from the beginning. */
export interface ShapePosition {
  readonly handle: string | undefined;
  readonly offset: string;
}

/** One request. Throws HubFailure; a 400 «out of bounds» counts as must-refetch (Electric issue 3899). */
export async function requestShape(
  client: HubClient,
  table: TableName,
  position: ShapePosition,
  signal: AbortSignal,
  cacheBuster?: string,
): Promise<ShapeReply> {
  const query = new URLSearchParams({ offset: position.offset, log: 'full', schema: String(SCHEMA_VERSION) });
  if (position.handle !== undefined) query.set('handle', position.handle);
  if (cacheBuster !== undefined) query.set('cache-buster', cacheBuster);
  let response: Response;
  try {
    response = await client.get(`/v1/shapes/${table}?${query.toString()}`, signal);
  } catch (error) {
    if (
      error instanceof HubFailure &&
      error.kind === 'refused' &&
      error.code === 'http.400' &&
      error.message.includes('out of bounds')
    )
      return { kind: 'must-refetch', handle: undefined };
    if (error instanceof HubFailure && error.code === 'shape.unknown') return { kind: 'absent' };
    throw error;
  }
  const handle = response.headers.get('electric-handle') ?? undefined;
  if (response.status === 409) {
    await response.body?.cancel();
    return { kind: 'must-refetch', handle };
  }
  const offset = response.headers.get('electric-offset');
  const messages = await messagesOf(response);
  if (handle === undefined || offset === null || messages === undefined)
    throw new HubFailure('rubbish', 'hub.answer', `the shape ${table} came in an unknown form`);
  return summarise(messages, handle, offset);
}

async function messagesOf(response: Response): Promise<Message[] | undefined> {
  try {
    const body: unknown = JSON.parse(await response.text());
    return Array.isArray(body) ? (body as Message[]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new HubFailure('unreachable', 'hub.unreachable', 'the connection broke in the middle of an answer', {
      cause: error,
    });
  }
}

/**
 * `seenLsn` only grows by what is certain: a transaction’s last message, or the server’s own word with `up-to-date`.
 */
function summarise(messages: readonly Message[], handle: string, offset: string): ShapeReply {
  const rows: RowMessage[] = [];
  let isUpToDate = false;
  let seenLsn = 0;
  for (const message of messages) {
    if ('control' in message.headers) {
      if (message.headers.control !== 'up-to-date') continue;
      isUpToDate = true;
      seenLsn = Math.max(seenLsn, Number(message.headers.global_last_seen_lsn ?? 0));
    } else {
      const row = message as RowMessage;
      rows.push(row);
      if (row.headers.last === true) seenLsn = Math.max(seenLsn, Number(row.headers.lsn ?? 0));
    }
  }
  return { kind: 'batch', rows, handle, offset, isUpToDate, seenLsn };
}
