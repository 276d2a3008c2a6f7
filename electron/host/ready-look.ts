/** What is known of a laptop before a tour: from rows, files, copies, session and clock of this laptop alone. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { APP_VERSION } from '../../shared/base/app-version.ts';
import type { MissingFile, OtherClock, ReadyLook } from '../../shared/ipc/ready-contract.ts';
import { zoneOf } from '../../shared/rules/event-time.ts';
import type { ReadyFacts } from '../../shared/rules/ready.ts';
import { filesOf, type PinScope, type ScopedFile } from '../files/pin-scopes.ts';
import { pendingCount } from '../outbox/outbox.ts';
import { contextOf } from '../queries/define-query.ts';
import { filesSummary } from '../queries/files-summary.ts';
import { listBackups } from '../replica/backup.ts';
import { FILE } from '../replica/rebuild.ts';
import type { Replica } from '../replica/replica.ts';
import { missingFiles } from './missing-files.ts';
import type { ReplicaHost } from './replica-host.ts';

/** So many of what is missing are named; of more it is said how many. */
const MOST_NAMED = 12;

interface TourRow {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly departsAt: string | null;
  readonly cases: number;
  readonly transports: number;
}

const tourOf = (replica: Replica, tourId: string): TourRow | undefined =>
  replica
    .prepared<[{ id: string }], TourRow>(
      `SELECT t.id, t.name, t.code, t.starts_on AS startsOn, t.ends_on AS endsOn,
          (SELECT min(r.departs_at) FROM transports r WHERE r.tour_id = t.id AND r.deleted_at IS NULL) AS departsAt,
          (SELECT count(DISTINCT l.case_item_id) FROM packing_lines l
            WHERE l.tour_id = t.id AND l.deleted_at IS NULL) AS cases,
          (SELECT count(*) FROM transports r WHERE r.tour_id = t.id AND r.deleted_at IS NULL) AS transports
        FROM tours t WHERE t.id = $id AND t.deleted_at IS NULL`,
    )
    .get({ id: tourId });

/** Zones of the tour's venues that have another clock than the theatre at its beginning, by city. */
function clocksOf(replica: Replica, tour: TourRow, zone: string): readonly OtherClock[] {
  const venues = replica
    .prepared<[string], { city: string; timezone: string }>(
      `SELECT coalesce(v.city, v.name) AS city, v.timezone, min(e.event_date) AS day FROM schedule_events e
        JOIN venues v ON v.id = e.venue_id
       WHERE e.tour_id = ? AND e.deleted_at IS NULL AND v.timezone IS NOT NULL GROUP BY v.id ORDER BY day, v.id`,
    )
    .all(tour.id);
  const at = Date.parse(`${tour.startsOn}T12:00:00Z`);
  const own = offsetOf(zone, at);
  const found = new Map<string, number>();
  for (const { city, timezone } of venues) found.set(city, offsetOf(zoneOf(timezone, zone), at) - own);
  return [...found].filter(([, minutes]) => minutes !== 0).map(([city, minutes]) => ({ city, minutes }));
}

/** Minutes by which a zone's clock is ahead of UTC at a moment. */
function offsetOf(zone: string, at: number): number {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return Math.round((Date.parse(`${text.replace(' ', 'T')}Z`) - at) / 60_000);
}

const sumOf = (files: readonly ScopedFile[]): number => files.reduce((sum, { size }) => sum + size, 0);

/** A laptop that keeps everything (`all`) needs no pin: what comes to the tour comes to it anyway. */
function filesFacts(replica: Replica, scope: PinScope, policy: string): ReadyFacts['files'] {
  const files = filesOf(replica, scope);
  const missing = files.filter(({ isHere }) => !isHere);
  const pin = replica
    .prepared<[string, string], { n: number }>(
      'SELECT count(*) AS n FROM file_pins WHERE scope_table = ? AND scope_id = ?',
    )
    .get(scope.table, scope.id);
  return {
    files: files.length,
    bytes: sumOf(files),
    missing: missing.length,
    missingBytes: sumOf(missing),
    elsewhere: missing.filter(({ isOnHub }) => !isOnHub).length,
    isPinned: policy === 'all' || pin?.n === 1,
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Looks; undefined where this laptop knows no such tour. It asks nobody: the answer is the same without a network, and
 * as old as the last time that the hub was heard.
 */
export async function readyLook(host: ReplicaHost, tourId: string): Promise<ReadyLook | undefined> {
  const { replica, sessions } = host;
  // Before it is known which contents lie here, everything would be missing.
  await host.files.reconciled();
  const free = await host.files.room();
  const tour = tourOf(replica, tourId);
  if (tour === undefined) return undefined;
  const zone =
    replica.prepared<[], { timezone: string }>('SELECT timezone FROM theaters LIMIT 1').get()?.timezone ?? 'UTC';
  const scope: PinScope = { table: 'tours', id: tourId };
  const files = filesFacts(replica, scope, host.files.rows.policy);
  const { onlyHere } = filesSummary(replica);
  const offset = replica.meta('clock_offset_ms');
  const taken = listBackups(replica.dir).find(({ reason }) => reason === 'daily')?.takenAt ?? null;
  const missing: readonly MissingFile[] = files.missing === 0 ? [] : missingFiles(replica, tourId, MOST_NAMED);
  const { cases, transports, ...named } = tour;
  return {
    tour: named,
    deviceId: sessions.data?.deviceId ?? '',
    facts: {
      now: contextOf(replica, undefined, host.deps.now()).now.toISOString(),
      zone,
      endsOn: tour.endsOn,
      data: {
        isLoaded: replica.meta('loaded') !== undefined,
        lastSyncedAt: host.engine?.lastSyncedAt ?? replica.meta('last_synced_at') ?? null,
      },
      sent: {
        waiting: pendingCount(replica),
        refused: refusedOf(replica, sessions.current?.userId ?? ''),
        filesOnlyHere: onlyHere.files,
        bytesOnlyHere: onlyHere.bytes,
      },
      files,
      free,
      signIn: { until: sessions.current?.until ?? null, isOffline: sessions.current?.refreshToken === '' },
      clockOffsetMs: offset === undefined ? null : Number(offset),
      backup: { takenAt: taken, bytes: sizeOf(join(replica.dir, FILE)) },
      release: { own: APP_VERSION, hub: host.client.hubRelease ?? replica.meta('hub_release') ?? null },
    },
    missing,
    clocks: clocksOf(replica, tour, zone),
    isPaused: host.files.rows.isPaused,
    paper: { cases, transports },
  };
}

/** Somebody else's are theirs to settle. */
const refusedOf = (replica: Replica, userId: string): number =>
  replica
    .prepared<[string], { n: number }>(
      'SELECT count(*) AS n FROM refused_mutations WHERE dealt_with_at IS NULL AND author_id = ?',
    )
    .get(userId)?.n ?? 0;
