/** The one gate before a commit: form, types, lint, import zones, migration numbers, sizes. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RUNTIMES } from './runtimes.ts';
import { sourceFiles, zoneViolations } from './zones.ts';

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

function sizes(): void {
  const lengths = ['shared', 'electron', 'hub', 'cli', 'renderer', 'migrations']
    .flatMap((dir) => sourceFiles(root, dir))
    .map(
      (file) =>
        readFileSync(join(root, file), 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '').length,
    )
    .sort((a, b) => a - b);
  const at = (part: number): number => lengths[Math.floor((lengths.length - 1) * part)] ?? 0;
  console.log(`sizes: ${lengths.length} files, lines p50 ${at(0.5)}, p90 ${at(0.9)}, longest ${at(1)}`);
}

for (const runtime of RUNTIMES) run('tsc', ['-p', runtime]);
run('oxlint', ['--type-aware']);
run('biome', ['check', '--error-on-warnings']);
problems.push(...zoneViolations(root), ...duplicateMigrations());
sizes();
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'check passed' : `check failed: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
