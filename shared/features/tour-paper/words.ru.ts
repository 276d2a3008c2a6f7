/** Paper of tours. In Russian. */
export const tourPaperRu = {
  'tourPaper.book': 'Гастрольная книга',
} as const;
