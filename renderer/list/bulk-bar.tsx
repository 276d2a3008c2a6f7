/** What can be done with the chosen rows: how many, what they add up to, and the actions. */
import { ActionIcon, Button } from '@mantine/core';
import { IconCopy, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PrintButton } from '../features/paper/print-button.tsx';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import { ExportButton } from '../sheet/export-button.tsx';
import type { Choosing } from './use-choosing.ts';
import type { ListModel } from './use-list.ts';

type Props = Readonly<{
  model: ListModel;
  choosing: Choosing;
  onCopy: () => void;
  children?: ReactNode;
}>;

export function BulkBar({ model, choosing, onCopy, children }: Props): ReactNode {
  const { t, language } = useWords();
  const { summary } = choosing;
  if (summary === undefined || summary.count === 0) return null;
  const totals = model.columns.flatMap((column) => model.totalText(column, summary.totals) ?? []);
  const all = model.summary?.count ?? 0;
  return (
    <div className="list-bulk" role="region" aria-label={t('list.bulk')} data-testid="bulk">
      <div className="list-acts num">
        <b data-testid="chosen">
          {t('list.chosen', { count: summary.count, number: formatNumber(summary.count, language) })}
        </b>
        <span className="dim cut">{totals.join(' · ')}</span>
        <span className="list-sep" />
        {children}
        <Button variant="subtle" color="gray" size="compact-md" leftSection={<IconCopy size={16} />} onClick={onCopy}>
          {t('list.copy')}
        </Button>
        <ExportButton isQuiet />
        <PrintButton isQuiet />
        <span className="grow" />
        {choosing.all !== true && (
          <Button variant="subtle" color="gray" size="compact-md" onClick={() => choosing.everything(true)}>
            {t('list.chooseEverything', { number: formatNumber(all, language) })}
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('list.chooseNothing')}
          onClick={() => choosing.everything(false)}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
    </div>
  );
}
