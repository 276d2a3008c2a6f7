/** A list of the catalog, as it can be taken as a file. */
import type { ListModel } from '../list/use-list.ts';
import { useSheetTarget } from './sheet-target.ts';

/** How many rows are chosen, as far as the window knows: rows that left the view while they were chosen count on. */
function chosenIn({ standing: { selection }, summary }: ListModel): number {
  if (selection.kind === 'some') return selection.ids.length;
  return Math.max(0, (summary?.count ?? 0) - selection.except.length);
}

/** `name` is that of the saved view that stands, where there is one. */
export function useListTarget(model: ListModel, title: string, name: string | undefined): void {
  const { place, view, standing, summary } = model;
  useSheetTarget({
    title,
    count: summary?.count,
    chosen: chosenIn(model),
    source: (isChosen) => ({
      kind: 'list',
      title,
      name: name ?? null,
      place: place.key,
      view,
      chosen: isChosen ? standing.selection : null,
    }),
  });
}
