/** The page of any object. In Russian. */
export const objectRu = {
  'object.tabs.pointing': 'Где упоминается',
  'object.tabs.comments': 'Комментарии',
  'object.nothingPoints': 'Об этом пока никто не упоминает.',
  'object.noComments': 'Комментариев ещё нет.',
  'object.comment': 'Комментарий',
  'object.say': 'Написать',
} as const;
