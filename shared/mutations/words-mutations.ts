/** A theatre's own words. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { languages } from '../i18n/language.ts';
import { MAX_WORD, problemOf, storedKey } from '../i18n/word-rules.ts';
import { defineMutation } from './mutation.ts';

const text = z.string().max(MAX_WORD);
/** Short enough for the key of a setting, with its language before it. */
const wordKey = z.string().min(1).max(90);

/**
 * `words.replace {language, key, word}`: the word stands for ours on all laptops; null sets ours again. Each word is a
 * setting of its own, so that two people who replace different words never meet. Refused where the word leaves out a
 * value in braces that ours has, or names one that nobody gives; a key that only a newer version knows is taken as it
 * is.
 */
export const wordsReplace = defineMutation({
  name: 'words.replace',
  words: ['Слово заменено', 'Word replaced'],
  args: z.strictObject({
    language: z.enum(languages as readonly ['ru', 'en']),
    key: wordKey,
    word: z.union([
      text,
      z.strictObject({ one: text, few: text, many: text }),
      z.strictObject({ one: text, other: text }),
      z.null(),
    ]),
  }),
  permission: () => 'settings.manage',
  run: async (tx, { language, key, word }) => {
    if (word !== null && problemOf(key, language, word) !== undefined)
      throw new Refusal('value.invalid', { table: 'settings', column: 'value', problem: 'format' });
    const setting = storedKey(language, key);
    const found = await tx.rows.findByKey('settings', tx.theaterId, { key: setting });
    if (found !== undefined) await tx.update('settings', found.id, { value: { word } });
    else if (word !== null) await tx.insert('settings', { id: tx.derive('word'), key: setting, value: { word } });
  },
});
