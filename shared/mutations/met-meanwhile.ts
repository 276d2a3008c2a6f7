/**
 * New rows that somebody made without knowing what others did meanwhile. Much hangs on such a row by the time it is
 * heard of, so it is accepted without what is no longer to be had, and its author is told. Whoever could know is asked
 * on their own laptop, before anything hangs on it (`electron/outbox/met-check.ts`).
 */
import { type Row, type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { acceptValue } from '../schema/validate.ts';
import { freeValue } from './free-value.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import { isWithin } from './tour-rules.ts';

type Values = Readonly<Record<string, JsonValue | undefined>>;

/** The values that the new row takes, and what is to be told once it stands. */
export interface Met {
  readonly values: Values;
  readonly tellOf: () => Promise<void>;
}

/** What becomes of a new row: an event outside the days of its tour is on none, a code that is taken is another. */
export async function metMeanwhile(tx: MutationTx, table: TableName, id: string, values: Values): Promise<Met> {
  const met =
    table === 'schedule_events'
      ? await outsideTour(tx, id, values)
      : table === 'tours'
        ? await takenCode(tx, id, values)
        : undefined;
  return met ?? { values, tellOf: () => Promise.resolve() };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

async function outsideTour(tx: MutationTx, id: string, values: Values): Promise<Met | undefined> {
  const { tour_id: tourId, event_date: date, title, start_time: start } = values;
  if (typeof tourId !== 'string' || typeof date !== 'string' || !DAY.test(date)) return undefined;
  const tour = await tx.find('tours', tourId);
  if (tour === undefined || tour.theater_id !== tx.theaterId || tour.deleted_at !== null || isWithin(tour, date))
    return undefined;
  return {
    values: { ...values, tour_id: null },
    tellOf: () =>
      tell(tx, {
        userIds: [tx.author.userId],
        alsoAuthor: true,
        type: 'tour.eventLeft',
        title: String(title ?? ''),
        entity: { table: 'schedule_events', id },
        data: {
          eventId: id,
          title: String(title ?? ''),
          date,
          start: typeof start === 'string' ? start : null,
          tour: tour.name,
          from: tour.starts_on,
          to: tour.ends_on,
        },
      }),
  };
}

async function takenCode(tx: MutationTx, id: string, values: Values): Promise<Met | undefined> {
  if (typeof values['code'] !== 'string') return undefined;
  const code = acceptValue(tableOf('tours'), 'code', values['code']);
  if (typeof code !== 'string') return undefined;
  const holder = (await tx.rows.findByKey('tours', tx.theaterId, { code })) as Row<'tours'> | undefined;
  if (holder === undefined || holder.id === id || holder.theater_id !== tx.theaterId) return undefined;
  const given = await freeValue(tx.rows, 'tours', tx.theaterId, ['code'], { id, code });
  const tour = String(values['name'] ?? '');
  return {
    values: { ...values, code: given },
    tellOf: () =>
      tell(tx, {
        userIds: [tx.author.userId],
        alsoAuthor: true,
        type: 'tour.recoded',
        title: tour,
        entity: { table: 'tours', id },
        data: { tour, wanted: code, code: given, holder: holder.name },
      }),
  };
}
