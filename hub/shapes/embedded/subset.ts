/** A snapshot of part of a shape, asked for apart from its log (`subset__*`). */
import pg from 'pg';
import { inSnapshot } from '../../database.ts';
import type { Shape } from './shape.ts';
import type { RequestErrors } from './shape-definition.ts';
import { snapshotSql } from './snapshot.ts';
import { parseWhere } from './where-ast.ts';

/** It goes into SQL as it is, so nothing passes but columns, directions and the place of nulls. */
const ORDER_TERM = String.raw`("[^"]+"|[a-z_]\w*)( (asc|desc))?( nulls (first|last))?`;
const ORDER_BY = new RegExp(String.raw`^${ORDER_TERM}(\s*,\s*${ORDER_TERM})*$`, 'i');

/** Answers the body of a subset response, or what is wrong with the request. */
export async function readSubset(
  pool: pg.Pool,
  shape: Shape,
  subset: Readonly<Record<string, string>>,
): Promise<{ readonly body: string } | { readonly errors: RequestErrors }> {
  const { where, params, limit, offset, order_by: orderBy } = subset;
  if ((limit !== undefined || offset !== undefined) && orderBy === undefined)
    return { errors: { subset: { order_by: ["can't be blank when limit or offset is given"] } } };
  if ([limit, offset].some((value) => value !== undefined && !/^\d+$/.test(value)))
    return { errors: { subset: { limit: ['is invalid'] } } };
  const conditions = shape.view.where === undefined ? [] : [shape.view.where.sql];
  if (where !== undefined) {
    const parsed = await parseWhere(where, parseParams(params));
    if ('error' in parsed) return { errors: { subset: { where: [parsed.error] } } };
    conditions.push(parsed.sql);
  }
  if (orderBy !== undefined && !ORDER_BY.test(orderBy)) {
    return { errors: { subset: { order_by: ['is invalid'] } } };
  }
  const all = conditions.map((condition) => `(${condition})`).join(' AND ');
  const sql = [
    snapshotSql(shape.view.info, shape.view.selected, conditions.length === 0 ? undefined : all),
    orderBy === undefined ? '' : ` ORDER BY ${orderBy}`,
    limit === undefined ? '' : ` LIMIT ${limit}`,
    offset === undefined ? '' : ` OFFSET ${offset}`,
  ].join('');
  try {
    return await inSnapshot(pool, async (client) => {
      const {
        rows: [mark],
      } = await client.query<{ xmin: string; xmax: string; xip: string[]; lsn: string }>(
        `SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax,
          ARRAY(SELECT pg_snapshot_xip(s)::text) AS xip,
           (pg_current_wal_lsn() - '0/0')::text AS lsn FROM pg_current_snapshot() s`,
      );
      const { rows } = await client.query<{ m: string }>(sql);
      const metadata = {
        xmin: mark?.xmin,
        xmax: mark?.xmax,
        xip_list: mark?.xip ?? [],
        snapshot_mark: Number(mark?.lsn ?? 0) % 2147483647,
        database_lsn: mark?.lsn,
      };
      const data = rows.map((row) => row.m.replace(/\}\}$/, `,"snapshot_mark":${metadata.snapshot_mark}}}`));
      return { body: `{"metadata":${JSON.stringify(metadata)},"data":[${data.join(',')}]}` };
    });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { errors: { subset: { where: [error.message] } } };
  }
}

function parseParams(text: string | undefined): Record<number, string> {
  if (text === undefined) return {};
  const parsed = JSON.parse(text) as Record<string, unknown> | unknown[];
  const entries = Array.isArray(parsed)
    ? parsed.map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parsed);
  return Object.fromEntries(entries.map(([key, value]) => [Number(key), String(value)]));
}
