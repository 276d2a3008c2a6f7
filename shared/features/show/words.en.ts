/** The evening: before, during, after. In English. */
export const showEn = {
  'nav.show': 'The show',
} as const;
