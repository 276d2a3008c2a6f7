/** All features, and what the shell makes of them. A new one is added here and nowhere else. */
import { createRoute, redirect } from '@tanstack/react-router';
import type { PageName } from '../../shared/ipc/pages.ts';
import { accessFeature } from '../features/access/manifest.ts';
import { attentionFeature } from '../features/attention/manifest.ts';
import { availabilityFeature } from '../features/availability/manifest.ts';
import { componentsFeature } from '../features/components/manifest.ts';
import { countsFeature } from '../features/counts/manifest.ts';
import { deletionFeature } from '../features/deletion/manifest.ts';
import { documentsFeature } from '../features/documents/manifest.ts';
import { filesFeature } from '../features/files/manifest.ts';
import { formsFeature } from '../features/forms/manifest.ts';
import { healthFeature } from '../features/health/manifest.ts';
import { inventoryFeature } from '../features/inventory/manifest.ts';
import { labelsFeature } from '../features/labels/manifest.ts';
import { locationsFeature } from '../features/locations/manifest.ts';
import { objectFeature } from '../features/object/manifest.ts';
import { peopleFeature } from '../features/people/manifest.ts';
import { photosFeature } from '../features/photos/manifest.ts';
import { productionsFeature } from '../features/productions/manifest.ts';
import { recordsFeature } from '../features/records/manifest.ts';
import { scheduleFeature } from '../features/schedule/manifest.ts';
import { scheduleImportFeature } from '../features/schedule-import/manifest.ts';
import { searchFeature } from '../features/search/manifest.ts';
import { showFeature } from '../features/show/manifest.ts';
import { todayFeature } from '../features/today/manifest.ts';
import { toursFeature } from '../features/tours/manifest.ts';
import { wordsFeature } from '../features/words/manifest.ts';
import { useShow } from '../store/show-store.ts';
import type { Command, Feature, LaterPart, Room } from './feature.ts';
import { rootRoute } from './root-route.ts';

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  // Whoever was in the middle of a show when the app ended goes on there.
  beforeLoad: () => {
    const id = useShow.getState().openEventId;
    if (id !== null) redirect({ to: '/show/$id', params: { id }, replace: true, throw: true });
    redirect({ to: '/today', replace: true, throw: true });
  },
});

const features = [
  accessFeature,
  attentionFeature,
  availabilityFeature,
  componentsFeature,
  countsFeature,
  deletionFeature,
  documentsFeature,
  filesFeature,
  formsFeature,
  healthFeature,
  inventoryFeature,
  labelsFeature,
  locationsFeature,
  objectFeature,
  peopleFeature,
  photosFeature,
  recordsFeature,
  searchFeature,
  productionsFeature,
  scheduleFeature,
  scheduleImportFeature,
  showFeature,
  todayFeature,
  toursFeature,
  wordsFeature,
] as const;

/** The routes of a list of features, one after the other. */
type RoutesOf<Features> = Features extends readonly [infer First extends Feature, ...infer Rest]
  ? [...First['routes'], ...RoutesOf<Rest>]
  : [];

export const routeTree = rootRoute.addChildren([
  start,
  // `flatMap` forgets which route stands where; the tree keeps each one's parts and filters.
  ...(features.flatMap(({ routes }) => [...routes]) as RoutesOf<typeof features>),
]);

const inGroup = (group: Room['group']): readonly Room[] =>
  features.flatMap(({ room }: Feature) => (room?.group === group ? [room] : [])).toSorted((a, b) => a.order - b.order);

/** The rooms of the rail from the top. */
export const rooms: Readonly<Record<Room['group'], readonly Room[]>> = {
  work: inGroup('work'),
  house: inGroup('house'),
};

/** What features bring into Ctrl-K. */
export const featureCommands: readonly Command[] = features.flatMap(({ commands }: Feature) => commands ?? []);

/** What features load besides their pages. */
export const laterParts: readonly LaterPart[] = features.flatMap(({ later }: Feature) => later ?? []);

/** Pages in the order of the rail: Ctrl-1 is the first. */
export const railPages: readonly PageName[] = [...rooms.work, ...rooms.house].map(({ page }) => page);
