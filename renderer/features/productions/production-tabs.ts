/**
 * The tabs of a production's page, in their order. Each is a room of its own, loaded when somebody turns to it: what a
 * tab shows belongs to its feature, this list only says where it stands.
 */
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { PlainKey } from '../../../shared/i18n/dictionary.ts';
import type { LaterPart } from '../../app/feature.ts';

/** What every tab is given. Who wants another variant or part goes to the production's address (`go`). */
export type ProductionTabProps = Readonly<{
  performanceId: string;
  /** The variant that is looked at; null: the base. */
  variant: string | null;
  /** What is open within the tab. */
  part: string | null;
}>;

/**
 * A tab: `key` stands in addresses. Where it is looked at by variant, the page offers them beside the tabs (`offered`),
 * or the tab does in a way of its own (`own`).
 */
export interface ProductionTab {
  readonly key: string;
  readonly word: PlainKey;
  readonly variants: 'offered' | 'own' | 'none';
  /** The whole head stands above it; above the others, which need the room, one line. */
  readonly hasHead: boolean;
  readonly Body: ComponentType<ProductionTabProps> & LaterPart;
}

export const productionTabs: readonly ProductionTab[] = [
  {
    key: 'overview',
    word: 'productions.tab.overview',
    variants: 'none',
    hasHead: true,
    Body: lazyRouteComponent(() => import('./overview-tab.tsx'), 'OverviewTab'),
  },
  {
    key: 'passport',
    word: 'productions.tab.passport',
    variants: 'own',
    hasHead: true,
    Body: lazyRouteComponent(() => import('../passport/passport-tab.tsx'), 'PassportTab'),
  },
  {
    key: 'run_sheet',
    word: 'productions.tab.runSheet',
    variants: 'own',
    hasHead: false,
    Body: lazyRouteComponent(() => import('../run-sheet/run-sheet-tab.tsx'), 'RunSheetTab'),
  },
  {
    key: 'inventory',
    word: 'productions.tab.inventory',
    variants: 'offered',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./inventory-tab.tsx'), 'InventoryTab'),
  },
  {
    key: 'checklists',
    word: 'productions.tab.checklists',
    variants: 'offered',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./checklists-tab.tsx'), 'ChecklistsTab'),
  },
  {
    key: 'files',
    word: 'productions.tab.files',
    variants: 'none',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./files-tab.tsx'), 'FilesTab'),
  },
  {
    key: 'team',
    word: 'productions.tab.team',
    variants: 'none',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./team-tab.tsx'), 'TeamTab'),
  },
  {
    key: 'reports',
    word: 'productions.tab.reports',
    variants: 'none',
    hasHead: false,
    Body: lazyRouteComponent(() => import('./reports-tab.tsx'), 'ReportsTab'),
  },
];

/** The tab that an address names, else the first. */
export const tabOf = (key: string | undefined): ProductionTab | undefined =>
  productionTabs.find((tab) => tab.key === key) ?? productionTabs[0];
