/** `offstage hub …` and `offstage shapes`: the hub and its administration. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createDemo } from '../hub/admin/demo.ts';
import { DEMO_PASSWORD } from '../hub/admin/demo-words.ts';
import { hubDigest } from '../hub/admin/digest.ts';
import { hubHealth } from '../hub/admin/health.ts';
import { type PurgedTheater, purgeAll } from '../hub/admin/purge.ts';
import { createTheater, createUser } from '../hub/admin/theaters.ts';
import { invite } from '../hub/auth/invitations.ts';
import { weaknessOf } from '../hub/auth/passwords.ts';
import { KEY_VARIABLES } from '../hub/files/files-url.ts';
import { FILE_LIMITS } from '../hub/files/hub-files.ts';
import { nearestProxy } from '../hub/reachable.ts';
import { METRICS_TOKEN_FILE, startHub } from '../hub/server.ts';
import { shapeHttpServer } from '../hub/shapes/embedded/shape-http.ts';
import { ShapeServer } from '../hub/shapes/embedded/shape-server.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { newId } from '../shared/base/ids.ts';
import { MIN_PASSWORD } from '../shared/protocol/people.ts';
import { OLDEST_VERSION, SCHEMA_VERSION } from '../shared/schema/versions.ts';
import { type AdminOptions, databaseUrlOf, filesUrlOf, fromEnvironment, withDatabase } from './hub-database.ts';
import { bytesOf, filesText, hubFileCommands, sizeText, sumOf } from './hub-file-commands.ts';
import { asTable, integrityText, print } from './output.ts';
import { DEFAULT_PORT, hubDir } from './paths.ts';
import { givenPort } from './ports.ts';
import { makeHubFolder } from './private.ts';
import { forgetRunningHub, noteRunningHub } from './running-hub.ts';
import { neededPassword, type SecretOptions, withPassword } from './secrets.ts';
import { holdSignals, untilSignal } from './signals.ts';

interface HubOptions {
  readonly port: string;
  readonly host?: string;
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly electricUrl?: string;
  readonly electricSecret?: string;
  readonly refuseOldElectric?: boolean;
  readonly minimumVersion?: string;
  /** Where contents of files are kept; in the data folder unless said. */
  readonly filesUrl?: string;
  readonly filesLost?: boolean;
  readonly filesQuota?: string;
  readonly filesMost?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** `true` where no proxies are named. */
  readonly behindProxy?: string | true;
  readonly json?: boolean;
}
/** Certificate and key, read from their files. Throws AppError `usage` where one is missing or cannot be read. */
function tlsOf({ tlsCert, tlsKey }: HubOptions): { readonly cert: string; readonly key: string } | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new AppError('usage', { problem: '--tls-cert and --tls-key belong together' });
  try {
    return { cert: readFileSync(tlsCert, 'utf8'), key: readFileSync(tlsKey, 'utf8') };
  } catch (error) {
    throw new AppError('usage', { problem: errorText(error) }, { cause: error });
  }
}

/**
 * Runs a hub until it is told to stop, or its database is lost for good; the latter ends in a failure, for whatever
 * keeps services alive.
 */
async function start(options: HubOptions): Promise<void> {
  holdSignals();
  const dir = options.data ?? hubDir();
  makeHubFolder(dir);
  process.stderr.write('starting the hub…\n');
  const hub = await startHub({
    dataDir: dir,
    port: givenPort('--port', options.port),
    host: options.host,
    databaseUrl: databaseUrlOf(options),
    electricUrl: options.electricUrl,
    electricSecret: options.electricSecret ?? fromEnvironment('OFFSTAGE_ELECTRIC_SECRET'),
    metricsToken: fromEnvironment('OFFSTAGE_METRICS_TOKEN'),
    whenElectricIsOld: options.refuseOldElectric === true ? 'refuse' : 'warn',
    tls: tlsOf(options),
    trustProxy: options.behindProxy === true ? nearestProxy : options.behindProxy,
    minimumVersion: minimumOf(options),
    filesUrl: filesUrlOf(options),
    filesLost: options.filesLost,
    fileLimits: {
      ...(options.filesQuota === undefined ? {} : { quotaBytes: bytesOf('--files-quota', options.filesQuota) }),
      ...(options.filesMost === undefined ? {} : { fileBytes: bytesOf('--files-most', options.filesMost) }),
    },
  });
  noteRunningHub(dir, hub);
  process.stderr.write(`figures at ${hub.url}/metrics, with the token in ${join(dir, METRICS_TOKEN_FILE)}\n`);
  process.stdout.write(`hub ready at ${hub.url}\n`);
  const lost = await Promise.race([untilSignal(), hub.lost]);
  process.stderr.write('stopping…\n');
  await hub.stop();
  forgetRunningHub(dir);
  // A sentence and a code, so that whatever keeps services alive starts the hub again.
  if (lost !== undefined) throw lost;
}

