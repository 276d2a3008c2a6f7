/** What was done to many rows at once, in words: «Место хранения → Полка 2: 40 записей». */
import type { Translate } from '../../shared/i18n/dictionary.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import { formatNumber } from '../lib/format.ts';
import type { Gesture } from '../undo/undo-stack.ts';

export function gestureWords(t: Translate, { action, value, count }: Gesture, language: Language): string {
  const number = formatNumber(count, language);
  switch (action.kind) {
    case 'set':
      return t('bulk.done.set', { count, number, field: fieldName(action.column, language), value });
    case 'move':
      return t('bulk.done.move', { count, number, value });
    case 'delete':
      return t('bulk.done.delete', { count, number });
    case 'restore':
      return t('bulk.done.restore', { count, number });
    case 'import':
      return t('import.gesture', { count, number });
  }
}
