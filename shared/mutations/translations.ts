/**
 * How mutations of one version of the schema are said in another (`schema/versions.ts`). A release that changes the
 * name or the arguments of a mutation adds a line; what is not named here is the same in both. What cannot be said
 * without changing its meaning stays as it is: the other side then refuses it with a sentence, and never misreads it.
 */
import { isRecord } from '../base/json.ts';
import { SCHEMA_VERSION } from '../schema/versions.ts';

/** What a mutation is, without who asked for it and when. */
export interface Said {
  readonly name: string;
  readonly args?: unknown;
}

/** One mutation whose form came with a version. */
export interface Translation {
  /** The version that brought the newer form. */
  readonly version: number;
  readonly name: string;
  /** From the form before; undefined where it cannot be said. */
  readonly up?: (args: Readonly<Record<string, unknown>>) => Said | undefined;
  /** To the form before; undefined where it cannot be said. */
  readonly down?: (args: Readonly<Record<string, unknown>>) => Said | undefined;
}

const without = (args: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).filter(([name]) => name !== key));

/** The table, oldest first. */
export const translations: readonly Translation[] = [
  {
    version: 2,
    name: 'count.recordEntry',
    // Entries were always shared. A second opinion would be added to the first one there.
    down: (args) =>
      args['mode'] === 'second' ? undefined : { name: 'count.recordEntry', args: without(args, 'mode') },
  },
  {
    version: 2,
    name: 'count.resolveLine',
    down: (args) =>
      args['together'] === null ? { name: 'count.resolveLine', args: without(args, 'together') } : undefined,
  },
  {
    version: 2,
    name: 'inventory.create',
    // The thing without its first stock is a plain row; with it, it would have to become two mutations.
    down: ({ id, values, stock }) =>
      stock === undefined ? { name: 'row.create', args: { table: 'inventory_items', id, values } } : undefined,
  },
];

function step(said: Said, version: number, way: 'up' | 'down', table: readonly Translation[]): Said {
  const translation = table.find((entry) => entry.version === version && entry.name === said.name)?.[way];
  return (isRecord(said.args) ? translation?.(said.args) : undefined) ?? said;
}

/** What a laptop of an earlier version said, as this release says it. */
export function fromVersion(said: Said, version: number, table = translations, newest = SCHEMA_VERSION): Said {
  let current = said;
  for (let next = version + 1; next <= newest; next += 1) current = step(current, next, 'up', table);
  return { name: current.name, args: current.args };
}

/** What this release says, as a hub of an earlier version reads it. */
export function inVersion(said: Said, version: number, table = translations, newest = SCHEMA_VERSION): Said {
  let current = said;
  for (let next = newest; next > version; next -= 1) current = step(current, next, 'down', table);
  return { name: current.name, args: current.args };
}
