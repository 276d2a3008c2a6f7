/** Labels of the chosen rows, where rows of the list have any. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { listIds } from '../../../shared/features/lists/queries.ts';
import { MOST_LABELS } from '../../../shared/ipc/label-contract.ts';
import { isChosen } from '../../../shared/lists/selection.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import type { ListModel } from '../../list/use-list.ts';
import { useLabels } from '../../store/label-store.ts';

const KINDS = { inventory_items: 'item', inventory_locations: 'location' } as const;

/** In the order of the list, not of choosing. */
async function chosenIds({ list, pick, standing }: ListModel): Promise<readonly string[]> {
  const { selection } = standing;
  // As many more as may have been left out.
  const limit = MOST_LABELS + 1 + (selection.kind === 'all' ? selection.except.length : 0);
  const listed = await connection.ask(listIds, { table: list.table, pick, offset: 0, limit: Math.min(20_000, limit) });
  if (selection.kind === 'all') return listed.filter((id) => isChosen(selection, id));
  const shown = listed.filter((id) => selection.ids.includes(id));
  // What was chosen and stands further down, or is not shown any more, comes behind.
  return [...new Set([...shown, ...selection.ids])];
}

export function LabelsOfChosen({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  const ask = useLabels((state) => state.ask);
  const { table } = model.list;
  const kind = table === 'inventory_items' || table === 'inventory_locations' ? KINDS[table] : undefined;
  if (kind === undefined) return null;
  const open = async (): Promise<void> => {
    try {
      const ids = await chosenIds(model);
      if (ids.length > 0) ask({ kind, ids: ids.slice(0, MOST_LABELS), isCutOff: ids.length > MOST_LABELS });
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      notifications.show({ color: 'red', message: said(error.failure) });
    }
  };
  return (
    <Tooltip label={t('labels.print')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('labels.print')}
        onClick={() => void open()}
        data-testid="bulk-labels"
      >
        <IconTag size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
