/** Trucks: loading, the road, the way back. In Russian. */
export const transportsRu = {
  'transports.title': 'Транспорт',
} as const;
