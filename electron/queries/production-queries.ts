/** Productions: the head of a page, what changed lately, the company, reports. */

import * as declared from '../../shared/features/productions/queries.ts';
import type { FileView } from '../../shared/ipc/file-contract.ts';
import { seasonOf } from '../../shared/rules/season.ts';
import type { Reading } from '../replica/reading.ts';
import { implement, type QueryContext } from './define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView, pendingSql } from './file-view.ts';
import { changesOfProduction } from './production-changes.ts';

const MOST_DATES = 12;
const MOST_REPORTS = 60;
const MOST_FAULTS = 50;
/** What an audience comes to. */
const SHOWS = `('performance', 'premiere', 'tour')`;

/** The first picture that hangs on each of the productions. */
function postersOf(replica: Reading, ids: readonly string[]): Readonly<Record<string, FileView>> {
  const rows = replica
    .prepared<[string], FileRow & { entityId: string }>(
      `SELECT entityId, ${FILE_COLUMNS} FROM (
          SELECT a.entity_id AS entityId, a.file_id,
            row_number() OVER (PARTITION BY a.entity_id ORDER BY a.sort_order, a.id) AS rank
          FROM attachments a JOIN files f ON f.id = a.file_id
          WHERE a.entity_table = 'performances' AND a.deleted_at IS NULL AND f.mime LIKE 'image/%'
            AND a.entity_id IN (SELECT value FROM json_each(?))) a
        ${fileJoin('a.file_id')} WHERE a.rank = 1`,
    )
    .all(JSON.stringify(ids));
  return Object.fromEntries(
    rows.flatMap((row) => {
      const file = fileView(row);
      return file === null ? [] : [[row.entityId, file] as const];
    }),
  );
}

export const productionPosters = implement(declared.productionPosters, {
  tables: ['attachments', ...FILE_TABLES],
  run: async ({ replica }, { ids }) => postersOf(replica, ids),
});

const DATE_COLUMNS = `s.id AS eventId, s.title, s.event_date AS date, s.start_time AS start, s.event_type AS type,
  coalesce(s.tour_city, v.name, s.venue_text) AS place, x.name AS variant, x.id AS variantId`;
const DATE_JOINS = `LEFT JOIN venues v ON v.id = s.venue_id
  LEFT JOIN performance_variants x ON x.id = s.variant_id AND x.deleted_at IS NULL`;
const TO_COME = `s.deleted_at IS NULL AND s.event_date >= ? AND s.status NOT IN ('completed', 'cancelled')`;

/** Shows of a production that are still to come, the next first; of one variant, where that is named. */
export function nextDates(
  { replica, today }: QueryContext,
  performanceId: string,
  variantId: string | null,
): readonly declared.ProductionDate[] {
  return replica
    .prepared<[string, string, string | null, string | null], declared.ProductionDate>(
      `SELECT ${DATE_COLUMNS} FROM schedule_events s ${DATE_JOINS}
        WHERE s.performance_id = ? AND s.event_type IN ${SHOWS} AND ${TO_COME} AND (? IS NULL OR s.variant_id = ?)
        ORDER BY s.event_date, s.start_time, s.id LIMIT ${MOST_DATES}`,
    )
    .all(performanceId, today, variantId, variantId);
}

/** Departments with what was said of them this season, and how many of their things are out of use. */
function departmentsOf({ replica }: QueryContext, id: string, season: number): declared.DepartmentCondition[] {
  return replica
    .prepared<[string, string, number], declared.DepartmentCondition>(
      `SELECT d.id AS departmentId, d.code, d.name, c.id AS conditionId, c.condition, c.notes,
          (SELECT count(*) FROM performance_inventory p JOIN inventory_items i ON i.id = p.inventory_item_id
            JOIN inventory_categories k ON k.id = i.category_id
            WHERE p.performance_id = ? AND p.deleted_at IS NULL AND i.status = 'in_repair'
              AND k.department_id = d.id) AS inRepair
        FROM departments d LEFT JOIN performance_condition c ON c.performance_id = ? AND c.season = ?
          AND c.department_id = d.id AND c.deleted_at IS NULL
        WHERE d.deleted_at IS NULL ORDER BY d.id`,
    )
    .all(id, id, season);
}

