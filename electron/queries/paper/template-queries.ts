/** What editors of forms ask: the theatre's own templates, and what they can be tried with. */
import * as declared from '../../../shared/features/paper/queries.ts';
import { type FormKey, formsOf } from '../../../shared/ipc/paper-contract.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement } from '../define-query.ts';
import { sampleOf } from './sample-sheet.ts';

/** So many of each are offered. */
const MOST_SUBJECTS = 5;
/** Movements of one paper. */
const MOST_MOVES = 20;

export const formTemplates = implement(declared.formTemplates, {
  tables: ['form_templates'],
  run: async ({ replica }) =>
    replica
      .prepared<[], Omit<declared.FormTemplate, 'isDefault'> & { readonly is_default: number }>(
        `SELECT id, name, kind, content, is_default FROM form_templates
          WHERE deleted_at IS NULL ORDER BY kind, is_default DESC, name, id`,
      )
      .all()
      .map(({ is_default: isDefault, ...row }) => ({ ...row, isDefault: isDefault === 1 })),
});

interface Named {
  readonly id: string;
  readonly name: string;
}

const counts = (replica: Reading): declared.TrialSubject[] =>
  replica
    .prepared<[number], Named>(
      `SELECT id, name FROM inventory_counts WHERE deleted_at IS NULL
        ORDER BY coalesce(started_at, created_at) DESC, id LIMIT ?`,
    )
    .all(MOST_SUBJECTS)
    .map(({ id, name }) => ({ label: name, about: { kind: 'count', countId: id, placeId: null } }));

const places = (replica: Reading): declared.TrialSubject[] =>
  replica
    .prepared<[number], Named>(
      `SELECT l.id, l.name FROM inventory_locations l JOIN inventory_stock s ON s.location_id = l.id AND s.quantity > 0
        WHERE l.deleted_at IS NULL GROUP BY l.id ORDER BY count(*) DESC, l.name, l.id LIMIT ?`,
    )
    .all(MOST_SUBJECTS)
    .map(({ id, name }) => ({ label: name, about: { kind: 'place', locationId: id } }));

/** The newest of them, as one paper. */
function moves(replica: Reading, isWriteOff: boolean): declared.TrialSubject[] {
  const rows = replica
    .prepared<[string, number], Named>(
      `SELECT h.id, i.name FROM inventory_history h JOIN inventory_items i ON i.id = h.item_id
        WHERE h.movement_type = ? ORDER BY h.occurred_at DESC, h.id LIMIT ?`,
    )
    .all(isWriteOff ? 'write_off' : 'transfer', MOST_MOVES);
  const [first] = rows;
  if (first === undefined) return [];
  const label = rows.length === 1 ? first.name : `${first.name} … (${rows.length})`;
  return [{ label, about: { kind: 'moves', movementIds: rows.map(({ id }) => id) } }];
}

const tours = (replica: Reading): declared.TrialSubject[] =>
  replica
    .prepared<[number], Named>(
      'SELECT id, name FROM tours WHERE deleted_at IS NULL ORDER BY starts_on DESC, id LIMIT ?',
    )
    .all(MOST_SUBJECTS)
    .map(({ id, name }) => ({
      label: name,
      about: { kind: 'tour', tourId: id, caseId: null, transportId: null, date: null },
    }));

const isAmong = (forms: readonly FormKey[], form: FormKey): boolean => forms.includes(form);

export const trialSubjects = implement(declared.trialSubjects, {
  tables: [
    'inventory_counts',
    'inventory_locations',
    'inventory_stock',
    'inventory_history',
    'inventory_items',
    'tours',
  ],
  run: async ({ replica }, { form }) => [
    ...(isAmong(formsOf.count, form) ? counts(replica) : []),
    ...(isAmong(formsOf.place, form) ? places(replica) : []),
    ...(isAmong(formsOf.tour, form) ? tours(replica) : []),
    ...(isAmong(formsOf.moves, form) ? moves(replica, form === '0504104') : []),
  ],
});

export const sampleSheet = implement(declared.sampleSheet, {
  tables: ['theaters', 'settings'],
  run: async ({ replica, today }, { form, language }) => sampleOf(form, { replica, language, today }),
});
