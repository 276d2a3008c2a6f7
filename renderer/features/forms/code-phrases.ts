/** What the editor of code itself says, in Russian; its English is its own. */
import type { Language } from '../../../shared/i18n/language.ts';

const RUSSIAN: Readonly<Record<string, string>> = {
  Find: 'Найти',
  Replace: 'Заменить на',
  next: 'следующее',
  previous: 'предыдущее',
  all: 'все',
  'match case': 'с учётом регистра',
  regexp: 'выражение',
  'by word': 'целое слово',
  replace: 'заменить',
  'replace all': 'заменить все',
  close: 'закрыть',
  'current match': 'найдено',
  'on line': 'в строке',
  'replaced match on line $': 'заменено в строке $',
  'replaced $ matches': 'замен: $',
  'Go to line': 'К строке',
  go: 'перейти',
  'Control character': 'Управляющий знак',
  'Selection deleted': 'Отмеченное удалено',
};

/** As `EditorState.phrases` takes them. */
export const phrasesIn = (language: Language): Readonly<Record<string, string>> => (language === 'ru' ? RUSSIAN : {});
