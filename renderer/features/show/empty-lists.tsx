/** A production without checklists: those of the house are taken over from here. */
import { IconChecklist } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Evening, houseChecklists } from '../../../shared/features/show/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { checklistCopy } from '../../../shared/mutations/checklist-mutations.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';

const icon = <IconChecklist size={48} stroke={1.2} aria-hidden />;

export function EmptyLists({ production }: Pick<Evening, 'production'>): ReactNode {
  const { t, language } = useWords();
  const mayEdit = useCan('performances.edit');
  const mutate = useMutate();
  const templates = useQuery(houseChecklists, {}).data ?? [];
  if (production === null)
    return <EmptyState icon={icon} title={t('show.noProduction')} hint={t('show.noProductionHint')} />;
  const take = async (ids: readonly string[]): Promise<void> => {
    for (const fromId of ids) {
      const copy = { id: newId(), fromId, performanceId: production.id, variantId: null };
      if (!(await mutate(checklistCopy, copy))) return;
    }
  };
  const open = (
    <button
      type="button"
      className="sh-btn"
      onClick={() => go({ to: '/productions/{-$id}/{-$tab}', params: { id: production.id } })}
    >
      {t('show.openProduction')}
    </button>
  );
  if (!mayEdit || templates.length === 0)
    return (
      <EmptyState icon={icon} title={t('show.noLists')} hint={t('show.noTemplates')}>
        {open}
      </EmptyState>
    );
  return (
    <div className="sh-empty">
      {icon}
      <h2>{t('show.noLists')}</h2>
      <p className="dim">{t('show.noListsHint')}</p>
      <ul className="sh-templates">
        {templates.map(({ id, name, phase, lines }) => (
          <li key={id}>
            <span className="grow">
              <b>{name}</b>
              <span className="sh-cap">
                {statusName(phase, language, tableOf('performance_checklists').columns['phase'])} ·{' '}
                {t('show.copyLine', { count: lines })}
              </span>
            </span>
            <button type="button" className="sh-btn" onClick={() => void take([id])}>
              {t('show.copy')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="sh-btn" data-main onClick={() => void take(templates.map(({ id }) => id))}>
        {t('show.copyAll')}
      </button>
    </div>
  );
}
