/** What a laptop says of itself in the header `Offstage-App`. */
import { APP_VERSION } from '../../shared/base/app-version.ts';
import { pendingCount } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';

/** What the laptop says of itself with each request; the hub shows it to who manages laptops. */
export function reportOf(replica: Replica): string {
  if (!replica.reader.open) return APP_VERSION;
  const synced = replica.meta('last_synced_at');
  return `${APP_VERSION}; waiting=${pendingCount(replica)}${synced === undefined ? '' : `; synced=${synced}`}`;
}
