/** What is here of events that a file brings. */
import * as declared from '../../../shared/features/schedule-import/queries.ts';
import { importNameIds, standingOf } from '../../../shared/rules/imported-events.ts';
import type { ImportStanding } from '../../../shared/schedule-import/plan-import.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { theaterOf } from './plan.ts';
import { seesPlan } from './range.ts';

interface StoredEvent {
  readonly id: string;
  readonly theater_id: string;
  readonly deleted_at: string | null;
}

/** Null of everything for whoever does not plan: they would be told what is not published. */
export const importStandings = implement(declared.importStandings, {
  tables: ['schedule_events', 'theaters'],
  run: async ({ replica, author }, { keys }): Promise<(ImportStanding | null)[]> => {
    if (!seesPlan(author)) return keys.map(() => null);
    const found = await standingOf(theaterOf(replica), keys, (ids) =>
      replica
        .prepared<[string], StoredEvent>(
          `SELECT id, theater_id, deleted_at, title, description, event_type, activity, status, event_date, call_time,
             stage_ready_time, start_time, end_time, venue_id, venue_text, tour_city, performance_id, variant_id
           FROM schedule_events WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .all(JSON.stringify(ids)),
    );
    return found.map((standing) => {
      if (standing === undefined) return null;
      const { id, row, isAgain } = standing;
      return { id, row: row === undefined ? null : { ...row }, isAgain };
    });
  },
});

function freeId(replica: Reading, table: 'venues' | 'performances', theater: string, name: string): string {
  const standing = replica.prepared<[string], { deleted_at: string | null }>(
    `SELECT deleted_at FROM ${table} WHERE id = ?`,
  );
  let last = '';
  for (const id of importNameIds(theater, table, name)) {
    last = id;
    if ((standing.get(id)?.deleted_at ?? null) === null) break;
  }
  return last;
}

export const importNames = implement(declared.importNames, {
  tables: ['venues', 'performances', 'theaters'],
  run: async ({ replica }, { venues, performances }): Promise<declared.ImportNames> => {
    const theater = theaterOf(replica);
    return {
      venues: venues.map((name) => freeId(replica, 'venues', theater, name)),
      performances: performances.map((name) => freeId(replica, 'performances', theater, name)),
    };
  },
});