function variantsOf({ replica, today }: QueryContext, id: string): declared.VariantView[] {
  return replica
    .prepared<[string, string], declared.VariantView>(
      `SELECT x.id, x.name, x.note, x.venue_id AS venueId, v.name AS venue,
          (SELECT count(*) FROM passport_sections p WHERE p.variant_id = x.id AND p.deleted_at IS NULL) AS sections,
          (SELECT count(*) FROM run_sheet_lines l JOIN scenes c ON c.id = l.scene_id AND c.deleted_at IS NULL
            WHERE l.variant_id = x.id AND l.deleted_at IS NULL) AS lines,
          (SELECT count(*) FROM variant_inventory n WHERE n.variant_id = x.id AND n.deleted_at IS NULL) AS things,
          (SELECT count(*) FROM performance_checklists k WHERE k.variant_id = x.id AND k.deleted_at IS NULL)
            AS checklists,
          (SELECT count(*) FROM schedule_events s WHERE s.variant_id = x.id AND s.event_type IN ${SHOWS} AND ${TO_COME})
            AS events
        FROM performance_variants x LEFT JOIN venues v ON v.id = x.venue_id
        WHERE x.performance_id = ? AND x.deleted_at IS NULL ORDER BY x.sort_order, x.id`,
    )
    .all(today, id);
}

export const productionHead = implement(declared.productionHead, {
  tables: [
    'performances',
    'schedule_events',
    'venues',
    'departments',
    'performance_condition',
    'performance_inventory',
    'inventory_items',
    'inventory_categories',
    'performance_variants',
    'passport_sections',
    'run_sheet_lines',
    'scenes',
    'variant_inventory',
    'performance_checklists',
    'attachments',
    'outbox',
    ...FILE_TABLES,
  ],
  run: async (context, { id }): Promise<declared.ProductionHead | null> => {
    const { replica, today } = context;
    const production = replica
      .prepared<[string], declared.ProductionHead['production'] & { readonly pending: number }>(
        `SELECT r.id, r.title, r.subtitle, r.author, r.director, r.composer, r.choreographer, r.artist, r.genre,
            r.age_rating, r.duration_minutes, r.intermissions, r.premiere_date, r.status, r.description,
            ${pendingSql('r.id')} AS pending
          FROM performances r WHERE r.id = ? AND r.deleted_at IS NULL`,
      )
      .get(id);
    if (production === undefined) return null;
    const season = seasonOf(today);
    const { pending, ...row } = production;
    return {
      production: row,
      isPending: pending === 1,
      poster: postersOf(replica, [id])[id] ?? null,
      season,
      today,
      next: nextDates(context, id, null),
      departments: departmentsOf(context, id, season),
      variants: variantsOf(context, id),
    };
  },
});

/** Faults of a production, or of things that it needs, that nobody has mended; the gravest first. */
export function openFaults({ replica }: QueryContext, id: string): declared.OpenFault[] {
  return replica
    .prepared<[string, string], declared.OpenFault>(
      `SELECT f.id, f.title, f.severity, f.status, f.inventory_item_id AS itemId, i.name AS item,
          f.reported_by_name AS by, f.created_at AS at
        FROM faults f LEFT JOIN inventory_items i ON i.id = f.inventory_item_id
        WHERE f.deleted_at IS NULL AND f.status IN ('open', 'in_repair') AND (f.performance_id = ?
          OR f.inventory_item_id IN (SELECT p.inventory_item_id FROM performance_inventory p
            WHERE p.performance_id = ? AND p.deleted_at IS NULL))
        ORDER BY CASE f.severity WHEN 'unsafe' THEN 0 WHEN 'major' THEN 1 ELSE 2 END, f.created_at DESC, f.id
        LIMIT ${MOST_FAULTS}`,
    )
    .all(id, id);
}

export const productionOverview = implement(declared.productionOverview, {
  tables: [
    'schedule_events',
    'venues',
    'performance_variants',
    'activity_log',
    'faults',
    'inventory_items',
    'performance_inventory',
    'passport_sections',
    'performance_checklists',
    'checklist_items',
    'scenes',
    'run_sheet_lines',
    'performance_members',
    'employees',
  ],
  run: async (context, { id }): Promise<declared.ProductionOverview> => {
    const { replica, today } = context;
    const over = `s.performance_id = ? AND s.event_type IN ${SHOWS} AND s.deleted_at IS NULL
      AND s.status <> 'cancelled' AND s.event_date < ?`;
    return {
      last: replica
        .prepared<[string, string], declared.ProductionDate>(
          `SELECT ${DATE_COLUMNS} FROM schedule_events s ${DATE_JOINS} WHERE ${over}
            ORDER BY s.event_date DESC, s.start_time DESC, s.id LIMIT 5`,
        )
        .all(id, today),
      played:
        replica
          .prepared<[string, string], { n: number }>(`SELECT count(*) AS n FROM schedule_events s WHERE ${over}`)
          .get(id, today)?.n ?? 0,
      changes: changesOfProduction(replica, id),
      faults: openFaults(context, id),
      unanswered:
        replica
          .prepared<[string], { n: number }>(
            `SELECT count(*) AS n FROM passport_sections p WHERE p.performance_id = ? AND p.deleted_at IS NULL
              AND p.variant_id IS NULL AND p.responsible_id IS NULL`,
          )
          .get(id)?.n ?? 0,
    };
  },
});

