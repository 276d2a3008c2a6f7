/** Trucks: loading, the road, the way back. In English. */
export const transportsEn = {
  'transports.title': 'Transport',
} as const;
