/** Tours: their list and plan. In English. */
export const toursEn = {
  'nav.tours': 'Tours',
  'tours.tab.plan': 'Plan',
  'tours.tab.people': 'People',
  'tours.tab.packing': 'Packing',
  'tours.tab.transports': 'Transport',
  'tours.tab.road': 'On the road',
  'tours.tab.return': 'Return',
  'tours.tab.ready': 'Ready',
} as const;
