/** How sync stands. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { syncRu } from './words.ru.ts';

export const syncEn = {
  'sync.live': 'Connected',
  'sync.since': 'Offline, data as of {when}',
  'sync.short': { one: '{count} waiting', other: '{count} waiting' },
  'sync.catchingUp': 'Getting changes',
  'sync.connecting': 'Connecting',
  'sync.loading': 'Loading',
  'sync.waiting': 'No connection',
  'sync.off': 'Working offline',
  'sync.needsAuth': 'Sign-in needed',
  'sync.outdated': 'Update needed',
  'sync.panel': 'Sync',
  'sync.last': 'Last synced {age}',
  'sync.never': 'Not synced yet',
  'sync.changes': { one: '{count} change waiting', other: '{count} changes waiting' },
  'sync.queue': 'Waiting to be sent',
  'sync.nothing': 'Nothing waits to be sent',
  'sync.attention': { one: '{count} needs attention', other: '{count} need attention' },
  'sync.offline': 'Work offline',
  'sync.safe': 'Everything entered is kept on this laptop.',
  'sync.now': 'Sync now',
  'sync.goOnline': 'Work online again',
} as const satisfies EnglishFor<typeof syncRu>;
