/** Productions: the repertoire, and a page for each. In Russian. */
export const productionsRu = {
  'nav.productions': 'Репертуар',
  'productions.tab.overview': 'Обзор',
  'productions.tab.passport': 'Паспорт',
  'productions.tab.runSheet': 'Проводка',
  'productions.tab.inventory': 'Опись',
  'productions.tab.checklists': 'Чек-листы',
  'productions.tab.files': 'Файлы',
  'productions.tab.team': 'Состав',
  'productions.tab.reports': 'Рапорты',
} as const;
