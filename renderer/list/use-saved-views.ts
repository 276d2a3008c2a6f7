/** The saved views of a list, and which of them stands. */
import { useMemo } from 'react';
import { sameJson } from '../../shared/base/json.ts';
import { type SavedView, savedViews } from '../../shared/features/lists/queries.ts';
import { pickAt } from '../../shared/lists/list-place.ts';
import { type ReadView, readDefinition } from '../../shared/lists/saved-view.ts';
import { useQuery } from '../data/use-query.ts';
import type { ListModel } from './use-list.ts';

/** A saved view, and what this version understands of it. */
export type KeptView = SavedView & ReadView;

/** `current`, `isInitial` or neither: never both. */
export interface SavedViews {
  /** The person's own, then everybody's. */
  readonly all: readonly KeptView[];
  /** The one that stands; undefined where it is none of them. */
  readonly current: KeptView | undefined;
  /** The list's own view stands. */
  readonly isInitial: boolean;
  /** Something was changed since the one that stands was chosen. */
  readonly isChanged: boolean;
}

const NONE: readonly SavedView[] = [];

/** Views are rows and live: what somebody shares appears, what they delete goes. */
export function useSavedViews(model: ListModel): SavedViews {
  const { place, view, chosen, pick, list } = model;
  const found = useQuery(savedViews, { screen: place.key }).data ?? NONE;
  const all = useMemo(() => {
    const read = found.map((saved): KeptView => ({ ...saved, ...readDefinition(saved.definition, list) }));
    return [...read.filter(({ isShared }) => !isShared), ...read.filter(({ isShared }) => isShared)];
  }, [found, list]);
  // Without a chosen one it is told by its rows: how they are shown may differ.
  const showsRowsOf = (other: ReadView['view']): boolean => sameJson(pickAt(place, other), pick);
  const chosenView = all.find(({ id }) => id === chosen);
  const isInitial = chosenView === undefined && showsRowsOf(list.initial);
  const current = chosenView ?? (isInitial ? undefined : all.find((saved) => showsRowsOf(saved.view)));
  return { all, current, isInitial, isChanged: current !== undefined && !sameJson(current.view, view) };
}
