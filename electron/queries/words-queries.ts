/** The theatre's own words. */
import * as declared from '../../shared/features/words/queries.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { implement } from './define-query.ts';

export const ownWords = implement(declared.ownWords, {
  tables: ['settings'],
  run: ({ replica }) =>
    Promise.resolve(
      replica
        .prepared<[], { key: string; value: string }>(
          "SELECT key, value FROM settings WHERE key GLOB 'words.*' ORDER BY key",
        )
        .all()
        .map(({ key, value }) => ({ key, value: JSON.parse(value) as JsonValue })),
    ),
});
