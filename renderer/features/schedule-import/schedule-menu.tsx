/** What can be done with the schedule as a whole: in from a file, out as one, onto paper. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconCalendarDown, IconDots, IconFileImport, IconPrinter, IconSettings } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useCan } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { askToPrint, dayTarget, usePrintTarget } from '../paper/paper-store.ts';
import type { Filters } from '../schedule/schedule-filters.tsx';
import { longDay } from '../schedule/schedule-text.ts';
import { useTurn } from '../schedule/use-turn.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

type Props = Readonly<{ day: string; isMine: boolean; filters: Filters; today: string }>;

export function ScheduleMenu({ day, isMine, filters, today }: Props): ReactNode {
  const { t, language } = useWords();
  const mayPlan = useCan('schedule.edit');
  const [open, setOpen] = useState<'import' | 'export'>();
  const paper = dayTarget(day, longDay(day, language));
  usePrintTarget(paper);
  const turn = useTurn();
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('import.menu')} title={t('import.menu')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayPlan && (
            <Menu.Item leftSection={<IconFileImport size={16} />} onClick={() => setOpen('import')}>
              {t('import.open')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCalendarDown size={16} />} onClick={() => setOpen('export')}>
            {t('export.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => void askToPrint(paper)}>
            {t('export.printDay')}
          </Menu.Item>
          {mayPlan && (
            <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => go({ to: '/schedule/rules' })}>
              {t('schedule.rules')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'import' && <ImportDialog onClose={close} onShow={(date) => turn({ date })} />}
        {open === 'export' && <ExportDialog filters={filters} isMine={isMine} today={today} onClose={close} />}
      </Suspense>
    </>
  );
}
