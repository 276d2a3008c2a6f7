/** The schedule and the page of an event. In Russian. */
export const scheduleRu = {
  'nav.schedule': 'Расписание',
  'nav.events': 'Событие',
  'schedule.rule.venue.taken': 'площадка занята',
  'schedule.rule.person.twice': 'кто-то вызван дважды',
  'schedule.rule.person.rest': 'отдых короче положенного',
  'schedule.rule.thing.short': 'не хватает вещей',
  'schedule.rule.set.away': 'декорация на гастролях',
} as const;
