/**
 * A key that only this person's system keychain can open; it wraps the replica's key, so that the app opens without
 * asking.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { makePrivateFolder, writeDurably } from '../host/private-files.ts';

/**
 * The key as hex; undefined where the system has no keychain, or one that does not hold this key any more: people's
 * passwords then open the replica. On Linux a keychain that only hides the key behind a constant is none.
 */
export function secretKey(dataDir: string): string | undefined {
  if (!safeStorage.isEncryptionAvailable() || isConstant()) return undefined;
  const file = join(dataDir, 'key.sealed');
  if (existsSync(file)) return opened(file);
  const key = randomBytes(32).toString('hex');
  makePrivateFolder(dataDir);
  writeDurably(file, safeStorage.encryptString(key));
  return key;
}

function isConstant(): boolean {
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
}

function opened(file: string): string | undefined {
  try {
    return safeStorage.decryptString(readFileSync(file));
  } catch (error) {
    process.stderr.write(`the keychain does not open ${file}: ${String(error)}\n`);
    return undefined;
  }
}
