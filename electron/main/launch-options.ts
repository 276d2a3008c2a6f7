/** What the shell was started with. Pure, so that it can be tested where Electron's binary is not. */
import { join } from 'node:path';

/** `profile` names a laptop of its own on this machine; `dataDir` is where its replica lies. */
export interface LaunchOptions {
  readonly profile: string;
  readonly hubUrl: string;
  readonly dataDir: string;
}

const PROFILE = /^[\w-]{1,40}$/;

/**
 * Reads `--profile` and `--hub`; a profile that is no plain name falls back to the default, never to another folder.
 */
export function parseLaunch(argv: readonly string[], userData: string): LaunchOptions {
  const value = (name: string): string | undefined =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const wanted = value('profile') ?? 'default';
  const profile = PROFILE.test(wanted) ? wanted : 'default';
  return { profile, hubUrl: value('hub') ?? 'http://127.0.0.1:5170', dataDir: join(userData, 'profiles', profile) };
}
