/** Whether laptop and tour are ready to travel. In English. */
export const readyEn = {
  'ready.title': 'Ready to travel',
} as const;
