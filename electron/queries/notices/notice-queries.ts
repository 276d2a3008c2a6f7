/** One's own notices, and published calls that a reminder is due for. */
import type { ComingCall, NoticeSaid, Notices, NoticeView } from '../../../shared/features/notices/queries.ts';
import * as declared from '../../../shared/features/notices/queries.ts';
import { mutedIn } from '../../../shared/mutations/notice-mutations.ts';
import { dayAfter, minutesOf, momentAt, zoneOf } from '../../../shared/rules/event-time.ts';
import { noticeTypes, readNotice } from '../../../shared/rules/notices.ts';
import { readPublished } from '../../../shared/rules/publication.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { employeeOf } from '../schedule/range.ts';
import { namesOfChanges } from '../schedule/schedule-queries.ts';

/** Nobody reads further back under a bell. */
const MOST_NOTICES = 60;

interface Stored {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly table: string | null;
  readonly entity: string | null;
  readonly data: string | null;
  readonly isRead: number;
  readonly at: string;
}

function saidOf({ type, data }: Stored): NoticeSaid {
  const known = noticeTypes.find((each) => each === type);
  const read = known === undefined ? undefined : readNotice(known, JSON.parse(data ?? 'null'));
  return known === undefined || read === undefined
    ? { type: 'unknown', data: null }
    : ({ type: known, data: read } as NoticeSaid);
}

/** A notice names events by their ids: they are called as its reader may see them, and nothing where they may not. */
function withTitles(replica: Reading, said: NoticeSaid): NoticeSaid {
  if (said.type !== 'booking.collided') return said;
  const { first, second, firstEventId, secondEventId } = said.data;
  const titled = (title: string, eventId: string | null | undefined): string =>
    typeof eventId === 'string'
      ? (replica.prepared<[string], { title: string }>('SELECT title FROM schedule_events WHERE id = ?').get(eventId)
          ?.title ?? '')
      : title;
  return {
    ...said,
    data: { ...said.data, first: titled(first, firstEventId), second: titled(second, secondEventId) },
  };
}

const viewOf = (row: Stored): NoticeView => ({
  id: row.id,
  title: row.title,
  said: saidOf(row),
  entity: row.table === null || row.entity === null ? null : { table: row.table, id: row.entity },
  isRead: row.isRead === 1,
  at: row.at,
});

export const noticeList = implement(declared.noticeList, {
  tables: [
    'notifications',
    'users',
    'venues',
    'performances',
    'performance_variants',
    'schedule_events',
    'event_publications',
  ],
  run: async ({ replica, author }): Promise<Notices> => {
    if (author === undefined) return { notices: [], unread: 0, muted: [], names: {} };
    const settings = replica
      .prepared<[string], { settings: string | null }>(
        'SELECT notification_settings AS settings FROM users WHERE id = ?',
      )
      .get(author.userId)?.settings;
    const stored = new Set(mutedIn(JSON.parse(settings ?? '{}')));
    const muted = noticeTypes.filter((type) => stored.has(type));
    const args = [author.userId, JSON.stringify(muted)] as const;
    const notices = replica
      .prepared<[string, string], Stored>(
        `SELECT id, type, title, entity_type AS "table", entity_id AS entity, data, is_read AS isRead, created_at AS at
          FROM notifications WHERE user_id = ? AND type NOT IN (SELECT value FROM json_each(?))
          ORDER BY created_at DESC, id DESC LIMIT ${MOST_NOTICES}`,
      )
      .all(...args)
      .map(viewOf)
      .map((view) => ({ ...view, said: withTitles(replica, view.said) }));
    const unread = replica
      .prepared<[string, string], { n: number }>(
        `SELECT count(*) AS n FROM notifications WHERE user_id = ? AND NOT is_read
          AND type NOT IN (SELECT value FROM json_each(?))`,
      )
      .get(...args)?.n;
    const fields = notices.flatMap(({ said }) =>
      said.type === 'schedule.published' ? said.data.changes.flatMap((change) => change.fields) : [],
    );
    return { notices, unread: unread ?? 0, muted, names: namesOfChanges(replica, fields) };
  },
});

interface Told {
  readonly id: string;
  readonly content: string;
  readonly zone: string | null;
  readonly theaterZone: string;
  readonly answers: string;
}

export const comingCalls = implement(declared.comingCalls, {
  tables: ['event_publications', 'event_calls', 'employees', 'schedule_events', 'venues', 'theaters'],
  run: async ({ replica, author, now, today }) => {
    const employee = employeeOf(replica, author);
    const rows =
      employee === null
        ? []
        : replica
            .prepared<[string, string, string], Told>(
              `SELECT p.event_id AS id, p.content, v.timezone AS zone,
                  (SELECT timezone FROM theaters LIMIT 1) AS theaterZone,
                  (SELECT json_group_array(c.function) FROM event_calls c WHERE c.event_id = p.event_id
                    AND c.employee_id = ? AND c.deleted_at IS NULL AND c.answer = 'declined') AS answers
                FROM event_publications p LEFT JOIN venues v ON v.id = json_extract(p.content, '$.venueId')
                WHERE p.is_withdrawn = 0 AND p.event_date BETWEEN ? AND ?`,
            )
            .all(employee, dayAfter(today, -1), dayAfter(today, 1));
    const calls = rows.flatMap(({ id, content, zone, theaterZone, answers }): ComingCall[] => {
      const event = readPublished(JSON.parse(content));
      const declined = JSON.parse(answers) as readonly string[];
      const own = event?.calls.find((call) => call.employeeId === employee && !declined.includes(call.function));
      const clock = own?.callTime ?? event?.call ?? event?.start ?? null;
      if (event === undefined || own === undefined || clock === null || event.status === 'cancelled') return [];
      const at = momentAt(zoneOf(zone, theaterZone), event.date, minutesOf(clock));
      return [{ eventId: id, title: event.title, function: own.function, at, clock: clock.slice(0, 5) }];
    });
    return { now: now.getTime(), calls };
  },
});
