/**
 * The gate in front of Electric. Table, columns and `where` are decided here, from the token and the catalog; of the client's query only
 * the protocol's own parameters pass. Live requests that are the same are answered by one upstream request.
 */

import { asError } from '../../shared/base/as-error.ts';
import { can } from '../../shared/rules/permissions.ts';
import { findTable, replicaColumns, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { READ_PERMISSION } from '../../shared/schema/codecs.ts';
import type { Table } from '../../shared/schema/define.ts';
import { isKnownIn, readVersion } from '../../shared/schema/versions.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import type { ShapeUpstream, UpstreamResponse } from './shape-upstream.ts';

/** Electric's `ELECTRIC_PROTOCOL_QUERY_PARAMS`, less subsets, which this product does not use. */
const PROTOCOL_PARAMS = ['live', 'handle', 'offset', 'cursor', 'expired_handle', 'log', 'cache-buster'] as const;

/** Stands in every message that carries a row, and in no other. */
const OPERATION = '"operation"';

/** The doorbell is no table of the catalog; it is scoped like one. */
const DOORBELL = 'sync_commits';

function whereOf(
  table: Pick<Table, 'scope' | 'name'>,
  claims: AccessClaims,
): { readonly where: string; readonly param: string } {
  switch (table.scope) {
    case 'self':
      return { where: 'id = $1', param: claims.theaterId };
    case 'device':
      return { where: table.name === 'device_progress' ? 'id = $1' : 'device_id = $1', param: claims.deviceId };
    case 'theater-or-system':
      return { where: 'theater_id = $1 OR theater_id IS NULL', param: claims.theaterId };
    default:
      return { where: 'theater_id = $1', param: claims.theaterId };
  }
}

/** Rights that the catalog asks of readers, in one order, so that people with the same of them share their shapes. */
const readRights: readonly string[] = [
  ...new Set(
    tableNames.flatMap((name) =>
      Object.values(tableOf(name).columns).flatMap(({ readPermission }) => readPermission ?? []),
    ),
  ),
].sort();

/** Traces of what not everybody may see go to those who may. */
function readableOf(table: Table, where: string, permissions: readonly string[]): string {
  if (!Object.hasOwn(table.columns, READ_PERMISSION)) return where;
  const held = readRights.filter((right) => can(permissions, right)).map((right) => `'${right}'`);
  const readable = held.length === 0 ? '' : ` OR ${READ_PERMISSION} IN (${held.join(', ')})`;
  return `(${where}) AND (${READ_PERMISSION} IS NULL${readable})`;
}

/** The shape that this person's device gets of a table. Throws HttpFailure 404 for one that nobody gets. */
function shapeQuery(
  name: string,
  claims: AccessClaims,
  permissions: readonly string[],
  client: URLSearchParams,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const param of PROTOCOL_PARAMS) {
    const value = client.get(param);
    if (value !== null) query.set(param, value);
  }
  query.set('table', name);
  if (name === DOORBELL) {
    query.set('where', 'theater_id = $1');
    query.set('params[1]', claims.theaterId);
    return query;
  }
  const table = findTable(name);
  // A laptop names the version that it knows; what came later would be unknown to it.
  const version = readVersion(client.get('schema'));
  if (table === undefined || table.scope === 'hub' || !isKnownIn(table, version))
    throw new HttpFailure(404, 'shape.unknown', `There is no shape ${name}.`);
  const { where, param } = whereOf(table, claims);
  query.set('where', readableOf(table, where, permissions));
  query.set('params[1]', param);
  query.set(
    'columns',
    replicaColumns(table)
      .filter(([, column]) => isKnownIn(column, version))
      .filter(([, column]) => column.readPermission === undefined || can(permissions, column.readPermission))
      .map(([column]) => column)
      .join(','),
  );
  return query;
}

export class ShapeProxy {
  readonly #hub: HubContext;
  readonly #live = new Map<
    string,
    { readonly response: Promise<UpstreamResponse>; readonly abort: AbortController; clients: number }
  >();

  constructor(hub: HubContext) {
    this.#hub = hub;
  }

  async fetch(
    name: string,
    claims: AccessClaims,
    client: URLSearchParams,
    signal: AbortSignal,
  ): Promise<UpstreamResponse> {
    const query = shapeQuery(name, claims, await this.#hub.access.require(claims), client);
    const isLive = query.has('live') && query.get('live') !== 'false';
    if (!isLive) return this.#hub.upstream.fetch(query, signal);
    const answer = await this.#collapse(query, signal);
    if (typeof answer.body === 'string' && !answer.body.includes(OPERATION)) return answer;
    // The change that ends a long poll may be the very one that took the access, or the right, away.
    const now = shapeQuery(name, claims, await this.#hub.access.requireNow(claims), client);
    now.sort();
    return now.toString() === query.toString() ? answer : this.#hub.upstream.fetch(now, signal);
  }

  /** One upstream request for all clients that wait for the same thing; it ends when the last of them goes. */
  async #collapse(query: URLSearchParams, signal: AbortSignal): Promise<UpstreamResponse> {
    query.sort();
    const key = query.toString();
    let shared = this.#live.get(key);
    if (shared === undefined) {
      const abort = new AbortController();
      const response = buffered(this.#hub.upstream, query, abort.signal).finally(() => this.#live.delete(key));
      response.catch(() => undefined);
      shared = { response, abort, clients: 0 };
      this.#live.set(key, shared);
    }
    const entry = shared;
    entry.clients += 1;
    const leave = (): void => {
      entry.clients -= 1;
      if (entry.clients === 0) entry.abort.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await orGone(entry.response, signal);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  get liveRequests(): number {
    return this.#live.size;
  }
}

/** The response, or the reason for which whoever waits for it went or was sent away. */
function orGone<T>(response: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const gone = (): void => fail(asError(signal.reason));
    if (signal.aborted) gone();
    signal.addEventListener('abort', gone, { once: true });
    response.then(done, fail).finally(() => signal.removeEventListener('abort', gone));
  });
}

async function buffered(
  upstream: ShapeUpstream,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const response = await upstream.fetch(query, signal);
  if (typeof response.body === 'string') return response;
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(Buffer.from(chunk));
  return { ...response, body: Buffer.concat(chunks).toString('utf8') };
}
