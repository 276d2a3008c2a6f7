/** Templates of the house to begin a checklist with. */
import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { checklistsOf } from '../../../shared/features/productions/queries.ts';
import { checklistCopy } from '../../../shared/mutations/checklist-mutations.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { phaseWords } from './phases.ts';

type Props = Readonly<{ performanceId: string; variant: string | null; onClose: () => void }>;

export function ChecklistTemplates({ performanceId, variant, onClose }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const templates = useQuery(checklistsOf, { performanceId: null }).data;
  const take = async (fromId: string): Promise<void> => {
    if (await mutate(checklistCopy, { id: newId(), fromId, performanceId, variantId: variant })) onClose();
  };
  return (
    <Dialog title={t('productions.list.templates')} size="lg" onClose={onClose}>
      {templates?.length === 0 && <Text c="dimmed">{t('productions.list.noTemplates')}</Text>}
      <ul className="production-lines">
        {templates?.map((template) => (
          <li key={template.id} data-testid="template">
            <DepartmentMark code={template.departmentCode} />
            <div className="grow">
              <b>{template.name}</b>
              <p className="dim small">
                {t(phaseWords[template.phase])} · {template.points.map(({ title }) => title).join(' · ')}
              </p>
            </div>
            <Button
              variant="default"
              size="compact-md"
              aria-label={`${t('productions.list.use')}: ${template.name}`}
              onClick={() => void take(template.id)}
            >
              {t('productions.list.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
