/** Taking back what was done. In Russian. */
export const undoRu = {
  'undo.button': 'Отменить сделанное',
  'undo.last': 'Ctrl Z — {words}',
  'undo.list': 'Что можно отменить',
  'undo.take': 'Отменить',
  'undo.done': 'Отменено: {what}',
  'undo.partly': {
    one: 'Отменено: {what}. Осталась как есть {staying} запись. {why}',
    few: 'Отменено: {what}. Остались как есть {staying} записи. {why}',
    many: 'Отменено: {what}. Осталось как есть {staying} записей. {why}',
  },
  'undo.words.edited': 'Вернуть «{title}»: {fields}',
  'undo.words.created': 'Убрать созданное: «{title}»',
  'undo.words.deleted': 'Вернуть удалённое: «{title}»',
  'undo.words.other': 'Отменить: {what}',
} as const;
