/** Notices under the bell, and reminders. In English. */
export const noticesEn = {} as const;
