/** The company as a table, as it can be taken as a file. */
import type { MemberView, ProductionHead } from '../../../shared/features/productions/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

export function useTeamSheet(head: ProductionHead | undefined, members: readonly MemberView[] | undefined): void {
  const { t } = useWords();
  useSheetTarget(
    describedTarget<MemberView>(
      members && {
        title: `${head?.production.title ?? ''}: ${t('productions.tab.team')}`,
        rows: members,
        columns: [
          { key: 'function', label: t('productions.team.function'), value: (member) => member.function },
          { key: 'name', label: t('productions.team.who'), value: (member) => member.name },
          {
            key: 'substitute',
            label: t('productions.team.substitute'),
            kind: 'flag',
            value: (member) => member.isSubstitute,
          },
          { key: 'department', label: t('productions.list.department'), value: (member) => member.department },
        ],
      },
    ),
  );
}
