/** Templates of labels, and what labels of things and places say. */
import * as declared from '../../shared/features/labels/queries.ts';
import type { LabelKind } from '../../shared/labels/label-design.ts';
import type { LabelContent } from '../../shared/labels/label-drawing.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';

interface StoredTemplate {
  readonly id: string;
  readonly name: string;
  readonly kind: LabelKind;
  readonly content: string;
  readonly is_default: number;
}

export const labelTemplates = implement(declared.labelTemplates, {
  tables: ['label_templates'],
  run: async ({ replica }) =>
    replica
      .prepared<[], StoredTemplate>(
        `SELECT id, name, kind, content, is_default FROM label_templates
          WHERE deleted_at IS NULL ORDER BY kind, is_default DESC, name, id`,
      )
      .all()
      .map(({ is_default: isDefault, content, ...row }) => ({
        ...row,
        content: JSON.parse(content) as JsonValue,
        isDefault: isDefault === 1,
      })),
});

interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly category: string | null;
  readonly location: string | null;
  readonly serial: string | null;
  readonly model: string | null;
}

const ITEMS = `SELECT i.id, coalesce(i.barcode, i.inventory_number) AS code, i.name, c.name AS category,
    l.name AS location, i.serial_number AS serial,
    trim(coalesce(i.manufacturer, '') || ' ' || coalesce(i.model, '')) AS model
  FROM json_each(?) AS asked JOIN inventory_items i ON i.id = asked.value AND i.deleted_at IS NULL
  LEFT JOIN inventory_categories c ON c.id = i.category_id
  LEFT JOIN inventory_locations l ON l.id = i.location_id ORDER BY asked.key`;

interface PlaceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly path: string | null;
}

/** A tree that bites its tail is repaired elsewhere; here nobody goes further up than that. */
const MOST_STEPS = 20;
const PLACES = `SELECT p.id, p.code, p.name, (
    WITH RECURSIVE up(id, parent_id, name, step) AS (
      SELECT q.id, q.parent_id, q.name, 1 FROM inventory_locations q WHERE q.id = p.parent_id
      UNION ALL SELECT q.id, q.parent_id, q.name, up.step + 1
        FROM inventory_locations q JOIN up ON q.id = up.parent_id WHERE up.step < ${MOST_STEPS})
    SELECT group_concat(name, ' › ') FROM (SELECT name FROM up ORDER BY step DESC)) AS path
  FROM json_each(?) AS asked JOIN inventory_locations p ON p.id = asked.value AND p.deleted_at IS NULL
  ORDER BY asked.key`;

interface Theater {
  readonly name: string;
  readonly code: string;
}
const theaterOf = (replica: Reading): Theater =>
  replica.prepared<[], Theater>('SELECT name, code FROM theaters LIMIT 1').get() ?? { name: '', code: '' };

export const labelTheater = implement(declared.labelTheater, {
  tables: ['theaters'],
  run: async ({ replica, today }) => ({ ...theaterOf(replica), today }),
});

export const labelSubjects = implement(declared.labelSubjects, {
  tables: ['inventory_items', 'inventory_categories', 'inventory_locations', 'theaters'],
  run: async ({ replica }, { kind, ids }): Promise<readonly LabelContent[]> => {
    const [asked, theater] = [JSON.stringify(ids), theaterOf(replica).name];
    if (kind === 'location')
      return replica
        .prepared<[string], PlaceRow>(PLACES)
        .all(asked)
        .map(({ code, name, path }) => ({ code, texts: { name, number: code, path: path ?? '', theater } }));
    return replica
      .prepared<[string], ItemRow>(ITEMS)
      .all(asked)
      .map(({ code, name, category, location, serial, model }) => ({
        code,
        texts: {
          name,
          number: code,
          category: category ?? '',
          location: location ?? '',
          serial: serial ?? '',
          model: model ?? '',
          theater,
        },
      }));
  },
});
