/** The command line as a real process, as people run it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../../cli/offstage.ts', import.meta.url));
export const PASSWORD = 'offstage';
/** What an account made at the command line begins with: one that people could have chosen. */
export const GIVEN_PASSWORD = 'вишнёвый сад 1904';

/** Runs a command of ours to its end; `password` is what the command is given for the account it is about. */
export function runCommand(
  args: readonly string[],
  home: string,
  password = PASSWORD,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
      env: { ...process.env, OFFSTAGE_HOME: home, OFFSTAGE_PASSWORD: password, LANG: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => {
      output.stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      output.stderr += data.toString();
    });
    child.once('exit', (code) => done({ code: code ?? -1, ...output }));
  });
}
