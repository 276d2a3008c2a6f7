/** Opens a row on the screen that is made for its table, or on the general one. */
import { go } from './use-route.ts';

const SCREENS: Readonly<Record<string, string>> = { inventory_items: 'inventory', inventory_counts: 'counts' };

export function openRecord(table: string, id: string): void {
  const screen = SCREENS[table];
  if (screen === undefined) go('records', table, id);
  else go(screen, id);
}
