/** Packing a tour. In English. */
export const packingEn = {
  'packing.title': 'Packing',
} as const;
