/** The schedule and the page of an event. In English. */
export const scheduleEn = {
  'nav.schedule': 'Schedule',
  'nav.events': 'Event',
} as const;
