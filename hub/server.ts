/**
 * Composition of a hub: database, migrations, shapes, routes. Keeps no state beside Postgres and the shape directory.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { migrateToLatest } from '../migrations/migrations.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { newId } from '../shared/base/ids.ts';
import { SharedReads } from './admin/shared-reads.ts';
import { ensureSystemRoles } from './admin/theaters.ts';
import { backUpBeforeMigration, startUpkeep } from './admin/upkeep.ts';
import { AccessGuard } from './auth/access.ts';
import { type AttemptLimits, Attempts } from './auth/attempts.ts';
import { AccessTokens, randomToken } from './auth/tokens.ts';
import { connectDatabase, type HubDatabase } from './database.ts';
import { HUB_DEADLINES, type HubDeadlines } from './deadlines.ts';
import { writeDurably } from './durable-file.ts';
import { faults } from './fault-points.ts';
import { openContentStore } from './files/files-url.ts';
import { type FileLimits, type HubFiles, hubFiles } from './files/hub-files.ts';
import { bindStore } from './files/store-mark.ts';
import { letGo } from './files/uploads.ts';
import type { HubContext } from './hub-context.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import type { ClusterEvents, KeeperPace } from './postgres/keeper.ts';
import { requireProtected } from './reachable.ts';
import { createRoutes, type RouteOptions } from './routes.ts';
import { type ElectricOptions, ElectricUpstream } from './shapes/electric-upstream.ts';
import { ShapeServer, type ShapeServerOptions } from './shapes/embedded/shape-server.ts';
import { embeddedUpstream, type ShapeUpstream } from './shapes/shape-upstream.ts';
import { SnapshotKeeper, type SnapshotLimits } from './snapshots/snapshot-keeper.ts';

/**
 * How a hub is started. `databaseUrl` undefined starts a Postgres of its own in `dataDir`; `electricUrl` undefined
 * serves shapes itself.
 */
export interface HubOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless named; any other needs `tls` or `trustProxy`. */
  readonly host?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly electricUrl?: string | undefined;
  readonly electricSecret?: string | undefined;
  /** What becomes of an Electric whose version may show torn views; it is warned of unless told to refuse. */
  readonly whenElectricIsOld?: ElectricOptions['whenOld'];
  readonly limits?: RouteOptions['limits'];
  readonly attempts?: Partial<AttemptLimits>;
  readonly trustProxy?: RouteOptions['trustProxy'];
  readonly tls?: RouteOptions['tls'];
  readonly minimumVersion?: RouteOptions['minimumVersion'];
  /** Kept in a file beside the data unless given. */
  readonly metricsToken?: string | undefined;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly log?: Logger;
  readonly shapes?: Partial<ShapeServerOptions>;
  /** When snapshots for new laptops are made, and how long they are kept. */
  readonly snapshots?: Partial<SnapshotLimits>;
  /** Where contents of files are kept (`files/files-url.ts`); in `dataDir` unless said. */
  readonly filesUrl?: string | undefined;
  /** What lay in another store is lost: this one takes its place. */
  readonly filesLost?: boolean | undefined;
  readonly fileLimits?: Partial<FileLimits> | undefined;
  readonly deadlines?: HubDeadlines;
  /** How the hub's own Postgres is watched and started again; see `PostmasterKeeper`. */
  readonly postgresPace?: KeeperPace;
  /** Backups and the purge by itself; on unless the hub lives for a measurement. */
  readonly upkeep?: boolean;
}

/** A hub that answers. `shapes` is undefined where Electric serves them. */
export interface RunningHub {
  readonly url: string;
  readonly context: HubContext;
  readonly shapes: ShapeServer | undefined;
  /**
   * Resolves, if ever, when the hub's own Postgres has ended and cannot be started again (AppError `hub.database`). The
   * hub is of no use any more then: whoever started it stops it and says so.
   */
  readonly lost: Promise<AppError>;
  stop(): Promise<void>;
}

