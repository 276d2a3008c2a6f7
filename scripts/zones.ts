/**
 * Import zones: folder = process = trust zone. What may import what is written down once, here, and checked file by
 * file.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Zone → zones it may import. The longest matching prefix is a file's zone. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  migrations: ['shared'],
  // What a laptop's replica and the hub's headless one both need of SQLite.
  sqlite: ['shared'],
  // Where the content of files lies: a laptop's and a hub's store are the same.
  files: ['shared'],
  // Sheets and labels: one engine for the window, the command line and the hub.
  paper: ['shared'],
  renderer: ['shared'],
  'electron/preload': ['shared/ipc'],
  'electron/replica': ['shared', 'migrations', 'sqlite', 'electron/outbox/tables.ts'],
  'electron/outbox/tables.ts': [],
  'electron/outbox': ['electron/replica', 'shared'],
  // Which contents lie here, as statements ask for it.
  'electron/files/stored-files.ts': ['shared'],
  'electron/queries': [
    'electron/replica',
    'electron/outbox',
    'electron/files/stored-files.ts',
    'paper/forms',
    'shared',
  ],
  'electron/sync': ['electron/outbox', 'electron/replica', 'shared'],
  // What this laptop holds of files, and their way to the hub and back.
  'electron/files': ['files', 'electron/sync', 'electron/outbox', 'electron/replica', 'shared'],
  'electron/host': [
    'electron/files',
    'electron/sync',
    'electron/outbox',
    'electron/queries',
    'electron/replica',
    'files',
    'paper',
    'shared',
  ],
  'electron/companion': ['electron/host', 'shared'],
  'electron/main': ['electron/host', 'electron/companion', 'electron/sync', 'paper', 'shared'],
  hub: ['shared', 'migrations', 'sqlite', 'files'],
  cli: ['electron', 'hub', 'files', 'paper', 'shared', 'migrations'],
  scripts: ['shared', 'migrations', 'sqlite', 'electron/companion', 'hub/postgres'],
};
/** Packages that the pure zone may use: they touch neither disk nor network. */
const SHARED_PACKAGES = new Set(['zod', 'uuid', 'kysely']);

const SOURCES = ['shared', 'migrations', 'sqlite', 'files', 'paper', 'renderer', 'electron', 'hub', 'cli', 'scripts'];

export function sourceFiles(root: string, dir: string): string[] {
  return readdirSync(join(root, dir)).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(join(root, path)).isDirectory()) return sourceFiles(root, path);
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

function zoneOf(path: string): string | undefined {
  return Object.keys(ALLOWED)
    .filter((zone) => path === zone || path.startsWith(`${zone}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** Every import that crosses into a zone it may not see. */
export function zoneViolations(root: string): string[] {
  const violations: string[] = [];
  for (const file of SOURCES.flatMap((dir) => sourceFiles(root, dir))) {
    const zone = zoneOf(file);
    if (zone === undefined) {
      violations.push(`${file}: belongs to no zone`);
      continue;
    }
    for (const [, fixed, dynamic] of readFileSync(join(root, file), 'utf8').matchAll(
      /^(?:(?:import|export)\b[^'";]*? from |import )'([^'\n]+)';$|\bimport\('([^'\n]+)'\)/gm,
    )) {
      const target = fixed ?? dynamic ?? '';
      if (!target.startsWith('.')) {
        if (zone === 'shared' && !SHARED_PACKAGES.has(target.split('/')[0] ?? ''))
          violations.push(`${file}: the pure zone imports ${target}`);
        continue;
      }
      const path = relative(root, resolve(root, dirname(file), target));
      const isAllowed =
        zoneOf(path) === zone ||
        (ALLOWED[zone] ?? []).some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
      if (!isAllowed) violations.push(`${file}: ${zone} may not import ${path}`);
    }
  }
  return violations;
}
