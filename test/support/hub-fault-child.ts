/**
 * A part of the hub that is killed when it reaches a named point for the n-th time. Says `ready` where it runs until
 * then.
 */
import { writeSync } from 'node:fs';
import pino from 'pino';
import { backupHub } from '../../hub/admin/backup.ts';
import { restoreHub } from '../../hub/admin/restore.ts';
import { backUpBeforeMigration, keepHouse } from '../../hub/admin/upkeep.ts';
import { connectDatabase } from '../../hub/database.ts';
import { faults } from '../../hub/fault-points.ts';
import { startHub } from '../../hub/server.ts';
import { shapeHttpServer } from '../../hub/shapes/embedded/shape-http.ts';
import { ShapeServer } from '../../hub/shapes/embedded/shape-server.ts';

const [, , work = '', point = '', nth = '1', databaseUrl = '', path = '', streamId = '', port = '0'] = process.argv;
const reached = { times: 0 };
faults.at = (at) => {
  if (at !== point) return;
  reached.times += 1;
  if (reached.times >= Number(nth)) process.kill(process.pid, 'SIGKILL');
};

async function serve(): Promise<void> {
  const shapes = new ShapeServer({
    databaseUrl,
    dir: path,
    streamId,
    longPollMs: 500,
    chunkBytes: 2000,
    logFloor: 20_000,
  });
  await shapes.start();
  await new Promise<void>((done) => {
    shapeHttpServer(shapes, undefined).listen(Number(port), '127.0.0.1', done);
  });
  writeSync(1, 'ready\n');
}

/** A whole hub, which is to die while it brings its database to this version. */
async function upgrade(): Promise<void> {
  await startHub({ dataDir: path, port: 0, databaseUrl, log: pino({ level: 'silent' }), upkeep: false });
  process.exit(3);
}

async function once(): Promise<void> {
  const database = connectDatabase({ url: databaseUrl, size: 4 });
  const log = pino({ level: 'silent' });
  if (work === 'backup') await backupHub(database, path, new Date());
  if (work === 'restore') await restoreHub(database, path);
  if (work === 'house') await keepHouse({ database, log, now: () => new Date() }, path, () => Promise.resolve());
  if (work === 'migration') await backUpBeforeMigration(database, path, log);
  await database.close();
}

if (work === 'shapes') await serve();
else if (work === 'upgrade') await upgrade();
else await once();
