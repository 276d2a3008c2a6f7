/**
 * The tabs of a production's page, in their order. Each is a room of its own, loaded when somebody turns to it: what a
 * tab shows belongs to its feature, this list only says where it stands.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PlainKey } from '../../../shared/i18n/dictionary.ts';

/** What every tab is given. Who wants another variant or part goes to the production's address (`go`). */
export type ProductionTabProps = Readonly<{
  performanceId: string;
  /** The variant that is looked at; null: the base. */
  variant: string | null;
  /** What is open within the tab. */
  part: string | null;
}>;

/** A tab: `key` stands in addresses. */
export interface ProductionTab {
  readonly key: string;
  readonly word: PlainKey;
  readonly Body: LazyExoticComponent<ComponentType<ProductionTabProps>>;
}

export const productionTabs: readonly ProductionTab[] = [
  {
    key: 'passport',
    word: 'productions.tab.passport',
    Body: lazy(async () => ({ default: (await import('../passport/passport-tab.tsx')).PassportTab })),
  },
  {
    key: 'run_sheet',
    word: 'productions.tab.runSheet',
    Body: lazy(async () => ({ default: (await import('../run-sheet/run-sheet-tab.tsx')).RunSheetTab })),
  },
];
