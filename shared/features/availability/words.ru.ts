/** What is free over time, and double bookings. In Russian. */
export const availabilityRu = {
  'nav.availability': 'Занятость',
} as const;
