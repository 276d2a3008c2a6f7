/**
 * Turning to other days, another view, or less of it: it stands in the address, and Back does not go through all of it.
 */
import { getRouteApi } from '@tanstack/react-router';
import { go } from '../../lib/go.ts';
import type { View } from './calendar.ts';
import type { Filters } from './schedule-filters.tsx';

const route = getRouteApi('/schedule');

/** What of the address changes; what is undefined leaves it. */
export type Turn = Filters & { readonly view?: View; readonly date?: string | undefined };

export function useTurn(): (change: Turn) => void {
  const search = route.useSearch();
  return (change) => go({ to: '/schedule', search: { ...search, ...change }, replace: true });
}
