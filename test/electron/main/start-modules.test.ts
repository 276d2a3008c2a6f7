/**
 * What the app loads before its window has rows. A package that is needed later is loaded where it is needed: each of
 * these costs a cold start tens of milliseconds.
 */
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Packages that belong to something that people do, and not to the start. */
const LATER = [
  '@aws-sdk/client-s3',
  '@myriaddreamin/typst-ts-node-compiler',
  '@napi-rs/canvas',
  '@tus/s3-store',
  '@tus/server',
  'bwip-js',
  'file-type',
  'pdfjs-dist',
  'pg',
  'read-excel-file',
  'sharp',
  'tus-js-client',
  'write-excel-file',
];

/** What a file loads at once: neither types nor what it loads when it comes to it. */
function loadedBy(path: string): readonly string[] {
  const code = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  const statements = code.matchAll(/^(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*(['"])(?<from>[^'"]+)\1/gm);
  return [...statements].flatMap(({ groups }) => groups?.['from'] ?? []);
}

/** Packages that are loaded with a file, each with the file of ours that loads it. */
function packagesOf(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const left = [resolve(root, entry)];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path) || !existsSync(path)) continue;
    seen.add(path);
    for (const name of loadedBy(path))
      if (name.startsWith('.')) left.push(resolve(dirname(path), name));
      else if (!name.startsWith('node:'))
        found.set(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
          relative(root, path),
        );
  }
  return found;
}

test.each([
  ['cli/built-app.ts', 'fastify'],
  ['electron/main/replica.ts', 'kysely'],
  ['electron/queries/reader-worker.ts', 'kysely'],
  ['electron/files/store-worker.ts', 'zod'],
])('%s loads nothing that only comes to be needed later', (entry, surely) => {
  const loaded = packagesOf(entry);
  // What is found at all is found through every file on the way.
  expect(loaded.has(surely), [...loaded.keys()].join(', ')).toBe(true);
  expect(LATER.filter((name) => loaded.has(name)).map((name) => `${name}, by ${loaded.get(name) ?? ''}`)).toEqual([]);
});
