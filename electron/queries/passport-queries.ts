/** Passports of productions: their sections, what these name, and how they came to be. */
import type {
  Passport,
  PassportDepartment,
  PassportSection,
  ReferredThing,
  SectionChange,
  SectionDocument,
} from '../../shared/features/passport/queries.ts';
import * as declared from '../../shared/features/passport/queries.ts';
import { lineChanges, MERGE_BUDGET } from '../../shared/rules/merge-text.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { Reading } from '../replica/reading.ts';
import { type Asker, implement } from './define-query.ts';
import { FILE_COLUMNS, FILE_TABLES, type FileRow, fileJoin, fileView, pendingSql, personSql } from './file-view.ts';

/** The order in which a theatre names its departments; others follow by their names. */
const DEPARTMENTS = ['light', 'sound', 'machinery', 'props', 'costume', 'makeup', 'video', 'effects', 'safety'];

/** Departments whose sections somebody writes as one of their people: member by account or employment, or head. */
function ownDepartments(replica: Reading, author: Asker | undefined): ReadonlySet<string> {
  if (author === undefined) return new Set();
  const rows = replica
    .prepared<[string, string, string], { id: string }>(
      `SELECT department_id AS id FROM users WHERE id = ? AND department_id IS NOT NULL
        UNION SELECT department_id FROM employees WHERE user_id = ? AND department_id IS NOT NULL AND deleted_at IS NULL
        UNION SELECT id FROM departments WHERE head_id = ?`,
    )
    .all(author.userId, author.userId, author.userId);
  return new Set(rows.map(({ id }) => id));
}

type SectionRow = Omit<
  PassportSection,
  'content' | 'responsible' | 'substitutes' | 'mayWrite' | 'mayEdit' | 'isPending'
> & {
  readonly content: string | null;
  readonly responsibleId: string | null;
  readonly responsibleName: string | null;
  readonly substitutes: string;
  readonly pending: number;
};

/** The newest line of the journal that tells of the text of section `s`. */
const lastChange = (column: string): string =>
  `(SELECT a.${column} FROM activity_log a WHERE a.entity_type = 'passport_sections' AND a.entity_id = s.id
      AND json_type(a.changes, '$.content') IS NOT NULL ORDER BY a.occurred_at DESC, a.id DESC LIMIT 1)`;

const SECTIONS = `SELECT s.id, s.title, s.content, s.department_id, s.variant_id, s.replaces_id, s.created_at,
    s.responsible_id AS responsibleId, ${personSql('s.responsible_id')} AS responsibleName,
    s.checked_at AS checkedAt, s.checked_by_name AS checkedBy,
    ${lastChange('occurred_at')} AS changedAt, ${lastChange('actor_name')} AS changedBy,
    (SELECT json_group_array(e.full_name) FROM performance_members m JOIN employees e ON e.id = m.employee_id
      WHERE m.performance_id = s.performance_id AND m.department_id = s.department_id AND m.is_substitute = 1
        AND m.deleted_at IS NULL) AS substitutes,
    ${pendingSql('s.id')} AS pending
  FROM passport_sections s WHERE s.performance_id = ? AND s.deleted_at IS NULL ORDER BY s.sort_order, s.id`;

export const passportOf = implement(declared.passportOf, {
  tables: [
    'performances',
    'passport_sections',
    'performance_variants',
    'performance_members',
    'departments',
    'users',
    'employees',
    'activity_log',
    'outbox',
  ],
  run: async ({ replica, author }, { performanceId }): Promise<Passport | null> => {
    const performance = replica
      .prepared<[string], { title: string }>('SELECT title FROM performances WHERE id = ?')
      .get(performanceId);
    if (performance === undefined) return null;
    const mayAll = author !== undefined && can(author.permissions, 'performances.edit');
    const mayOwn = author !== undefined && can(author.permissions, 'passport.department');
    const own = ownDepartments(replica, author);
    const isOurs = (department: string | null): boolean => department !== null && own.has(department);
    const sections = replica.prepared<[string], SectionRow>(SECTIONS).all(performanceId);
    return {
      title: performance.title,
      sections: sections.map(({ responsibleId, responsibleName, substitutes, pending, content, ...row }) => {
        const mayEdit = mayAll || (mayOwn && (isOurs(row.department_id) || responsibleId === author.userId));
        return {
          ...row,
          content: content ?? '',
          responsible: responsibleId === null ? null : { id: responsibleId, name: responsibleName ?? '' },
          substitutes: JSON.parse(substitutes) as string[],
          mayWrite: mayEdit || (mayOwn && row.department_id === null),
          mayEdit,
          isPending: pending === 1,
        };
      }),
      variants: replica
        .prepared<[string], { id: string; name: string }>(
          `SELECT id, name FROM performance_variants WHERE performance_id = ? AND deleted_at IS NULL
            ORDER BY sort_order, name, id`,
        )
        .all(performanceId),
      departments: departmentsOf(replica).map((each) => ({ ...each, mayAdd: mayAll || (mayOwn && own.has(each.id)) })),
      mayAddGeneral: mayAll,
    };
  },
});

