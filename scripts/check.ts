/** The one gate before a commit: form, types, lint, import zones, who writes which tables, migration numbers, sizes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COLUMNS, measure, worse } from './measure.ts';
import { BY_HAND } from './migration/propose.ts';
import { RUNTIMES } from './runtimes.ts';
import { strangeWriters } from './table-writers.ts';
import { zoneViolations } from './zones.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const problems: string[] = [];

function run(name: string, args: readonly string[]): void {
  const bin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  const { status } = spawnSync(bin, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) problems.push(`${name} failed`);
}

/** Two branches will pick the same migration number some day. */
function duplicateMigrations(): string[] {
  const names = new Set(readdirSync(join(root, 'migrations', 'sql')).map((file) => file.split('.')[0] ?? ''));
  const byNumber = Map.groupBy(names, (name) => name.slice(0, 4));
  return [...byNumber.values()]
    .filter((same) => same.length > 1)
    .map((same) => `migrations with one number: ${same.join(', ')}`);
}

/** A proposed script says what a person must decide; until they have, it is none. */
function undecidedMigrations(): string[] {
  const folder = join(root, 'migrations', 'sql');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith(BY_HAND))
      .map((line) => `migrations/sql/${file} is not decided yet: ${line.slice(BY_HAND.length + 1)}`),
  );
}

/** Lines longer than the measure allows, as far as they were written since the last commit: it knows only how many. */
function newLongLines(): string[] {
  const git = (...args: readonly string[]): string =>
    spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout ?? '';
  const changed = [git('diff', '--name-only', 'HEAD'), git('ls-files', '--others', '--exclude-standard')].join('\n');
  const files = changed.split('\n').filter((file) => /\.tsx?$/.test(file) && existsSync(join(root, file)));
  return files.flatMap((file) => {
    const before = new Set(git('show', `HEAD:${file}`).split('\n'));
    return readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        line.length > COLUMNS && !before.has(line) ? [`  ${file}:${index + 1} is longer than ${COLUMNS}`] : [],
      );
  });
}

for (const runtime of RUNTIMES) run('tsc', ['-p', runtime]);
run('oxlint', ['--type-aware']);
run('biome', ['check', '--error-on-warnings']);
// In a process of its own: what it reads may not even load, and the compiler has said why by then.
if (
  spawnSync(process.execPath, [join(root, 'scripts', 'completeness.ts')], { cwd: root, stdio: 'inherit' }).status !== 0
)
  problems.push('something is not finished');
problems.push(
  ...zoneViolations(root),
  ...strangeWriters(root),
  ...duplicateMigrations(),
  ...undecidedMigrations(),
  ...worse(measure()),
);
if (problems.some((problem) => problem.includes(': long is'))) problems.push(...newLongLines());
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'check passed' : `check failed: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
