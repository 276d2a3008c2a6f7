/** What is free over time, and double bookings. In English. */
export const availabilityEn = {
  'nav.availability': 'Availability',
} as const;