/**
 * The oldest schema version that the hub still answers. Throws AppError `usage`: it may not lock out its own release.
 */
function minimumOf({ minimumVersion }: HubOptions): number | undefined {
  if (minimumVersion === undefined) return undefined;
  const version = Number(minimumVersion);
  if (Number.isInteger(version) && version >= OLDEST_VERSION && version <= SCHEMA_VERSION) return version;
  throw new AppError('usage', {
    problem: `--minimum-version is a schema version from ${OLDEST_VERSION} to ${SCHEMA_VERSION}, not ${minimumVersion}`,
  });
}

/** Of one theatre: digests of two are of no use to each other. It need not be named where there is only one. */
async function digest(options: AdminOptions & { readonly theater?: string }): Promise<void> {
  await withDatabase(options, async (database) => {
    const { rows } = await database.pool.query<{ id: string; code: string }>(
      'SELECT id, code FROM theaters ORDER BY code',
    );
    const chosen =
      options.theater === undefined
        ? rows
        : rows.filter((row) => row.code === options.theater || row.id === options.theater);
    const [only] = chosen;
    if (only === undefined || chosen.length > 1)
      throw new AppError('usage', {
        problem: `name a theatre with --theater: ${rows.map((row) => row.code).join(', ')}`,
      });
    const digests = await hubDigest(database, only.id);
    print(digests, options.json, () => asTable(Object.entries(digests).map(([table, value]) => ({ table, ...value }))));
  });
}

function purgedText({ code, days, erased, needed }: PurgedTheater, isDry: boolean): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const stays = Object.keys(needed).length === 0 ? '' : `; kept because still needed: ${list(needed)}`;
  const rows = `${sumOf(erased)} rows ${isDry ? 'would be erased' : 'erased'}`;
  const which = sumOf(erased) === 0 ? '' : `: ${list(erased)}`;
  return `${code} (deleted more than ${days} days ago): ${rows}${which}${stays}`;
}

/** Exit code 1 where a rule is broken, so that a script hears of it. */
async function health(options: AdminOptions & { readonly theater?: string }): Promise<void> {
  await withDatabase(options, async (database) => {
    const {
      rows: [theater],
    } =
      options.theater === undefined
        ? { rows: [] }
        : await database.pool.query<{ id: string }>('SELECT id FROM theaters WHERE code = $1 OR id::text = $1', [
            options.theater,
          ]);
    if (options.theater !== undefined && theater === undefined)
      throw new AppError('usage', { problem: `there is no theatre ${options.theater}` });
    const report = await hubHealth(database, new Date(), theater?.id);
    print(
      report,
      options.json,
      () =>
        `${integrityText(report)}\n${filesText(report.files)}\n` +
        `${report.refusals} refused mutations, ${report.devices.length} laptops`,
    );
    if (report.findings.length > 0) process.exitCode = 1;
  });
}

