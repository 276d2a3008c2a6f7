/** What a database lacks, told by names: a migration that is not ours stands in for none of them. */
import { type Dialect, migrationsFor } from './migrations.ts';

/** The migrations of this version that are not among those that a database has been through, in order. */
export function missingMigrations(dialect: Dialect, applied: readonly { readonly name: string }[]): readonly string[] {
  const names = new Set(applied.map(({ name }) => name));
  return Object.keys(migrationsFor(dialect)).filter((name) => !names.has(name));
}
