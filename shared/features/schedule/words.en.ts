/** The schedule and the page of an event. In English. */
export const scheduleEn = {
  'nav.schedule': 'Schedule',
  'nav.events': 'Event',
  'schedule.rule.venue.taken': 'the venue is taken',
  'schedule.rule.person.twice': 'somebody is called twice',
  'schedule.rule.person.rest': 'too little rest',
  'schedule.rule.thing.short': 'too few things',
  'schedule.rule.set.away': 'the set is on tour',
} as const;