/** The embedded shape server alone, with Electric's environment variables. */
async function shapesAlone(): Promise<void> {
  const { env } = process;
  const databaseUrl = env['DATABASE_URL'];
  if (databaseUrl === undefined) throw new AppError('usage', { problem: 'DATABASE_URL is not set' });
  const secret = env['ELECTRIC_SECRET'];
  if (secret === undefined && env['ELECTRIC_INSECURE'] !== 'true')
    throw new AppError('usage', { problem: 'set ELECTRIC_SECRET, or ELECTRIC_INSECURE=true' });
  const number = (name: string): number | undefined => (env[name] === undefined ? undefined : Number(env[name]));
  const optional = <K extends string>(key: K, value: number | undefined): { [P in K]?: number } =>
    value === undefined ? {} : ({ [key]: value } as { [P in K]: number });
  const shapes = new ShapeServer({
    databaseUrl,
    dir: env['ELECTRIC_STORAGE_DIR'] ?? './persistent',
    streamId: env['ELECTRIC_REPLICATION_STREAM_ID'] ?? 'default',
    allowDelete: env['ELECTRIC_ENABLE_INTEGRATION_TESTING'] === 'true',
    ...optional('longPollMs', milliseconds(env['ELECTRIC_LONG_POLL_TIMEOUT'])),
    ...optional('chunkBytes', number('ELECTRIC_SHAPE_CHUNK_BYTES_THRESHOLD')),
    ...optional('cacheMaxAge', number('ELECTRIC_CACHE_MAX_AGE')),
    ...optional('cacheStaleAge', number('ELECTRIC_CACHE_STALE_AGE')),
    onError: (error) => process.stderr.write(`${errorText(error)}\n`),
  });
  const server = shapeHttpServer(shapes, secret);
  const port = number('ELECTRIC_PORT') ?? 3000;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  await shapes.start();
  process.stdout.write(`shapes ready at http://127.0.0.1:${port}\n`);
  await untilSignal();
  server.closeAllConnections();
  server.close();
  await shapes.stop();
}

/** `20s`, `500ms` or a plain number of milliseconds. */
function milliseconds(text: string | undefined): number | undefined {
  const match = /^(\d+)\s*(ms|s|sec)?$/.exec(text ?? '');
  return match === null ? undefined : Number(match[1]) * (match[2]?.startsWith('s') === true ? 1000 : 1);
}

/** A password for an account, under the rules that hold for one who chooses their own. Throws AppError `usage`. */
async function chosenPassword(options: SecretOptions & { readonly email: string }): Promise<string> {
  const password = await neededPassword(options);
  const reason = weaknessOf(password, options.email);
  if (reason === undefined) return password;
  throw new AppError('usage', {
    problem:
      `this password will not do (${reason}): ` +
      `${MIN_PASSWORD} characters or more, not the e-mail, not a few repeated`,
  });
}

/** The first administrator of a theatre, and whoever is left without one, get in by hand. */
async function inviteByHand(
  options: AdminOptions & { readonly theater: string; readonly email: string; readonly reset?: boolean },
): Promise<void> {
  await withDatabase(options, async (database) => {
    const {
      rows: [user],
    } = await database.pool.query<{ id: string }>(
      `SELECT u.id FROM users u JOIN theaters t ON t.id = u.theater_id
        WHERE t.code = $1 AND lower(u.email) = $2 AND u.deleted_at IS NULL AND u.is_active`,
      [options.theater, options.email.trim().toLowerCase()],
    );
    if (user === undefined)
      throw new AppError('usage', { problem: `there is no ${options.email} in the theatre ${options.theater}` });
    const kind = options.reset === true ? 'reset' : 'invitation';
    const made = await invite(
      { database, newId, now: () => new Date() },
      { userId: user.id, kind, by: { id: null, name: 'hub invite' } },
    );
    print(made, options.json, () => `${made.code}\nvalid until ${made.expiresAt}`);
  });
}

/**
 * Adds the commands. All but `start` work beside a running hub: they go through Postgres, and the hub hears of it from
 * there.
 */
