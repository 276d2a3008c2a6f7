/**
 * The catalog: every table once. Validation, row types, shapes, deletion plans, integrity checks and forms all read it;
 * migrations are written by hand and compared with it by introspection.
 * Source: design `schema.md`, which merges the two seeds.
 */
import type { Column, RowOf, Table } from './define.ts';
import { activityLog } from './tables/activity-log.ts';
import { approvalWorkflows } from './tables/approval-workflows.ts';
import { attachments } from './tables/attachments.ts';
import { bookingConflicts } from './tables/booking-conflicts.ts';
import { checklistItems } from './tables/checklist-items.ts';
import { checklistMarks } from './tables/checklist-marks.ts';
import { comments } from './tables/comments.ts';
import { conflicts } from './tables/conflicts.ts';
import { deletionEffects } from './tables/deletion-effects.ts';
import { deletions } from './tables/deletions.ts';
import { departments } from './tables/departments.ts';
import { devicePeople } from './tables/device-people.ts';
import { deviceProgress } from './tables/device-progress.ts';
import { deviceReports } from './tables/device-reports.ts';
import { devices } from './tables/devices.ts';
import { directions } from './tables/directions.ts';
import { documentCategories } from './tables/document-categories.ts';
import { documentTags } from './tables/document-tags.ts';
import { documentVersions } from './tables/document-versions.ts';
import { documents } from './tables/documents.ts';
import { employees } from './tables/employees.ts';
import { eventCalls } from './tables/event-calls.ts';
import { eventInventory } from './tables/event-inventory.ts';
import { eventParticipants } from './tables/event-participants.ts';
import { eventPublications } from './tables/event-publications.ts';
import { faults } from './tables/faults.ts';
import { files } from './tables/files.ts';
import { formTemplates } from './tables/form-templates.ts';
import { inventoryCategories } from './tables/inventory-categories.ts';
import { inventoryCountEntries } from './tables/inventory-count-entries.ts';
import { inventoryCountLines } from './tables/inventory-count-lines.ts';
import { inventoryCounts } from './tables/inventory-counts.ts';
import { inventoryHistory } from './tables/inventory-history.ts';
import { inventoryItems } from './tables/inventory-items.ts';
import { inventoryLocations } from './tables/inventory-locations.ts';
import { inventoryPhotos } from './tables/inventory-photos.ts';
import { inventoryStock } from './tables/inventory-stock.ts';
import { invitations } from './tables/invitations.ts';
import { kitLines } from './tables/kit-lines.ts';
import { labelTemplates } from './tables/label-templates.ts';
import { mutationResults } from './tables/mutation-results.ts';
import { notifications } from './tables/notifications.ts';
import { packingEntries } from './tables/packing-entries.ts';
import { packingLines } from './tables/packing-lines.ts';
import { passportDocuments } from './tables/passport-documents.ts';
import { passportSections } from './tables/passport-sections.ts';
import { performanceChecklists } from './tables/performance-checklists.ts';
import { performanceCondition } from './tables/performance-condition.ts';
import { performanceInventory } from './tables/performance-inventory.ts';
import { performanceMembers } from './tables/performance-members.ts';
import { performanceVariants } from './tables/performance-variants.ts';
import { performances } from './tables/performances.ts';
import { printedSheets } from './tables/printed-sheets.ts';
import { projectMembers } from './tables/project-members.ts';
import { projectPhases } from './tables/project-phases.ts';
import { projects } from './tables/projects.ts';
import { quarantinedMutations } from './tables/quarantined-mutations.ts';
import { refreshTokens } from './tables/refresh-tokens.ts';
import { roles } from './tables/roles.ts';
import { runSheetLines } from './tables/run-sheet-lines.ts';
import { runSheetMarks } from './tables/run-sheet-marks.ts';
import { savedViews } from './tables/saved-views.ts';
import { scenes } from './tables/scenes.ts';
import { scheduleEvents } from './tables/schedule-events.ts';
import { seenMutations } from './tables/seen-mutations.ts';
import { settings } from './tables/settings.ts';
import { showNotes } from './tables/show-notes.ts';
import { showReports } from './tables/show-reports.ts';
import { showRuns } from './tables/show-runs.ts';
import { showTimings } from './tables/show-timings.ts';
import { tags } from './tables/tags.ts';
import { taskAttachments } from './tables/task-attachments.ts';
import { taskComments } from './tables/task-comments.ts';
import { taskSubtasks } from './tables/task-subtasks.ts';
import { tasks } from './tables/tasks.ts';
import { theaters } from './tables/theaters.ts';
import { timeEntries } from './tables/time-entries.ts';
import { tourMembers } from './tables/tour-members.ts';
import { tourRooms } from './tables/tour-rooms.ts';
import { tourStays } from './tables/tour-stays.ts';
import { tours } from './tables/tours.ts';
import { transports } from './tables/transports.ts';
import { userRoles } from './tables/user-roles.ts';
import { users } from './tables/users.ts';
import { variantInventory } from './tables/variant-inventory.ts';
import { venueContacts } from './tables/venue-contacts.ts';
import { venues } from './tables/venues.ts';

