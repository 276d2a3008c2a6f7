/** Search over everything. In Russian. */
export const searchRu = {
  'search.short': 'Найти или сделать',
  'search.placeholder': 'Найти предмет, спектакль, событие или команду…',
  'search.nothing': 'Ничего не найдено',
  'search.commands': 'Сделать',
  'search.pages': 'Открыть',
  'search.found': 'Найдено',
} as const;
