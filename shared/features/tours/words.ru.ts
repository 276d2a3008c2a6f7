/** Tours: their list and plan. In Russian. */
export const toursRu = {
  'nav.tours': 'Гастроли',
  'tours.tab.plan': 'План',
  'tours.tab.people': 'Люди',
  'tours.tab.packing': 'Упаковка',
  'tours.tab.transports': 'Транспорт',
  'tours.tab.road': 'В дороге',
  'tours.tab.return': 'Возврат',
  'tours.tab.ready': 'Готовность',
} as const;