function departmentsOf(replica: Reading): Omit<PassportDepartment, 'mayAdd'>[] {
  const place = (code: string): number => {
    const at = DEPARTMENTS.indexOf(code);
    return at < 0 ? DEPARTMENTS.length : at;
  };
  return replica
    .prepared<[], Omit<PassportDepartment, 'mayAdd'>>(
      'SELECT id, name, code FROM departments WHERE deleted_at IS NULL ORDER BY name, id',
    )
    .all()
    .toSorted((a, b) => place(a.code) - place(b.code));
}

export const sectionDocuments = implement(declared.sectionDocuments, {
  tables: ['passport_documents', 'documents', ...FILE_TABLES],
  run: async ({ replica }, { sectionIds }): Promise<readonly SectionDocument[]> =>
    replica
      .prepared<[string], FileRow & Omit<SectionDocument, 'file'> & { ownName: string }>(
        `SELECT p.id, d.id AS documentId, d.name, d.current_version AS version, d.file_name AS ownName, ${FILE_COLUMNS}
          FROM json_each(?) wanted JOIN passport_documents p ON p.section_id = wanted.value AND p.deleted_at IS NULL
          JOIN documents d ON d.id = p.document_id AND d.deleted_at IS NULL ${fileJoin('d.file_id')}
          ORDER BY wanted.key, p.sort_order, p.id`,
      )
      .all(JSON.stringify(sectionIds))
      .map((row) => {
        const file = fileView(row);
        const { id, documentId, name, version, ownName } = row;
        return { id, documentId, name, version, file: file === null ? null : { ...file, name: ownName } };
      }),
});

const REFERRED = {
  item: `SELECT i.id, i.name AS label, ${FILE_COLUMNS} FROM inventory_items i ${fileJoin('NULL')}
    WHERE i.deleted_at IS NULL AND i.id IN (SELECT value FROM json_each(?))`,
  document: `SELECT d.id, d.name AS label, ${FILE_COLUMNS} FROM documents d ${fileJoin('d.file_id')}
    WHERE d.deleted_at IS NULL AND d.id IN (SELECT value FROM json_each(?))`,
  attachment: `SELECT a.id, coalesce(a.caption, '') AS label, ${FILE_COLUMNS}
    FROM attachments a ${fileJoin('a.file_id')}
    WHERE a.deleted_at IS NULL AND a.id IN (SELECT value FROM json_each(?))`,
} as const;

/** What texts name, by `kind:id`. */
export function referredIn(
  replica: Reading,
  references: readonly { readonly kind: keyof typeof REFERRED; readonly id: string }[],
): Record<string, ReferredThing> {
  const found: Record<string, ReferredThing> = {};
  for (const [kind, named] of Map.groupBy(references, (reference) => reference.kind)) {
    const rows = replica
      .prepared<[string], FileRow & { id: string; label: string }>(REFERRED[kind])
      .all(JSON.stringify(named.map(({ id }) => id)));
    for (const row of rows) found[`${kind}:${row.id}`] = { name: row.label, file: fileView(row) };
  }
  return found;
}

export const referredThings = implement(declared.referredThings, {
  tables: ['inventory_items', 'documents', 'attachments', ...FILE_TABLES],
  run: async ({ replica }, { references }) => referredIn(replica, references),
});

interface LoggedChange {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly before: string | null;
  readonly after: string | null;
}
const CHANGE = `SELECT a.id, a.occurred_at AS at, a.actor_name AS by, a.action,
    json_extract(a.changes, '$.content[0]') AS before, json_extract(a.changes, '$.content[1]') AS after
  FROM activity_log a`;

export const sectionHistory = implement(declared.sectionHistory, {
  tables: ['activity_log'],
  run: async ({ replica }, { id, most }): Promise<readonly SectionChange[]> => {
    // One for all: of two hundred changes of a long section the oldest are not counted.
    const budget = { left: 4 * MERGE_BUDGET };
    return replica
      .prepared<[string, number], LoggedChange>(
        `${CHANGE} WHERE a.entity_type = 'passport_sections' AND a.entity_id = ?
          AND json_type(a.changes, '$.content') IS NOT NULL
          AND json_extract(a.changes, '$.content[0]') IS NOT json_extract(a.changes, '$.content[1]')
          ORDER BY a.occurred_at DESC, a.id DESC LIMIT ?`,
      )
      .all(id, most)
      .map(({ before, after, action, ...row }) => ({
        ...row,
        action: action.split(':')[0] ?? '',
        lines: lineChanges(before ?? '', after ?? '', budget) ?? null,
      }));
  },
});

export const sectionChange = implement(declared.sectionChange, {
  tables: ['activity_log'],
  run: async ({ replica }, { id }) => {
    const found = replica
      .prepared<[string], LoggedChange>(`${CHANGE} WHERE a.id = ? AND a.entity_type = 'passport_sections'`)
      .get(id);
    return found === undefined ? null : { before: found.before ?? '', after: found.after ?? '' };
  },
});