/** In the data folder, readable by its owner alone. */
export const METRICS_TOKEN_FILE = 'metrics-token';

/** Smaller than Electric's ten megabytes: a laptop holds two chunks in memory while it loads. */
const CHUNK_BYTES = 2 * 1024 * 1024;

/** For each part to stop by itself, and for Postgres, which has deadlines of its own. */
const STOP_STEP_MS = 10_000;
const STOP_MS = 60_000;

/** Starts a hub. What it began is ended again when a later step fails. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const log = options.log ?? pino({ level: process.env['OFFSTAGE_LOG'] ?? 'warn' }, pino.destination(2));
  const stops: (() => Promise<unknown>)[] = [];
  const stop = (): Promise<void> => stopAll(stops, log);
  const lost = Promise.withResolvers<AppError>();
  try {
    const host = options.host ?? '127.0.0.1';
    requireProtected(host, options);
    mkdirSync(options.dataDir, { recursive: true });
    const postgres: Pick<EmbeddedPostgres, 'url'> =
      options.databaseUrl === undefined
        ? await embedded(
            join(options.dataDir, 'postgres'),
            stops,
            clusterEvents(log, lost.resolve),
            options.postgresPace,
          )
        : { url: options.databaseUrl };
    const database = connectDatabase({ url: postgres.url });
    stops.push(() => database.close());
    const backups = join(options.dataDir, 'backups');
    await backUpBeforeMigration(database, backups, log);
    await migrateToLatest(database.db, 'postgres', (point) => faults.at(point));
    faults.at('migration.committed');
    await ensureSystemRoles(database);
    const shapes = options.electricUrl === undefined ? await startShapes(options, postgres.url, log, stops) : undefined;
    const reads = new SharedReads(postgres.url);
    stops.push(() => reads.close());
    const access = new AccessGuard(database, log);
    stops.push(() => access.stop());
    await access.start();
    const now = options.now ?? (() => new Date());
    const upstream = upstreamOf(options, shapes, log);
    const snapshots = new SnapshotKeeper({
      dir: join(options.dataDir, 'snapshots'),
      database,
      upstream,
      now,
      log,
      limits: options.snapshots,
    });
    stops.push(() => snapshots.stop());
    const makeId = options.newId ?? newId;
    const files = await openFiles(options, { database, now, newId: makeId, log }, stops);
    const context: HubContext = {
      database,
      log,
      access,
      reads,
      attempts: new Attempts(database, options.attempts),
      now,
      deadlines: options.deadlines ?? HUB_DEADLINES,
      newId: makeId,
      files,
      tokens: await AccessTokens.of(
        Buffer.from(await stateOf(database, 'token_secret', () => randomBytes(32).toString('hex')), 'hex'),
      ),
      historyId: await stateOf(database, 'history_id', newId),
      upstream,
      snapshots,
    };
    const metricsToken = options.metricsToken ?? kept(join(options.dataDir, METRICS_TOKEN_FILE), randomToken);
    const app = createRoutes(context, {
      limits: options.limits,
      trustProxy: options.trustProxy,
      tls: options.tls,
      minimumVersion: options.minimumVersion,
      metricsToken,
    });
    const url = await app.listen({ port: options.port, host });
    stops.push(() => app.close());
    if (options.upkeep !== false) stops.push(startUpkeep(context, backups, () => pruneCommits(database)));
    return { url, context, shapes, lost: lost.promise, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Ends what was begun, the last first. No step keeps another from being taken: one that fails or takes too long is
 * said, and the next one comes; Postgres is the last of them.
 */
async function stopAll(stops: (() => Promise<unknown>)[], log: Logger): Promise<void> {
  for (const step of stops.splice(0).toReversed()) {
    const taken = step().catch((error: unknown) => {
      log.error({ err: error }, 'a part of the hub did not stop in order');
    });
    await Promise.race([taken, deadline(stops.length === 0 ? STOP_MS : STOP_STEP_MS)]);
  }
}

function deadline(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds).unref();
  });
}

