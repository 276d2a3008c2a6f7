/**
 * The tabs of a tour's page, in their order. Each is a room of its own, loaded when somebody turns to it: what a tab
 * shows belongs to its feature, this list only says where it stands.
 */
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { PlainKey } from '../../../shared/i18n/dictionary.ts';
import type { LaterPart } from '../../app/feature.ts';

/** What every tab is given. `part` is what is open within it; who opens another goes to the tour's address (`go`). */
export type TourTabProps = Readonly<{ tourId: string; part: string | null }>;

/** A tab: `key` stands in addresses. The whole head stands above the first; above the others one line. */
export interface TourTab {
  readonly key: string;
  readonly word: PlainKey;
  readonly hasHead: boolean;
  readonly Body: ComponentType<TourTabProps> & LaterPart;
}

export const tourTabs: readonly TourTab[] = [
  {
    key: 'plan',
    word: 'tours.tab.plan',
    hasHead: true,
    Body: lazyRouteComponent(() => import('./plan-tab.tsx'), 'PlanTab'),
  },
  {
    key: 'people',
    word: 'tours.tab.people',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./people-tab.tsx'), 'PeopleTab'),
  },
  {
    key: 'packing',
    word: 'tours.tab.packing',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../packing/packing-tab.tsx'), 'PackingTab'),
  },
  {
    key: 'transports',
    word: 'tours.tab.transports',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../transports/transports-tab.tsx'), 'TransportsTab'),
  },
  {
    key: 'road',
    word: 'tours.tab.road',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../transports/road-tab.tsx'), 'RoadTab'),
  },
  {
    key: 'return',
    word: 'tours.tab.return',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../transports/return-tab.tsx'), 'ReturnTab'),
  },
  {
    key: 'files',
    word: 'tours.tab.files',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./files-tab.tsx'), 'FilesTab'),
  },
  {
    key: 'ready',
    word: 'tours.tab.ready',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../ready/ready-tab.tsx'), 'ReadyTab'),
  },
];

/** The tab that an address names, else the first. */
export const tabOf = (key: string | undefined): TourTab | undefined =>
  tourTabs.find((tab) => tab.key === key) ?? tourTabs[0];
