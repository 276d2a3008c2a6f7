/** Places as they can be taken as a file: each with where it lies and what stands there. */
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

/** Names from the top down to what a place lies in. A circle, which no rule lets in, ends where it began. */
function pathOf(row: TreeRow, byId: ReadonlyMap<string, TreeRow>): string {
  const names: string[] = [];
  for (
    let at = byId.get(row.parent_id ?? '');
    at !== undefined && names.length < byId.size;
    at = byId.get(at.parent_id ?? '')
  )
    names.unshift(at.name);
  return names.join(' › ');
}

/** All places, also those that are folded away. */
export function useLocationsTarget(rows: readonly TreeRow[] | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const byId = new Map(rows?.map((row) => [row.id, row]));
  useSheetTarget(
    describedTarget<TreeRow>(
      rows && {
        title: t('locations.title'),
        rows,
        columns: [
          { key: 'name', label: word('name'), width: 260, value: ({ name }) => name },
          { key: 'path', label: word('parent_id'), width: 300, value: (row) => pathOf(row, byId) },
          { key: 'code', label: word('code'), width: 120, value: ({ code }) => code },
          {
            key: 'type',
            label: word('type'),
            value: ({ type }) => (type === null ? null : statusName(type, language)),
          },
          { key: 'items', label: t('sheet.items'), kind: 'number', width: 110, value: ({ items }) => items },
          { key: 'quantity', label: word('quantity'), kind: 'number', width: 110, value: ({ quantity }) => quantity },
        ],
      },
    ),
  );
}
