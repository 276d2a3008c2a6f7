/** Search over everything. In Russian. */
export const searchRu = {
  'search.short': 'Найти или сделать',
  'search.placeholder': 'Найти предмет, спектакль, событие или команду…',
  'search.nothing': 'Ничего не найдено',
  'search.commands': 'Сделать',
  'search.pages': 'Открыть',
  'search.found': 'Найдено',
  'search.all': 'Всё найденное по «{text}»',
  'search.kinds': 'Что найдено',
  'nav.search': 'Поиск',
  'search.go': 'Найти',
  'search.begin': 'Что найти?',
  'search.beginHint': 'Название, номер, штрихкод, фамилия, площадка: в любой форме слова, с любой раскладкой.',
  'search.nothingHint': 'Проверьте, нет ли опечатки, или наберите только часть слова.',
  'search.rows': { one: '{count} запись', few: '{count} записи', many: '{count} записей' },
  'search.nothingHere': 'Среди этого ничего не найдено',
  'search.nothingHereHint': 'Посмотрите среди другого, снимите условия или наберите короче.',
} as const;