/**
 * A table is added here and in its file, and nowhere else. Their order is that of screens and of backups; nothing else
 * may depend on it.
 */
export const catalog = {
  theaters,
  departments,
  directions,
  users,
  roles,
  user_roles: userRoles,
  employees,
  refresh_tokens: refreshTokens,
  settings,
  files,
  inventory_categories: inventoryCategories,
  inventory_locations: inventoryLocations,
  inventory_items: inventoryItems,
  inventory_photos: inventoryPhotos,
  inventory_history: inventoryHistory,
  inventory_stock: inventoryStock,
  kit_lines: kitLines,
  inventory_counts: inventoryCounts,
  inventory_count_lines: inventoryCountLines,
  inventory_count_entries: inventoryCountEntries,
  performances,
  passport_sections: passportSections,
  passport_documents: passportDocuments,
  performance_inventory: performanceInventory,
  performance_checklists: performanceChecklists,
  checklist_items: checklistItems,
  checklist_marks: checklistMarks,
  performance_condition: performanceCondition,
  venues,
  schedule_events: scheduleEvents,
  event_participants: eventParticipants,
  event_inventory: eventInventory,
  document_categories: documentCategories,
  documents,
  document_versions: documentVersions,
  tags,
  printed_sheets: printedSheets,
  saved_views: savedViews,
  label_templates: labelTemplates,
  form_templates: formTemplates,
  tours,
  tour_members: tourMembers,
  tour_stays: tourStays,
  tour_rooms: tourRooms,
  venue_contacts: venueContacts,
  transports,
  packing_lines: packingLines,
  packing_entries: packingEntries,
  booking_conflicts: bookingConflicts,
  event_calls: eventCalls,
  event_publications: eventPublications,
  faults: faults,
  performance_members: performanceMembers,
  performance_variants: performanceVariants,
  run_sheet_lines: runSheetLines,
  run_sheet_marks: runSheetMarks,
  scenes: scenes,
  show_notes: showNotes,
  show_reports: showReports,
  show_runs: showRuns,
  show_timings: showTimings,
  variant_inventory: variantInventory,
  document_tags: documentTags,
  projects,
  project_phases: projectPhases,
  project_members: projectMembers,
  tasks,
  task_subtasks: taskSubtasks,
  task_comments: taskComments,
  task_attachments: taskAttachments,
  time_entries: timeEntries,
  approval_workflows: approvalWorkflows,
  comments,
  attachments,
  notifications,
  activity_log: activityLog,
  deletions,
  deletion_effects: deletionEffects,
  conflicts,
  devices,
  device_people: devicePeople,
  device_progress: deviceProgress,
  mutation_results: mutationResults,
  device_reports: deviceReports,
  invitations,
  quarantined_mutations: quarantinedMutations,
  seen_mutations: seenMutations,
} as const;

/** Name of a table of the catalog. */
export type TableName = keyof typeof catalog;
/** Row of a table as mutation code sees it. */
export type Row<N extends TableName> = RowOf<(typeof catalog)[N]>;
/** What Kysely knows: table name to row. */
export type Database = { [N in TableName]: Row<N> };

/** In the order above. */
export const tableNames = Object.keys(catalog) as readonly TableName[];

/** The table of that name, or undefined: for names that come from outside. */
export function findTable(name: string): Table | undefined {
  return Object.hasOwn(catalog, name) ? tableOf(name as TableName) : undefined;
}

/** The table of that name, without its literal column types. */
export function tableOf(name: TableName): Table {
  return catalog[name];
}

/** The column of that name, or undefined: names that every object has are no columns. */
export function columnOf(table: Table, name: string): Column | undefined {
  return Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
}

/** Narrows a name from outside. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(catalog, name);
}

/** Columns that a replica has: all but those that stay on the hub. */
export function replicaColumns(table: Table): readonly (readonly [string, Column])[] {
  return Object.entries(table.columns).filter(([, column]) => column.hubOnly !== true);
}

/** Tables that say who may do what. */
export const grantingTables: ReadonlySet<TableName> = new Set<TableName>(['users', 'roles', 'user_roles']);

/** Tables of which a device holds what its people may see: those with restricted columns, and traces of such. */
export const restrictedTables: readonly TableName[] = tableNames.filter(
  (name) =>
    'read_permission' in tableOf(name).columns ||
    Object.values(tableOf(name).columns).some(({ readPermission }) => readPermission !== undefined),
);

/** Tables that a replica holds, parents before children as far as the graph allows. */
export const replicatedTables: readonly TableName[] = parentsFirst(
  tableNames.filter((name) => tableOf(name).scope !== 'hub'),
);

function parentsFirst(names: readonly TableName[]): TableName[] {
  const done = new Set<TableName>();
  const visit = (name: TableName, path: ReadonlySet<TableName>): void => {
    if (done.has(name) || path.has(name)) return;
    const within = new Set([...path, name]);
    for (const column of Object.values(tableOf(name).columns)) {
      const parent = column.references?.table;
      if (parent !== undefined && isTableName(parent) && names.includes(parent)) visit(parent, within);
    }
    done.add(name);
  };
  for (const name of names) visit(name, new Set());
  return [...done];
}
