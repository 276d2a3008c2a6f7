/** Whether laptop and tour are ready to travel. In Russian. */
export const readyRu = {
  'ready.title': 'Готов в дорогу',
} as const;
