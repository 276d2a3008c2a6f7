/** Checklists as a table, as they can be taken as a file. */
import type { ChecklistPoint, ChecklistView, ProductionHead } from '../../../shared/features/productions/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

export function useChecklistsSheet(
  head: ProductionHead | undefined,
  isTemplates: boolean,
  lists: readonly ChecklistView[] | undefined,
): void {
  const { t } = useWords();
  const title = isTemplates
    ? t('productions.list.templates')
    : `${head?.production.title ?? ''}: ${t('productions.tab.checklists')}`;
  useSheetTarget(
    describedTarget<ChecklistPoint>(
      lists && {
        title,
        groupedBy: t('productions.tab.checklists'),
        parts: lists.map((list) => ({
          label: [t(`productions.phase.${list.phase}`), list.department, list.name].filter(Boolean).join(' · '),
          rows: list.points,
        })),
        columns: [
          { key: 'title', label: t('productions.list.point'), width: 320, value: (point) => point.title },
          {
            key: 'critical',
            label: t('productions.list.criticalShort'),
            kind: 'flag',
            value: (point) => point.isCritical,
          },
          { key: 'responsible', label: t('productions.list.responsible'), value: (point) => point.responsible },
          { key: 'thing', label: t('productions.list.thing'), value: (point) => point.item },
          { key: 'note', label: t('productions.list.note'), value: (point) => point.note },
        ],
      },
    ),
  );
}
