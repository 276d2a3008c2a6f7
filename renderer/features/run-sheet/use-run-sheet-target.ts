/** The run sheet as a file, with headings that are understood when it is pasted back. */
import { useMemo } from 'react';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';
import { COLUMNS, cellText, FIELD, type Grid, type Line } from './sheet-model.ts';

/** Lines in sight, in their order. */
export function useRunSheetTarget(sheet: RunSheet, grid: Grid, view: SheetView, variant: string | null): void {
  const { t, language } = useWords();
  const target = useMemo(() => {
    const rows = grid.entries.filter(
      (entry): entry is Line => entry.kind === 'line' && !entry.isDraft && entry.standing !== 'left_out',
    );
    const name = sheet.variants.find(({ id }) => id === variant)?.name;
    return describedTarget<Line>({
      title: `${t('runSheet.sheetTitle', { name: sheet.title })}${name === undefined ? '' : `, ${name}`}`,
      subtitle: view === 'scene' ? [] : [t(`runSheet.by.${view}`)],
      rows,
      columns: [
        { key: 'scene', label: t('runSheet.scene'), width: 80, value: ({ scene }) => scene?.number },
        ...COLUMNS.map((column) => ({
          key: column,
          label: fieldName(FIELD[column], language),
          width: column === 'what' ? 280 : 120,
          ...(column === 'quantity' ? { kind: 'number' as const } : {}),
          value: ({ line }: Line) => cellText(line, column, sheet, language),
        })),
      ],
    });
  }, [sheet, grid, view, variant, t, language]);
  useSheetTarget(target);
}
