/** How the data stands. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { healthRu } from './words.ru.ts';

export const healthEn = {
  'nav.health': 'Health',
  'health.title': 'State of the data',
  'health.again': 'Check again',
  'health.taken': 'checked {age}',
  'health.integrity': 'Integrity',
  'health.ok': 'All in order. Checks: {count}',
  'health.kinds.cycle': 'Records are part of themselves: they can be neither found nor deleted.',
  'health.kinds.orphan': 'Records point at nothing.',
  'health.kinds.dangling': 'Live records point at deleted ones.',
  'health.kinds.tenant': 'Records point into another theatre.',
  'health.kinds.stock': 'The stock of a place differs from its movements.',
  'health.kinds.quantity': 'The quantity differs from the stock.',
  'health.repairHow': 'What can be done…',
  'health.repairTitle': 'Repair',
  'health.repair': 'Repair',
  'health.repairCycle':
    'Of the records in the circle the one changed longest ago becomes one of its own; the rest stays as people put it. Nothing is deleted.',
  'health.repairQuantity':
    'Stock and quantity are computed again from the movements, which are always right. Movements do not change.',
  'health.repairRefetch':
    'All data is loaded from the hub again and replaces what differs. What has not been sent stays.',
  'health.hub': 'This laptop and the hub',
  'health.hubHint': 'Compares every table here and on the hub.',
  'health.hubOffline': 'They can be compared when there is a network.',
  'health.waiting': 'Waiting to be sent: {waiting}',
  'health.compare': 'Compare',
  'health.same': 'All equal. Tables: {count}',
  'health.differs': 'Tables differ',
  'health.rowsHereThere': '{here} here, {there} on the hub',
  'health.refetch': 'Load again',
  'health.drifted':
    'The table “{table}” had drifted from the hub and was loaded again {age}: {here} here, {there} on the hub. All is equal now; nothing needs to be done.',
  'health.absent':
    'The hub does not have the table “{table}” yet: it is older than this app. What is entered there is kept here and goes off once the hub has been upgraded.',
  'health.unknown':
    'In the table “{table}” the hub sends something that this version of the app does not know. The rest works and nothing is lost; update the app to see it too.',
  'health.people': 'Waiting for a person',
  'health.refused': 'Refused by the hub: {count}',
  'health.conflicts': 'Conflicts: {count}',
  'health.toAttention': 'Deal with them',
  'health.trash': 'Deleted',
  'health.oldest': 'oldest {age}',
  'health.toTrash': 'Open the trash',
  'health.deletions': 'Deletions',
  'health.deletionSums':
    '{count} in all, {restored} restored; {rows} records, the largest {largest}, the slowest {slowest} ms.',
  'health.restored': 'restored',
  'health.ms': 'ms',
  'health.backups': 'Copies on this laptop',
  'health.backUp': 'Copy now',
  'health.noBackups': 'No copies yet: the first is taken within the hour.',
  'health.reasons.daily': 'daily',
  'health.reasons.deletion': 'before a large deletion',
  'health.reasons.migration': 'before an update',
} as const satisfies EnglishFor<typeof healthRu>;
