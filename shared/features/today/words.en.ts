/** The first screen: tonight, mine, since I was last here, this laptop. In English. */
export const todayEn = {
  'nav.today': 'Today',
} as const;
