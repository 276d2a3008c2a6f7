/**
 * Which shape somebody gets of a table: columns and `where` follow from the token, the rights and the catalog, and from
 * nothing that a client says.
 */
import { can } from '../../shared/rules/permissions.ts';
import { findTable, replicaColumns, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { READ_PERMISSION } from '../../shared/schema/codecs.ts';
import type { Table } from '../../shared/schema/define.ts';
import { isKnownIn, readVersion } from '../../shared/schema/versions.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { HttpFailure } from '../hub-context.ts';

/** Electric's `ELECTRIC_PROTOCOL_QUERY_PARAMS`, less subsets, which this product does not use. */
const PROTOCOL_PARAMS = ['live', 'handle', 'offset', 'cursor', 'expired_handle', 'log', 'cache-buster'] as const;

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
].toSorted();

/** Traces of what not everybody may see go to those who may. */
function readableOf(table: Table, where: string, permissions: readonly string[]): string {
  if (!Object.hasOwn(table.columns, READ_PERMISSION)) return where;
  const held = readRights.filter((right) => can(permissions, right)).map((right) => `'${right}'`);
  const readable = held.length === 0 ? '' : ` OR ${READ_PERMISSION} IN (${held.join(', ')})`;
  return `(${where}) AND (${READ_PERMISSION} IS NULL${readable})`;
}

/** The shape that this person's device gets of a table. Throws HttpFailure 404 for one that nobody gets. */
export function shapeQuery(
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
