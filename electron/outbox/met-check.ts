/**
 * A new row that the hub would accept without part of it (`shared/mutations/met-meanwhile.ts`) is refused on the laptop
 * that knows better, before it is sent: there the person can still choose.
 */
import type { Kysely } from 'kysely';
import { isRecord } from '../../shared/base/json.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import { returnNoticeId } from '../../shared/mutations/tour-returns.ts';
import type { Database } from '../../shared/schema/catalog.ts';

type Db = Kysely<Database>;

/**
 * The refusal, where the mutation that has just run made an event outside the days of its tour, a tour under another
 * code than was asked for, or took a tour out of the trash. Reads the rows as it has left them: it is asked in its
 * transaction, which the caller undoes.
 */
export async function refusedMet(
  db: Db,
  { theaterId }: Pick<Author, 'theaterId'>,
  { id, name, args, authorId }: Pick<Mutation, 'id' | 'name' | 'args' | 'authorId'>,
): Promise<RefusalData | undefined> {
  if (isRecord(args) && HAPPENED.has(name)) return deletedTour(db, { id, authorId }, args);
  if (!isRecord(args) || typeof args['id'] !== 'string') return undefined;
  const values = isRecord(args['values']) ? args['values'] : args;
  const table = name === 'schedule.create' ? 'schedule_events' : name === 'tour.copy' ? 'tours' : args['table'];
  if (name !== 'row.create' && name !== 'schedule.create' && name !== 'tour.copy') return undefined;
  if (table === 'schedule_events' && typeof values['tour_id'] === 'string')
    return outsideTour(db, args['id'], values['tour_id']);
  if (table === 'tours' && typeof values['code'] === 'string')
    return takenCode(db, theaterId, args['id'], values['code']);
  return undefined;
}

/** What brings a tour back that was deleted before its author could hear of it (`shared/mutations/tour-returns.ts`). */
const HAPPENED: ReadonlySet<string> = new Set([
  'packing.record',
  'packing.recordCase',
  'packing.photo',
  'transport.putBack',
  'transport.depart',
  'transport.arrive',
  'transport.unloaded',
]);

/** Here it is known to be deleted: whoever goes on with it takes it out of the trash first. */
async function deletedTour(
  db: Db,
  { id, authorId }: Pick<Mutation, 'id' | 'authorId'>,
  args: Readonly<Record<string, unknown>>,
): Promise<RefusalData | undefined> {
  const tourId = typeof args['tourId'] === 'string' ? args['tourId'] : await tourOfTruck(db, args['id']);
  if (tourId === undefined) return undefined;
  const told = await db
    .selectFrom('notifications')
    .select('title')
    .where('id', '=', returnNoticeId(id, tourId, authorId))
    .executeTakeFirst();
  return told === undefined
    ? undefined
    : { code: 'row.deleted', details: { table: 'tours', id: tourId, title: told.title } };
}

async function tourOfTruck(db: Db, id: unknown): Promise<string | undefined> {
  if (typeof id !== 'string') return undefined;
  const found = await db.selectFrom('transports').select('tour_id').where('id', '=', id).executeTakeFirst();
  return found?.tour_id;
}

async function outsideTour(db: Db, id: string, tourId: string): Promise<RefusalData | undefined> {
  const event = await db
    .selectFrom('schedule_events')
    .select(['title', 'event_date', 'tour_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  const tour = await db
    .selectFrom('tours')
    .select(['name', 'starts_on', 'ends_on'])
    .where('id', '=', tourId)
    .executeTakeFirst();
  if (event === undefined || tour === undefined || event.tour_id !== null) return undefined;
  return {
    code: 'tour.eventOutside',
    details: {
      title: event.title,
      date: event.event_date,
      tour: tour.name,
      from: tour.starts_on,
      to: tour.ends_on,
    },
  };
}

async function takenCode(db: Db, theaterId: string, id: string, code: string): Promise<RefusalData | undefined> {
  const tour = await db.selectFrom('tours').select('code').where('id', '=', id).executeTakeFirst();
  const holder = await db
    .selectFrom('tours')
    .select(['id', 'name'])
    .where('theater_id', '=', theaterId)
    .where('code', '=', code.trim())
    .where('id', '!=', id)
    .executeTakeFirst();
  if (tour === undefined || holder === undefined || tour.code === code.trim()) return undefined;
  const details = { table: 'tours', column: 'code', value: code.trim(), holderId: holder.id, holder: holder.name };
  return { code: 'unique.taken', details: { ...details, proposal: tour.code } };
}
