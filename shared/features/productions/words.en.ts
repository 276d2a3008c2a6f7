/** Productions: the repertoire, and a page for each. In English. */
export const productionsEn = {
  'nav.productions': 'Productions',
  'productions.tab.overview': 'Overview',
  'productions.tab.passport': 'Passport',
  'productions.tab.runSheet': 'Run sheet',
  'productions.tab.inventory': 'Inventory',
  'productions.tab.checklists': 'Checklists',
  'productions.tab.files': 'Files',
  'productions.tab.team': 'Team',
  'productions.tab.reports': 'Reports',
} as const;
