/** Search over everything. In Russian. */
export const searchRu = {
  'search.short': 'Найти',
  'search.placeholder': 'Найти предмет, спектакль, событие…',
  'search.nothing': 'Ничего не найдено',
  'search.hint': 'Поиск по всем разделам',
} as const;
