/**
 * The `where` of a shape, parsed by Postgres's own parser and narrowed to what a shape may ask: comparison, AND/OR/NOT,
 * IN, LIKE, IS NULL, BETWEEN, ANY, casts and parameters over the columns of one table. The rest is refused with a
 * sentence.
 */
import { setFlagsFromString } from 'node:v8';
import { parse } from 'libpg-query';

// One function of Postgres's parser is so large that V8 takes half a gigabyte for a moment to optimise it, after
// its second call. Unoptimised, a `where` takes 0.2 ms, once per shape. The budget counts bytes executed.
setFlagsFromString('--wasm-tiering-budget=2000000000');

/** In the words of Electric, for the body of a 400. */
export type WhereError = { readonly error: string };

/** A node of Postgres's parse tree: one key that names it. */
type Node = Readonly<Record<string, unknown>>;

/** What the fast evaluator understands. Everything else is left to Postgres. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'null'; readonly column: string; readonly isNegated: boolean }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] };

/** A condition that a shape may ask. `columns` are those that it looks at. */
export interface ParsedWhere {
  /** With parameters replaced by literals. */
  readonly sql: string;
  readonly columns: readonly string[];
  /** Undefined where only Postgres can tell. */
  readonly condition: Condition | undefined;
}

const ALLOWED_FUNCTIONS = new Set([
  'lower',
  'upper',
  'coalesce',
  'greatest',
  'least',
  'concat',
  'array_ndims',
  'array_length',
  'timezone',
  'justify_days',
  'justify_hours',
  'justify_interval',
  'like',
  'ilike',
  'abs',
  'length',
]);
const ALLOWED_NODES = new Set([
  'BoolExpr',
  'A_Expr',
  'ColumnRef',
  'A_Const',
  'ParamRef',
  'NullTest',
  'BooleanTest',
  'TypeCast',
  'List',
  'FuncCall',
  'A_ArrayExpr',
  'ArrayExpr',
  'CoalesceExpr',
  'MinMaxExpr',
  'String',
  'Integer',
  'Float',
  'Boolean',
  'BitString',
  'TypeName',
  'A_Indices',
  'A_Indirection',
  'CollateClause',
]);

/** Parses and narrows. Positions in messages count from 0 within `SELECT 1 WHERE …`, as Electric's do. */
export async function parseWhere(
  where: string,
  params: Readonly<Record<number, string>>,
): Promise<ParsedWhere | WhereError> {
  let tree: unknown;
  try {
    tree = await parse(`SELECT 1 WHERE ${where}`);
  } catch (error) {
    const details =
      error instanceof Error && 'sqlDetails' in error
        ? (error.sqlDetails as { message?: string; cursorPosition?: number })
        : undefined;
    const message = details?.message ?? (error instanceof Error ? error.message : String(error));
    return { error: `At location ${details?.cursorPosition ?? 0}: ${message}` };
  }
  const statements = (tree as { stmts: { stmt: Node }[] }).stmts;
  const select = statements[0]?.stmt['SelectStmt'] as Node | undefined;
  const expression = select?.['whereClause'] as Node | undefined;
  if (
    statements.length !== 1 ||
    expression === undefined ||
    Object.keys(select ?? {}).some((key) =>
      ['fromClause', 'groupClause', 'havingClause', 'sortClause', 'limitCount', 'lockingClause', 'larg'].includes(key),
    )
  ) {
    return { error: 'At location 15: unsupported where clause' };
  }
  const found = { columns: new Set<string>(), parameters: [] as { number: number; location: number }[] };
  const refusal = refuse(expression, found);
  if (refusal !== undefined) return { error: refusal };
  const missing = found.parameters.find((parameter) => params[parameter.number] === undefined);
  if (missing !== undefined)
    return { error: `At location ${missing.location}: parameter $${missing.number} was not provided` };
  return {
    sql: substitute(where, params, found.parameters),
    columns: [...found.columns],
    condition: conditionOf(expression, params),
  };
}

/**
 * Walks the whole tree and says what is the first thing in it that a shape may not ask; notes columns and parameters on
 * the way.
 */
