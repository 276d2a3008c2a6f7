/** The schedule and the page of an event. In Russian. */
export const scheduleRu = {
  'nav.schedule': 'Расписание',
  'nav.events': 'Событие',
} as const;
