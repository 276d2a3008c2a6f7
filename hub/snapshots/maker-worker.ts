/**
 * Entry of the thread that makes a snapshot: SQLite works without a pause, and the hub answers meanwhile. Shapes come
 * through the hub, one answer at a time, so that neither side ever holds more than that.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/asserts.ts';
import { HeadlessReplica } from './headless-replica.ts';
import type { Made, MakerAnswer, MakerData, MakerReport, ShapeStand } from './maker-messages.ts';
import { writePieces } from './pieces.ts';
import { type AskShape, readShape } from './read-shape.ts';

const port = must(parentPort);
const { shapes, database, pieces } = workerData as MakerData;

const ask: AskShape = async (query) => {
  port.postMessage({ kind: 'ask', query } satisfies MakerReport);
  const [answer] = (await once(port, 'message')) as [MakerAnswer];
  if ('failure' in answer) throw new Error(answer.failure);
  return answer;
};

/** Shape after shape: each stands at a position of its own, and a laptop catches up from there. */
async function make(): Promise<Made> {
  const replica = await HeadlessReplica.create(database);
  const read: Omit<ShapeStand, 'rows'>[] = [];
  for (const shape of shapes) {
    const position = await readShape(ask, shape.query, {
      onRows: (rows) => replica.take(shape.table, rows),
      onAnew: () => replica.clear(shape.table),
    });
    replica.note(shape.table, position);
    read.push({ ...shape, ...position });
  }
  const rows = replica.finish();
  replica.close();
  const stands = read.map((stand) => ({ ...stand, rows: rows[stand.table] ?? 0 }));
  return { ...writePieces(database, pieces), schema: replica.schema, stands };
}

const made = await make();
port.postMessage({ kind: 'made', made } satisfies MakerReport);
port.close();