function refuse(
  node: unknown,
  found: { columns: Set<string>; parameters: { number: number; location: number }[] },
): string | undefined {
  if (Array.isArray(node)) return node.map((item) => refuse(item, found)).find((problem) => problem !== undefined);
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [kind, body] of Object.entries(node as Node)) {
    if (/^[A-Z]/.test(kind)) {
      const problem = refuseNode(kind, body as Node, found);
      if (problem !== undefined) return problem;
    }
    const inner = refuse(body, found);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function refuseNode(
  kind: string,
  body: Node,
  found: { columns: Set<string>; parameters: { number: number; location: number }[] },
): string | undefined {
  const at = `At location ${Number(body['location'] ?? 0)}`;
  if (!ALLOWED_NODES.has(kind)) return `${at}: ${kind} is not supported in this context`;
  if (kind === 'ParamRef')
    found.parameters.push({ number: Number(body['number'] ?? 0), location: Number(body['location'] ?? 0) });
  if (kind === 'ColumnRef') {
    const names = fieldNames(body);
    const column = names.at(-1);
    if (column === undefined) return `${at}: unsupported column reference`;
    found.columns.add(column);
  }
  if (kind === 'FuncCall') {
    const name = stringsOf(body['funcname']).at(-1) ?? '';
    if (!ALLOWED_FUNCTIONS.has(name)) return `${at}: unknown or unsupported function ${name}`;
  }
  return undefined;
}

function fieldNames(body: Node): string[] {
  return stringsOf(body['fields']);
}

function stringsOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Node) => {
    const value = (item['String'] as { sval?: string } | undefined)?.sval;
    return value === undefined ? [] : [value];
  });
}

function substitute(
  where: string,
  params: Readonly<Record<number, string>>,
  parameters: readonly { number: number; location: number }[],
): string {
  // Locations are byte offsets into the UTF-8 text.
  let bytes = Buffer.from(where, 'utf8');
  for (const { number, location } of parameters.toSorted((a, b) => b.location - a.location)) {
    const start = location - 'SELECT 1 WHERE '.length;
    const literal = `'${(params[number] ?? '').replaceAll("'", "''")}'`;
    bytes = Buffer.concat([
      bytes.subarray(0, start),
      Buffer.from(literal),
      bytes.subarray(start + `$${number}`.length),
    ]);
  }
  return bytes.toString('utf8');
}

/** The part of a condition that can be decided here, by comparing texts; undefined leaves it to Postgres. */
function conditionOf(node: Node, params: Readonly<Record<number, string>>): Condition | undefined {
  const [kind, raw] = Object.entries(node)[0] ?? [];
  const body = raw as Node;
  if (kind === 'BoolExpr') return booleanCondition(body, params);
  if (kind === 'NullTest') {
    const column = columnOf(body['arg'] as Node);
    return column === undefined
      ? undefined
      : { kind: 'null', column, isNegated: body['nulltesttype'] === 'IS_NOT_NULL' };
  }
  if (kind !== 'A_Expr' || stringsOf(body['name'])[0] !== '=') return undefined;
  const left = body['lexpr'] as Node;
  const right = body['rexpr'] as Node;
  if (body['kind'] === 'AEXPR_OP') {
    const [column, value] =
      columnOf(left) === undefined
        ? [columnOf(right), constantOf(left, params)]
        : [columnOf(left), constantOf(right, params)];
    return column === undefined || value === undefined ? undefined : { kind: 'in', column, values: [value] };
  }
  if (body['kind'] === 'AEXPR_IN') {
    const column = columnOf(left);
    const items = ((right['List'] as { items?: Node[] } | undefined)?.items ?? []).map((item) =>
      constantOf(item, params),
    );
    if (column === undefined || items.length === 0 || items.some((item) => item === undefined)) return undefined;
    return { kind: 'in', column, values: items.flatMap((item) => (item === undefined ? [] : [item])) };
  }
  return undefined;
}

function booleanCondition(body: Node, params: Readonly<Record<number, string>>): Condition | undefined {
  const parts = (body['args'] as Node[]).map((argument) => conditionOf(argument, params));
  const known = parts.flatMap((part) => (part === undefined ? [] : [part]));
  if (known.length !== parts.length) return undefined;
  if (body['boolop'] !== 'NOT_EXPR') return { kind: body['boolop'] === 'AND_EXPR' ? 'and' : 'or', parts: known };
  const [part] = known;
  return part === undefined ? undefined : { kind: 'not', part };
}

function columnOf(node: Node | undefined): string | undefined {
  const body = node?.['ColumnRef'] as Node | undefined;
  return body === undefined ? undefined : fieldNames(body).at(-1);
}

function constantOf(node: Node | undefined, params: Readonly<Record<number, string>>): string | undefined {
  const parameter = node?.['ParamRef'] as { number?: number } | undefined;
  if (parameter !== undefined) return params[parameter.number ?? 0];
  const constant = node?.['A_Const'] as
    | { sval?: { sval?: string }; ival?: { ival?: number }; boolval?: { boolval?: boolean } }
    | undefined;
  if (constant === undefined) return undefined;
  if (constant.sval !== undefined) return constant.sval.sval ?? '';
  if (constant.ival !== undefined) return String(constant.ival.ival ?? 0);
  if (constant.boolval !== undefined) return constant.boolval.boolval === true ? 't' : 'f';
  return undefined;
}
