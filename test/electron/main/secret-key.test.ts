/** The key that the system's keychain holds: never in the clear, and none where the keychain is none. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { secretKey } from '../../../electron/main/secret-key.ts';

/** A keychain as Electron shows it; the letters are turned round, so that the key does not stand there as it is. */
const keychain = vi.hoisted(() => ({ isThere: true, backend: 'gnome_libsecret', isOurs: true }));
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => keychain.isThere,
    getSelectedStorageBackend: () => keychain.backend,
    encryptString: (text: string) => Buffer.from([...text].toReversed().join('')),
    decryptString: (bytes: Buffer) => {
      if (!keychain.isOurs) throw new Error('another person’s keychain');
      return [...bytes.toString()].toReversed().join('');
    },
  },
}));

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offstage-keychain-'));
  Object.assign(keychain, { isThere: true, backend: 'gnome_libsecret', isOurs: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

test('the key is made once and lies on the disk only as the keychain has sealed it, for its owner alone', () => {
  const key = secretKey(dir);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(secretKey(dir)).toBe(key);
  const files = readdirSync(dir).map((name) => join(dir, name));
  expect(files).toHaveLength(1);
  for (const file of files) {
    expect(readFileSync(file, 'utf8')).not.toContain(key);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  }
});

test('without a keychain, or with one that hides keys behind a constant, no key is written', () => {
  keychain.isThere = false;
  expect(secretKey(dir)).toBeUndefined();
  Object.assign(keychain, { isThere: true, backend: 'basic_text' });
  if (process.platform === 'linux') expect(secretKey(dir)).toBeUndefined();
  if (process.platform === 'linux') expect(readdirSync(dir)).toEqual([]);
});

test('a keychain that does not open the key any more costs a password and changes nothing', () => {
  const key = secretKey(dir);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  keychain.isOurs = false;
  expect(secretKey(dir)).toBeUndefined();
  keychain.isOurs = true;
  expect(secretKey(dir)).toBe(key);
});
