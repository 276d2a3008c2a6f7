/** The first screen: tonight, mine, since I was last here, this laptop. In Russian. */
export const todayRu = {
  'nav.today': 'Сегодня',
} as const;