async function embedded(
  dir: string,
  stops: (() => Promise<unknown>)[],
  events: ClusterEvents,
  pace: KeeperPace | undefined,
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(dir, events, pace);
  stops.push(() => postgres.stop());
  return postgres;
}

/** Says in the log how the hub's own Postgres fares, and once for all that it is lost. */
function clusterEvents(log: Logger, onLoss: (failure: AppError) => void): ClusterEvents {
  return {
    onDeath: () => log.error('PostgreSQL has ended by itself; it is being started again'),
    onFailure: (error) => log.error({ err: error }, 'PostgreSQL could not be started again; the next attempt follows'),
    onRevival: () => log.warn('PostgreSQL answers again'),
    onLoss: (error) => {
      log.fatal({ err: error }, 'PostgreSQL cannot be started again');
      onLoss(new AppError('hub.database', { problem: errorText(error).slice(0, 300) }, { cause: error }));
    },
  };
}

/** The store of contents, bound to this database, and what looks after it. */
async function openFiles(
  options: HubOptions,
  parts: Omit<Parameters<typeof hubFiles>[0], 'store' | 'hubId'>,
  stops: (() => Promise<unknown>)[],
): Promise<HubFiles> {
  const store = await openContentStore(options.dataDir, options.filesUrl);
  stops.push(() => Promise.resolve(store.close()));
  await bindStore(parts.database, store, parts.newId, options.filesLost);
  const hubId = kept(join(options.dataDir, 'hub-id'), parts.newId);
  const files = hubFiles({ ...parts, hubId, store }, options.fileLimits);
  await letGo(files);
  stops.push(() => files.maker.close());
  return files;
}

/** Put among what is stopped before it starts: a start that fails leaves a pool to be closed. */
async function startShapes(
  options: HubOptions,
  databaseUrl: string,
  log: Logger,
  stops: (() => Promise<unknown>)[],
): Promise<ShapeServer> {
  const shapes = new ShapeServer({
    databaseUrl,
    dir: join(options.dataDir, 'shapes'),
    chunkBytes: CHUNK_BYTES,
    onError: (error) => log.warn({ err: error }, 'shapes'),
    ...(options.deadlines === undefined ? {} : { deadlines: options.deadlines }),
    ...options.shapes,
  });
  stops.push(() => shapes.stop());
  await shapes.start();
  return shapes;
}

function upstreamOf(options: HubOptions, shapes: ShapeServer | undefined, log: Logger): ShapeUpstream {
  if (shapes !== undefined) return embeddedUpstream(shapes);
  return new ElectricUpstream({
    baseUrl: options.electricUrl ?? '',
    secret: options.electricSecret,
    log,
    whenOld: options.whenElectricIsOld,
  });
}

/** What the file holds; made when it is first needed. One that is empty is of a hub that died before it had it. */
function kept(file: string, make: () => string): string {
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (known !== '') return known;
  const made = make();
  writeDurably(file, `${made}\n`);
  return made;
}

/** A fact about this hub, made when it is first needed. */
async function stateOf(database: HubDatabase, key: string, make: () => string): Promise<string> {
  await database.pool.query('INSERT INTO hub_state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
    key,
    make(),
  ]);
  const {
    rows: [row],
  } = await database.pool.query<{ value: string }>('SELECT value FROM hub_state WHERE key = $1', [key]);
  return row?.value ?? '';
}

/**
 * What nobody needs any more. Doorbell rows are only needed by those who listen; on connecting every device catches up
 * on all tables anyway.
 */
async function pruneCommits(database: HubDatabase): Promise<void> {
  await database.pool.query("DELETE FROM sync_commits WHERE committed_at < now() - interval '1 day'");
  // Tokens that have expired prove nothing any more; the newest of a living session never has.
  await database.pool.query("DELETE FROM refresh_tokens WHERE expires_at < now() - interval '1 day'");
  await database.pool.query('DELETE FROM rate_limits WHERE expire < $1', [Date.now()]);
}
