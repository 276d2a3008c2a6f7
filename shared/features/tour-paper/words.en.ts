/** Paper of tours. In English. */
export const tourPaperEn = {
  'tourPaper.book': 'Tour book',
} as const;
