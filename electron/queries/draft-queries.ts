/** What the person who asks has typed and not saved. */
import * as declared from '../../shared/features/form/drafts.ts';
import { implement } from './define-query.ts';

/** Empty where there is none, where it cannot be read, or where nobody is signed in. */
export const draftOf = implement(declared.draftOf, {
  tables: ['drafts'],
  run: async ({ replica, author }, { form }) => {
    if (author === undefined) return {};
    const row = replica
      .prepared<[string, string], { fields: string }>('SELECT fields FROM drafts WHERE user_id = ? AND form = ?')
      .get(author.userId, form);
    // A draft of another version may not read: then there is none.
    const fields = declared.draftFields.safeParse(JSON.parse(row?.fields ?? '{}'));
    return fields.success ? fields.data : {};
  },
});