export function hubCommands(program: Command): void {
  const hub = program.command('hub').description('the hub and its administration');
  const admin = (name: string, description: string): Command =>
    hub.command(name).description(description).option('--data <dir>').option('--database-url <url>').option('--json');
  hub
    .command('start')
    .description('run a hub')
    .option('--port <port>', '', String(DEFAULT_PORT))
    .option('--host <address>', 'loopback unless named')
    .option('--data <dir>')
    .option('--database-url <url>', 'better OFFSTAGE_DATABASE_URL')
    .option('--electric-url <url>')
    .option('--electric-secret <secret>', 'better OFFSTAGE_ELECTRIC_SECRET')
    .option('--refuse-old-electric', 'do not use an Electric whose version may show torn views')
    .option('--files-url <url>', `of contents: file:///… or s3://…; keys in ${KEY_VARIABLES.join(', ')}`)
    .option('--files-lost', 'what lay elsewhere is lost; laptops send again what they have')
    .option('--files-quota <size>', `of a theatre, ${sizeText(FILE_LIMITS.quotaBytes)} unless said`)
    .option('--files-most <size>', `of one file, ${sizeText(FILE_LIMITS.fileBytes)} unless said`)
    .option('--minimum-version <version>', 'schema version below which laptops are asked to be updated')
    .option('--tls-cert <file>', 'certificate chain (PEM)')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--behind-proxy [addresses]', 'a proxy with TLS stands in front; whose word about clients is taken')
    .action(start);
  admin('create-theater', 'a new theatre with its departments and venues')
    .requiredOption('--code <code>')
    .requiredOption('--name <name>')
    .option('--timezone <tz>')
    .action((options: AdminOptions & { code: string; name: string; timezone?: string }) =>
      withDatabase(options, async (database) => {
        const id = await createTheater(
          database,
          { code: options.code, name: options.name, timezone: options.timezone },
          new Date(),
        );
        print({ id }, options.json, () => `theatre ${options.code} created`);
      }),
    );
  withPassword(admin('create-user', 'a person who can sign in'))
    .requiredOption('--theater <code>')
    .requiredOption('--email <email>')
    .requiredOption('--role <role>')
    .option('--must-change-password', 'nothing else is answered until the person has set one of their own')
    .option('--first-name <name>')
    .option('--last-name <name>')
    .action(
      (
        options: AdminOptions &
          SecretOptions & {
            theater: string;
            email: string;
            role: string;
            mustChangePassword?: boolean;
            firstName?: string;
            lastName?: string;
          },
      ) =>
        withDatabase(options, async (database) => {
          const password = await chosenPassword(options);
          const id = await createUser(database, { ...options, password }, new Date());
          print({ id }, options.json, () => `${options.email} created`);
        }),
    );
  admin('invite', 'a code with which a person sets their own password')
    .requiredOption('--theater <code>')
    .requiredOption('--email <email>')
    .option('--reset', 'end the person’s sessions and password at once')
    .action(inviteByHand);
  admin('demo', 'a demo theatre')
    .option('--items <count>', '', '300')
    .action((options: AdminOptions & { items: string }) =>
      withDatabase(options, async (database) => {
        const result = await createDemo(database, Number(options.items), new Date());
        const how = `sign in as sklad@demo.theatre with the password «${DEMO_PASSWORD}»`;
        print(result, options.json, () =>
          result.isNew
            ? `demo theatre with ${result.items} items; ${how}`
            : `nothing was done: the demo theatre is there already, with ${result.items} items; ${how}`,
        );
      }),
    );
  admin('digest', 'hash and rows per replicated table').option('--theater <code>').action(digest);
  admin('health', 'integrity of the data; exit code 1 where a rule is broken')
    .option('--theater <code>')
    .action(health);
  admin('purge', 'erase for good what has been in the trash longer than its theatre keeps it')
    .option('--theater <code>')
    .option('--older-than <days>')
    .option('--dry-run')
    .action((options: AdminOptions & { theater?: string; olderThan?: string; dryRun?: boolean }) =>
      withDatabase(options, async (database) => {
        const days = options.olderThan === undefined ? undefined : Number(options.olderThan);
        if (days !== undefined && !(Number.isFinite(days) && days >= 0))
          throw new AppError('usage', { problem: '--older-than takes a number of days' });
        const purged = await purgeAll(database, new Date(), { theater: options.theater, days, isDry: options.dryRun });
        print(purged, options.json, () =>
          purged.map((theater) => purgedText(theater, options.dryRun === true)).join('\n'),
        );
      }),
    );
  hubFileCommands(admin);
  program
    .command('shapes')
    .description('the embedded shape server alone; reads DATABASE_URL and ELECTRIC_* variables')
    .action(shapesAlone);
}
