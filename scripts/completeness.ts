/**
 * What a new table, column or mutation still lacks beside what the compiler asks for. Each problem says what to do
 * about it; `scripts/check.ts` prints them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Dialect, history, namesFor, released } from '../migrations/history.ts';
import { mutationNames } from '../shared/mutations/registry.ts';
import { tableNames, tableOf } from '../shared/schema/catalog.ts';
import { isKnownIn, SCHEMA_VERSION } from '../shared/schema/versions.ts';
import { isPageCurrent as areDeleteRulesCurrent } from './delete-rules.ts';
import { propose } from './migration/propose.ts';
import type { Shape } from './migration/shape.ts';
import { sqliteShapes } from './migration/shapes-of.ts';
import { isNewestCurrent } from './newest-schema.ts';
import { isRightsPageCurrent as areRightsCurrent } from './rights.ts';

/** Names that files declare and a list does not know. */
export function unlisted(
  files: Readonly<Record<string, string>>,
  declared: RegExp,
  known: readonly string[],
  list: string,
): string[] {
  return Object.entries(files).flatMap(([file, text]) =>
    [...text.matchAll(declared)]
      .map(([, name]) => name ?? '')
      .filter((name) => !known.includes(name))
      .map((name) => `${file}: ${name} is not in ${list}`),
  );
}

/** Tables and columns that no released laptop knows, and that do not say which version brings them. */
export function undated(before: Shape): string[] {
  const next = `it must say \`since\` ${released.schema + 1} or later`;
  return tableNames
    .map(tableOf)
    .filter(({ scope }) => scope !== 'hub')
    .flatMap((table) => {
      const known = before[table.name];
      if (!isKnownIn(table, released.schema)) return [];
      if (known === undefined) return [`${table.name} is new since ${released.version}: ${next}`];
      return Object.entries(table.columns)
        .filter(([name, column]) => column.hubOnly !== true && known.columns[name] === undefined)
        .filter(([, column]) => isKnownIn(column, released.schema))
        .map(([name]) => `${table.name}.${name} is new since ${released.version}: ${next}`);
    });
}

/** What says a version that does not exist yet. */
function fromTheFuture(): string[] {
  return tableNames
    .map(tableOf)
    .flatMap(({ name, since, columns }) =>
      [
        [name, since] as const,
        ...Object.entries(columns).map(([column, of]) => [`${name}.${column}`, of.since ?? 1] as const),
      ]
        .filter(([, version]) => version > SCHEMA_VERSION)
        .map(
          ([what, version]) => `${what} says since ${version}, and shared/schema/versions.ts speaks ${SCHEMA_VERSION}`,
        ),
    );
}

/** Tables and columns of Postgres that no script names. The introspection test compares the rest. */
function unmadeOnHub(): string[] {
  const scripts = scriptsOf('postgres');
  return tableNames.map(tableOf).flatMap(({ name, columns }) => {
    const about = scripts.filter((statement) => new RegExp(`\\b${name}\\b`).test(statement)).join('\n');
    return ['', ...Object.keys(columns)]
      .filter((column) => about === '' || !new RegExp(`\\b${column || name}\\b`).test(about))
      .map(
        (column) =>
          `no migration of Postgres makes ${name}${column === '' ? '' : `.${column}`}: npm run migration -- NAME`,
      )
      .slice(0, about === '' ? 1 : undefined);
  });
}

const scriptsOf = (dialect: Dialect): readonly string[] =>
  namesFor(dialect).flatMap((name) => history.statementsOf(name, dialect, 'up'));

function texts(root: string, folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [join(folder, file), readFileSync(join(root, folder, file), 'utf8')]));
}

/** Everything that is begun and not finished. */
export async function unfinished(root: string): Promise<string[]> {
  const { migrated, wanted } = sqliteShapes();
  const { migrated: before } = sqliteShapes([], released.migration);
  return [
    ...unlisted(texts(root, 'shared/schema/tables'), /= table\(\s*'(\w+)'/g, tableNames, 'shared/schema/catalog.ts'),
    ...unlisted(
      texts(root, 'shared/mutations'),
      /defineMutation\(\{\s*name: '([\w.]+)'/g,
      mutationNames,
      'shared/mutations/registry.ts',
    ),
    ...(propose('sqlite', migrated, wanted) === ''
      ? []
      : ['the catalog says what no migration makes on SQLite: npm run migration -- NAME']),
    ...unmadeOnHub(),
    ...undated(before),
    ...fromTheFuture(),
    ...(areDeleteRulesCurrent()
      ? []
      : ['docs/delete-rules.md is not what the catalog says: node scripts/delete-rules.ts']),
    ...(areRightsCurrent() ? [] : ['docs/rights.md is not what the catalog says: node scripts/rights.ts']),
    ...((await isNewestCurrent())
      ? []
      : ['migrations/sql/newest.sqlite.sql is not what the history makes: node scripts/newest-schema.ts']),
  ];
}

if (import.meta.main) {
  const problems = await unfinished(fileURLToPath(new URL('..', import.meta.url)));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
