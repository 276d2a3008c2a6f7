/** The evening: before, during, after. In Russian. */
export const showRu = {
  'nav.show': 'Вечер',
} as const;
