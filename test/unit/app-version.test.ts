/** What a laptop says of its version is what was released. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAppHeader } from '../../hub/admin/devices.ts';
import { APP_VERSION } from '../../shared/base/app-version.ts';

test('the version that a laptop reports is that of package.json', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(APP_VERSION).toBe(version);
});

test('the hub reads a report, and takes rubbish for none', () => {
  expect(readAppHeader('0.2.0; waiting=3; synced=2026-01-02T03:04:05.678Z')).toEqual({
    version: '0.2.0',
    waiting: 3,
    syncedAt: '2026-01-02T03:04:05.678Z',
  });
  expect(readAppHeader('0.2.0')).toEqual({ version: '0.2.0', waiting: null, syncedAt: null });
  expect(readAppHeader('1; waiting=-1; synced=yesterday')).toEqual({ version: '1', waiting: null, syncedAt: null });
  for (const header of [undefined, '', '; waiting=3', '\u0000', 'x'.repeat(51)])
    expect(readAppHeader(header)).toBeUndefined();
});
