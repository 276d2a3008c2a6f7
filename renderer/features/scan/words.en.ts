/** What the scanner says outside of a count. */
export const scanEn = {
  unknown: 'Code {{code}} belongs to nothing yet',
  unknownHint: 'Look for something similar, or add an item with this code.',
  doubt: 'Code {{code}} may not have been read whole',
  doubtHint: 'Scan it again, or open what was read.',
  covered: 'Scanned: {{name}}',
  coveredHint: 'The open window was left alone.',
  failed: 'Code {{code}} was read but could not be looked up just now',
  failedHint: 'Scan it again once the program answers.',
  find: 'Find something similar',
  create: 'New item with this code',
  open: 'Open',
  openDoubt: 'Open {{code}}',
} as const;
