/** Places and categories as trees, with what stands there. */

import * as declared from '../../shared/features/locations/queries.ts';
import type { TreeRow } from '../../shared/ipc/views.ts';
import { implement } from './define-query.ts';

/**
 * Flat, in the order of siblings; the tree is built where it is shown. `items` counts things, `quantity` pieces, of the
 * place itself.
 */
export const locationTree = implement(declared.locationTree, {
  tables: ['inventory_locations', 'inventory_stock'],
  run: async ({ replica }): Promise<readonly TreeRow[]> =>
    replica
      .prepared<[], TreeRow>(
        `SELECT l.id, l.parent_id, l.name, l.code, l.type, NULL AS color, count(s.id) AS items,
          coalesce(sum(s.quantity), 0) AS quantity
     FROM inventory_locations l LEFT JOIN inventory_stock s ON s.location_id = l.id AND s.quantity > 0
     WHERE l.deleted_at IS NULL GROUP BY l.id ORDER BY l.sort_order, l.name`,
      )
      .all(),
});

/** The same form, without numbers. */
export const categoryTree = implement(declared.categoryTree, {
  tables: ['inventory_categories'],
  run: async ({ replica }): Promise<readonly TreeRow[]> =>
    replica
      .prepared<[], TreeRow>(
        `SELECT id, parent_id, name, code, NULL AS type, color, 0 AS items, 0 AS quantity FROM inventory_categories
          WHERE deleted_at IS NULL ORDER BY sort_order, name`,
      )
      .all(),
});
