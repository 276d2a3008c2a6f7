/** Refusals and conflicts. In Russian. */
export const attentionRu = {
  'nav.attention': 'Внимание',
  'attention.without': 'Записать без поля «{field}»',
  'attention.openDeleted': 'Открыть удалённое',
  'attention.correct': 'Исправить…',
  'attention.title': 'Требует внимания',
  'attention.fromLine': 'со строки {line}',
  'attention.noLines': 'этих строк нет',
  'attention.refused': 'Отказы сервера',
  'attention.conflicts': 'Расхождения',
  'attention.empty': 'Всё в порядке.',
  'attention.emptyHint':
    'Здесь появятся изменения, которые сервер не принял, и поля, которые двое изменили по-разному.',
  'attention.entered': 'Было введено',
  'attention.dismiss': 'Разобрано',
  'attention.kept': 'Сейчас',
  'attention.other': 'Другое значение',
  'attention.keepThis': 'Оставить',
  'attention.takeThis': 'Взять это',
  'attention.by': '{name}',
  'attention.base': 'Было раньше',
  'attention.unknownAuthor': 'автор неизвестен',
  'attention.together': 'Писать вместе',
  'attention.togetherHint':
    'Оба варианта стоят один за другим: сначала чужой, потом тот, что сейчас. Уберите лишнее и сохраните.',
  'attention.togetherDone': 'Сохранить и закрыть вопрос',
  'attention.longHint':
    'Те же строки изменили двое. Сейчас стоит вариант: {kept}. Ниже — чем отличается вариант: {other}. Остальные строки слиты и не тронуты.',
  'attention.keepOf': 'Оставить: {name}',
  'attention.takeOf': 'Взять: {name}',
} as const;
