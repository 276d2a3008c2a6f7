/** The views of a list that were saved: the asker's own, and those that everybody shares. */
import { must } from '../../../shared/base/asserts.ts';
import * as declared from '../../../shared/features/lists/queries.ts';
import { columnOf, tableOf } from '../../../shared/schema/catalog.ts';
import { fromStored } from '../../../shared/schema/codecs.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { implement } from '../define-query.ts';

const stored = must(columnOf(tableOf('saved_views'), 'definition'));

export const savedViews = implement(declared.savedViews, {
  tables: ['saved_views'],
  run: async ({ replica, author }, { screen }) => {
    const rows = await replica.db
      .selectFrom('saved_views')
      .select(['id', 'name', 'owner_id', 'definition'])
      .where('screen', '=', screen)
      .where('deleted_at', 'is', null)
      .where((row) => row.or([row('owner_id', 'is', null), row('owner_id', '=', author?.userId ?? '')]))
      // In the order in which they were made.
      .orderBy('id')
      .execute();
    return rows.map(({ id, name, owner_id: owner, definition }) => ({
      id,
      name,
      isShared: owner === null,
      definition: fromStored(stored, definition) as JsonValue,
    }));
  },
});
