/** What sync found out by itself is told in words, in both languages. */
import { expect, test } from 'vitest';
import { findingSentences } from '../../renderer/features/health/sync-findings.ts';
import { translator } from '../../shared/i18n/dictionary.ts';

test.for(['ru', 'en'] as const)(
  'a table that drifted, a part that is not known here and a table that the hub lacks are told in words: %s',
  (language) => {
    const t = translator(language);
    const drift = { table: 'tags', here: 2, there: 3, at: new Date().toISOString() };
    const sentences = findingSentences(
      { drifted: [drift], unknownIn: ['inventory_categories'], absent: ['checklist_marks'] },
      t,
      language,
    );
    expect(sentences).toHaveLength(3);
    for (const sentence of sentences) expect(sentence).not.toMatch(/inventory_|checklist_|health\.|[{}]|undefined/u);
    expect(sentences[2]).toContain('3');
    expect(findingSentences({ drifted: [], unknownIn: [], absent: [] }, t, language)).toEqual([]);
  },
);
