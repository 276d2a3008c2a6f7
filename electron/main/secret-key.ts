/** A key that only this person's system keychain can open; it seals the session file in the replica's process. */
import { safeStorage } from 'electron';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key as hex; undefined where the system has no keychain, and the file is then protected by its owner's rights alone. */
export function secretKey(dataDir: string): string | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  const file = join(dataDir, 'key.sealed');
  if (existsSync(file)) return safeStorage.decryptString(readFileSync(file));
  const key = randomBytes(32).toString('hex');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, safeStorage.encryptString(key), { mode: 0o600 });
  return key;
}
