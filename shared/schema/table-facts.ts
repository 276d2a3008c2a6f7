/**
 * What the program asks about every table beside its columns. Each table answers each question: one that is missing, a
 * hint that is no column, or a status that no machine leads on from does not compile.
 */
import {
  countStatus,
  eventStatus,
  itemStatus,
  performanceStatus,
  taskStatus,
  timeEntryStatus,
} from '../rules/state-machines.ts';
import type { Row, TableName } from './catalog.ts';

/** Which value of `S` may follow which; every value has its line. */
type Machine<S extends string> = Readonly<Record<S, readonly S[]>>;
/** The machine of a table's `status`; only a table that has one may name it. */
type StatesOf<R> = R extends { readonly status: infer S extends string } ? Machine<S> | null : null;

/** The answers of one table with the row `R`. */
interface FactsOf<R> {
  /** Rows are parts of something and deleted with the right to edit it; the rest needs `rows.delete` as well. */
  readonly part: boolean;
  /** The column that search shows beside the title. */
  readonly hint: (keyof R & string) | null;
  readonly states: StatesOf<R>;
  /** The page that shows a row; `records` is the general one. */
  readonly page: 'inventory' | 'counts' | 'records';
}

const facts: { readonly [N in TableName]: FactsOf<Row<N>> } = {
  theaters: { part: false, hint: null, states: null, page: 'records' },
  departments: { part: false, hint: null, states: null, page: 'records' },
  directions: { part: false, hint: null, states: null, page: 'records' },
  users: { part: false, hint: null, states: null, page: 'records' },
  roles: { part: false, hint: null, states: null, page: 'records' },
  user_roles: { part: true, hint: null, states: null, page: 'records' },
  employees: { part: false, hint: null, states: null, page: 'records' },
  refresh_tokens: { part: false, hint: null, states: null, page: 'records' },
  settings: { part: false, hint: null, states: null, page: 'records' },
  inventory_categories: { part: false, hint: null, states: null, page: 'records' },
  inventory_locations: { part: false, hint: null, states: null, page: 'records' },
  inventory_items: { part: false, hint: 'inventory_number', states: itemStatus, page: 'inventory' },
  inventory_photos: { part: true, hint: null, states: null, page: 'records' },
  inventory_history: { part: false, hint: null, states: null, page: 'records' },
  inventory_stock: { part: false, hint: null, states: null, page: 'records' },
  inventory_counts: { part: false, hint: null, states: countStatus, page: 'counts' },
  inventory_count_lines: { part: false, hint: null, states: null, page: 'records' },
  inventory_count_entries: { part: false, hint: null, states: null, page: 'records' },
  performances: { part: false, hint: 'author', states: performanceStatus, page: 'records' },
  passport_sections: { part: false, hint: null, states: null, page: 'records' },
  passport_documents: { part: true, hint: null, states: null, page: 'records' },
  performance_inventory: { part: true, hint: null, states: null, page: 'records' },
  performance_checklists: { part: false, hint: null, states: null, page: 'records' },
  checklist_items: { part: true, hint: null, states: null, page: 'records' },
  checklist_marks: { part: false, hint: null, states: null, page: 'records' },
  performance_condition: { part: false, hint: null, states: null, page: 'records' },
  venues: { part: false, hint: 'city', states: null, page: 'records' },
  schedule_events: { part: false, hint: 'event_date', states: eventStatus, page: 'records' },
  event_participants: { part: true, hint: null, states: null, page: 'records' },
  event_inventory: { part: true, hint: null, states: null, page: 'records' },
  document_categories: { part: false, hint: null, states: null, page: 'records' },
  documents: { part: false, hint: null, states: null, page: 'records' },
  document_versions: { part: false, hint: null, states: null, page: 'records' },
  tags: { part: true, hint: null, states: null, page: 'records' },
  document_tags: { part: true, hint: null, states: null, page: 'records' },
  projects: { part: false, hint: null, states: null, page: 'records' },
  project_phases: { part: false, hint: null, states: null, page: 'records' },
  project_members: { part: true, hint: null, states: null, page: 'records' },
  tasks: { part: false, hint: null, states: taskStatus, page: 'records' },
  task_subtasks: { part: true, hint: null, states: null, page: 'records' },
  task_comments: { part: true, hint: null, states: null, page: 'records' },
  task_attachments: { part: true, hint: null, states: null, page: 'records' },
  time_entries: { part: true, hint: null, states: timeEntryStatus, page: 'records' },
  approval_workflows: { part: false, hint: null, states: null, page: 'records' },
  comments: { part: true, hint: null, states: null, page: 'records' },
  notifications: { part: false, hint: null, states: null, page: 'records' },
  activity_log: { part: false, hint: null, states: null, page: 'records' },
  deletions: { part: false, hint: null, states: null, page: 'records' },
  deletion_effects: { part: false, hint: null, states: null, page: 'records' },
  conflicts: { part: false, hint: null, states: null, page: 'records' },
  devices: { part: false, hint: null, states: null, page: 'records' },
  device_people: { part: false, hint: null, states: null, page: 'records' },
  device_progress: { part: false, hint: null, states: null, page: 'records' },
  mutation_results: { part: false, hint: null, states: null, page: 'records' },
  device_reports: { part: false, hint: null, states: null, page: 'records' },
  invitations: { part: false, hint: null, states: null, page: 'records' },
  quarantined_mutations: { part: false, hint: null, states: null, page: 'records' },
  seen_mutations: { part: false, hint: null, states: null, page: 'records' },
};

/** The answers of a table, without its literal columns. */
export interface TableFacts {
  readonly part: boolean;
  readonly hint: string | null;
  readonly states: Readonly<Record<string, readonly string[]>> | null;
  readonly page: 'inventory' | 'counts' | 'records';
}

/** What the table answers. */
export function factsOf(table: TableName): TableFacts {
  return facts[table];
}