export const productionTeam = implement(declared.productionTeam, {
  tables: ['performance_members', 'employees', 'departments'],
  run: async ({ replica }, { id }): Promise<readonly declared.MemberView[]> =>
    replica
      .prepared<[string], Omit<declared.MemberView, 'isSubstitute'> & { readonly isSubstitute: unknown }>(
        `SELECT m.id, e.id AS employeeId, e.full_name AS name, e.position, m.function,
            m.is_substitute AS isSubstitute, d.id AS departmentId, d.name AS department, d.code AS departmentCode
          FROM performance_members m JOIN employees e ON e.id = m.employee_id AND e.deleted_at IS NULL
          LEFT JOIN departments d ON d.id = m.department_id
          WHERE m.performance_id = ? AND m.deleted_at IS NULL ORDER BY m.is_substitute, m.created_at, m.id`,
      )
      .all(id)
      .map((row) => ({ ...row, isSubstitute: row.isSubstitute === 1 })),
});

type StoredNote = Omit<declared.ReportNote, 'isAddendum'> & { readonly eventId: string; readonly isAddendum: number };

function notesOf({ replica }: QueryContext, eventIds: readonly string[]): Map<string, declared.ReportNote[]> {
  const rows = replica
    .prepared<[string], StoredNote>(
      `SELECT n.id, n.event_id AS eventId, n.kind, n.severity, n.text, d.name AS department, d.code AS departmentCode,
          trim(c.number || ' ' || coalesce(c.title, '')) AS scene, n.occurred_at AS at, n.fault_id AS faultId,
          n.task_id AS taskId, n.is_addendum AS isAddendum
        FROM show_notes n LEFT JOIN departments d ON d.id = n.department_id LEFT JOIN scenes c ON c.id = n.scene_id
        WHERE n.event_id IN (SELECT value FROM json_each(?)) AND n.deleted_at IS NULL
        ORDER BY coalesce(n.occurred_at, n.created_at), n.id`,
    )
    .all(JSON.stringify(eventIds));
  const notes = new Map<string, declared.ReportNote[]>();
  for (const { eventId, isAddendum, ...note } of rows)
    notes.set(eventId, [...(notes.get(eventId) ?? []), { ...note, isAddendum: isAddendum === 1 }]);
  return notes;
}

export const productionReports = implement(declared.productionReports, {
  tables: [
    'schedule_events',
    'show_reports',
    'show_notes',
    'show_timings',
    'scenes',
    'departments',
    'performance_condition',
    'faults',
    'inventory_items',
    'performance_inventory',
  ],
  run: async (context, { id }): Promise<declared.ProductionReports> => {
    const { replica } = context;
    const reports = replica
      .prepared<[string], Omit<declared.ReportView, 'notes'>>(
        `SELECT s.id AS eventId, s.title, s.event_date AS date, r.status, r.attendance, r.summary,
            r.signed_by_name AS signedBy, r.signed_at AS signedAt,
            (SELECT min(t.started_at) FROM show_timings t WHERE t.event_id = s.id AND t.part = 'act') AS began,
            (SELECT max(t.ended_at) FROM show_timings t WHERE t.event_id = s.id AND t.part = 'act') AS ended
          FROM schedule_events s LEFT JOIN show_reports r ON r.event_id = s.id AND r.deleted_at IS NULL
          WHERE s.performance_id = ? AND s.deleted_at IS NULL AND (r.id IS NOT NULL
            OR EXISTS (SELECT 1 FROM show_notes n WHERE n.event_id = s.id AND n.deleted_at IS NULL))
          ORDER BY s.event_date DESC, s.start_time DESC, s.id LIMIT ${MOST_REPORTS}`,
      )
      .all(id);
    const notes = notesOf(
      context,
      reports.map(({ eventId }) => eventId),
    );
    return {
      reports: reports.map((report) => ({ ...report, notes: notes.get(report.eventId) ?? [] })),
      conditions: replica
        .prepared<[string], declared.SeasonCondition>(
          `SELECT season, department_id AS departmentId, condition FROM performance_condition
            WHERE performance_id = ? AND deleted_at IS NULL ORDER BY season DESC, department_id`,
        )
        .all(id),
      faults: openFaults(context, id),
    };
  },
});
