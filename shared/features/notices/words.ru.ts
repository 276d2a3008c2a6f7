/** Notices under the bell, and reminders. In Russian. */
export const noticesRu = {} as const;
