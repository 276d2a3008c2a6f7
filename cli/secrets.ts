/**
 * Where the command line takes secrets from: never from its own words if it can be helped, because every process of the
 * machine can read those. In order: `--password` (goes on working, with a warning), `--password-file`,
 * OFFSTAGE_PASSWORD, a prompt.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { writeDurably } from '../electron/replica/durable-file.ts';
import { KEY_BYTES, Vault } from '../electron/replica/vault.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { language } from './output.ts';

/** What was said at the command line; the environment and a prompt come after it. */
export interface SecretOptions {
  readonly password?: string;
  readonly passwordFile?: string;
  readonly keyFile?: string;
}

/** Adds the options that a command takes its password from. */
export function withPassword(command: Command): Command {
  return command
    .option('--password <password>', 'other processes can read it: rather use OFFSTAGE_PASSWORD or --password-file')
    .option('--password-file <file>');
}

/** As `withPassword`, for commands that open a replica. */
export function withSecrets(command: Command): Command {
  return withPassword(command).option(
    '--key-file <file>',
    'opens the replica without a password, for unattended machines (OFFSTAGE_KEY_FILE)',
  );
}

const warning = {
  ru: 'Пароль в командной строке видят другие процессы. Лучше OFFSTAGE_PASSWORD или --password-file.',
  en: 'Other processes can read a password in the command line. Rather use OFFSTAGE_PASSWORD or --password-file.',
} as const;

/** The password as far as nobody need be asked for it. */
export function givenPassword({ password, passwordFile }: SecretOptions): string | undefined {
  if (password !== undefined) {
    process.stderr.write(`${warning[language]}\n`);
    return password;
  }
  if (passwordFile !== undefined) return read(passwordFile).replace(/\r?\n$/, '');
  const fromEnvironment = process.env['OFFSTAGE_PASSWORD'];
  return fromEnvironment === '' ? undefined : fromEnvironment;
}

/** The password, asked for where it was not given. Throws AppError `usage` where nobody can be asked. */
export async function neededPassword(options: SecretOptions): Promise<string> {
  const password = givenPassword(options) ?? (await prompt(language === 'ru' ? 'Пароль: ' : 'Password: '));
  if (password === undefined || password === '')
    throw new AppError('usage', { problem: 'a password is needed: OFFSTAGE_PASSWORD, --password-file or a terminal' });
  return password;
}

/** The key of an unattended machine. `create` makes the file where there is none. */
export function machineKey({ keyFile }: SecretOptions, create: boolean): Buffer | undefined {
  const file = keyFile ?? process.env['OFFSTAGE_KEY_FILE'];
  if (file === undefined || file === '') return undefined;
  if (!existsSync(file) && create) writeDurably(file, `${Vault.newKey().toString('hex')}\n`);
  const key = Buffer.from(read(file).trim(), 'hex');
  if (key.length !== KEY_BYTES)
    throw new AppError('usage', { problem: `${file} holds no key (64 hexadecimal digits)` });
  return key;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('usage', { problem: `${file} cannot be read: ${errorText(error)}` }, { cause: error });
  }
}

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACK = new Set(['\u007f', '\b']);
const INTERRUPT = '\u0003';

/** Asks without showing what is typed; undefined where there is no terminal. */
function prompt(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return Promise.resolve(undefined);
  return new Promise((done) => {
    let typed = '';
    const finish = (answer: string | undefined): void => {
      stdin.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
      done(answer);
    };
    const take = (data: Buffer): void => {
      for (const letter of data.toString('utf8')) {
        if (ENTER.has(letter)) return finish(typed);
        if (letter === INTERRUPT) return finish(undefined);
        typed = BACK.has(letter) ? [...typed].slice(0, -1).join('') : typed + letter;
      }
    };
    stderr.write(question);
    stdin.setRawMode(true).resume().on('data', take);
  });
}
