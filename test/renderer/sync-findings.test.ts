/** What sync found out by itself is told in words, in both languages. */
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { findingSentences } from '../../renderer/features/health/sync-findings.ts';
import { en } from '../../renderer/i18n/en.ts';
import { ru } from '../../renderer/i18n/ru.ts';

test.for(['ru', 'en'] as const)(
  'a table that drifted and a part that is not known here are told in words: %s',
  async (language) => {
    const i18n = i18next.createInstance();
    await i18n.init({
      lng: language,
      resources: { ru: { translation: ru }, en: { translation: en } },
      interpolation: { escapeValue: false },
    });
    const drift = { table: 'tags', here: 2, there: 3, at: new Date().toISOString() };
    const sentences = findingSentences({ drifted: [drift], unknownIn: ['inventory_categories'] }, i18n.t, language);
    expect(sentences).toHaveLength(2);
    for (const sentence of sentences) expect(sentence).not.toMatch(/inventory_|health\.|\{\{|undefined/u);
    expect(sentences[1]).toContain('3');
    expect(findingSentences({ drifted: [], unknownIn: [] }, i18n.t, language)).toEqual([]);
  },
);
