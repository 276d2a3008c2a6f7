/**
 * Events of some days as they are planned, each with whether people know it so. That is worked out from an event's
 * calls and from what was told, and kept: after a commit only the events that it touched are looked at again.
 */
import type { EventPlaceView, ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { publishableEvents } from '../../../shared/mutations/schedule-plan.ts';
import { differenceOf, isToldSo, type PublishedEvent, readPublished } from '../../../shared/rules/publication.ts';
import { COMMITS } from '../../replica/read-connections.ts';
import type { Reading } from '../../replica/reading.ts';
import { versionOf } from '../table-versions.ts';

/** What was told of an event, as it is stored. */
export interface Publication {
  readonly event_id: string;
  readonly content: string;
  readonly event_date: string;
  readonly is_withdrawn: number;
  readonly published_at: string;
}

/** What a calendar shows of an event besides its own reader's part in it. */
export interface EventLook extends Omit<PublishedEvent, 'calls' | 'participants'> {
  /** How many are called, and how many functions nobody fills. */
  readonly called: number;
  readonly open: number;
}

/** An event of the plan. */
export interface PlannedEvent {
  readonly look: EventLook;
  readonly state: ScheduleEvent['state'];
  /** Where people believe that it stands, where they believe anything else than the plan. */
  readonly told: EventPlaceView | undefined;
  /** When people were told last; null where they never were. */
  readonly publishedAt: string | null;
}

/** Where an event stands. */
export const placeOf = ({ date, start, end, venueId }: EventPlaceView): EventPlaceView => ({
  date,
  start,
  end,
  venueId,
});

/** An event without the names of who takes part, only how many. */
export function lookOf({ calls, participants: _, ...fields }: PublishedEvent): EventLook {
  const open = calls.filter(({ employeeId }) => employeeId === null).length;
  return { ...fields, called: calls.length - open, open };
}

/** What was told; undefined where nothing was, or that it does not take place. */
export function toldIn(publication: Pick<Publication, 'content' | 'is_withdrawn'> | undefined) {
  return publication === undefined || publication.is_withdrawn === 1
    ? undefined
    : readPublished(JSON.parse(publication.content));
}

/** What an event is to those who plan. */
export function stateOf(
  event: PublishedEvent,
  publication: Pick<Publication, 'content' | 'is_withdrawn'> | undefined,
): ScheduleEvent['state'] {
  if (publication === undefined || publication.is_withdrawn === 1) return 'draft';
  const content: unknown = JSON.parse(publication.content);
  if (isToldSo(content, event)) return 'published';
  const told = readPublished(content);
  if (told === undefined) return 'changed';
  return differenceOf(told, event).kind === 'same' ? 'published' : 'changed';
}

interface Kept {
  /** The commit that the events are true of. */
  readonly commit: number;
  readonly events: Map<string, PlannedEvent>;
}
const kept = new WeakMap<Reading, Kept>();
/** When more are kept, all are forgotten: some months of a big house, at a few hundred bytes each. */
const MOST_KEPT = 5000;

/** Tables whose rows belong to an event. */
const PARTS = ['event_calls', 'event_participants', 'event_publications'] as const;

/** Which events commits have touched; undefined where that cannot be said. */
function touched(replica: Reading, after: number, upTo: number): ReadonlySet<string> | undefined {
  const events = replica.rows.between('schedule_events', after, upTo);
  if (events === undefined) return undefined;
  const found = new Set(events);
  for (const table of PARTS) {
    const rows = replica.rows.between(table, after, upTo);
    if (rows === undefined) return undefined;
    if (rows.size === 0) continue;
    const owners = replica
      .prepared<[string], { event_id: string }>(
        `SELECT event_id FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify([...rows]));
    // A row that is not there any more does not say whose it was.
    if (owners.length < rows.size) return undefined;
    for (const { event_id: id } of owners) found.add(id);
  }
  return found;
}

/** What is kept and true of the moment that is being read; whoever reads another moment has a map of their own. */
function keptEvents(replica: Reading): Map<string, PlannedEvent> {
  const commit = versionOf(replica, [COMMITS]);
  const known = kept.get(replica);
  if (known?.commit === commit) return known.events;
  const stale = known === undefined ? undefined : touched(replica, known.commit, commit);
  const events = new Map(stale === undefined || known === undefined ? [] : known.events);
  for (const id of stale ?? []) events.delete(id);
  kept.set(replica, { commit, events });
  return events;
}

type Days = Readonly<{ from: string; to: string }>;

const PUBLICATIONS = 'SELECT event_id, content, event_date, is_withdrawn, published_at FROM event_publications';

/** More than so many are read as days and not one by one. */
const MOST_BY_ID = 60;

async function readPlanned(
  replica: Reading,
  theaterId: string,
  days: Days,
  ids: readonly string[],
): Promise<Map<string, PlannedEvent>> {
  const which = ids.length > MOST_BY_ID ? days : { ids };
  const events = await publishableEvents(replica.db, theaterId, which);
  const publications = new Map(
    replica
      .prepared<[string], Publication>(`${PUBLICATIONS} WHERE event_id IN (SELECT value FROM json_each(?))`)
      .all(JSON.stringify([...events.keys()]))
      .map((row) => [row.event_id, row]),
  );
  return new Map(
    [...events].map(([id, event]) => {
      const publication = publications.get(id);
      const state = stateOf(event, publication);
      const told = state === 'changed' ? toldIn(publication) : undefined;
      const isTold = publication !== undefined && publication.is_withdrawn === 0;
      const publishedAt = isTold ? publication.published_at : null;
      return [id, { look: lookOf(event), state, told: told && placeOf(told), publishedAt }];
    }),
  );
}

/** The plan of some days, both included, by event; what is deleted is not there. */
export async function plannedEvents(
  replica: Reading,
  theaterId: string,
  days: Days,
): Promise<ReadonlyMap<string, PlannedEvent>> {
  const events = keptEvents(replica);
  const ids = replica
    .prepared<[string, string, string], { id: string }>(
      'SELECT id FROM schedule_events WHERE theater_id = ? AND deleted_at IS NULL AND event_date BETWEEN ? AND ?',
    )
    .all(theaterId, days.from, days.to)
    .map(({ id }) => id);
  if (events.size > MOST_KEPT) events.clear();
  const missing = ids.filter((id) => !events.has(id));
  if (missing.length > 0)
    for (const [id, event] of await readPlanned(replica, theaterId, days, missing)) events.set(id, event);
  return new Map(ids.flatMap((id) => (events.has(id) ? [[id, events.get(id) as PlannedEvent]] : [])));
}
