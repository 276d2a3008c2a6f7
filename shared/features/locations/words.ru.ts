/** Where things are kept. In Russian. */
export const locationsRu = {
  'nav.locations': 'Места',
  'locations.title': 'Места хранения',
  'locations.newLocation': 'Новое место',
  'locations.name': 'Название',
  'locations.code': 'Код',
  'locations.parent': 'Входит в',
  'locations.type': 'Вид',
  'locations.here': {
    one: 'Здесь: {items} наим., {quantity} шт',
    few: 'Здесь: {items} наим., {quantity} шт',
    many: 'Здесь: {items} наим., {quantity} шт',
  },
  'locations.below': 'всего {quantity} шт',
  'locations.show': 'Показать предметы',
  'locations.empty': 'Мест ещё нет. Создайте первое.',
  'locations.root': 'Верхний уровень',
  'locations.count': 'Начать подсчёт здесь',
} as const;
