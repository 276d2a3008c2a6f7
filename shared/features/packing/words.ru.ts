/** Packing a tour. In Russian. */
export const packingRu = {
  'packing.title': 'Упаковка',
} as const;
