/** One thing for all chosen rows: what it is, what will come of it, and the button that does it. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isUuid } from '../../shared/base/ids.ts';
import { titlesOf } from '../../shared/features/attention/queries.ts';
import { listSelected } from '../../shared/features/lists/queries.ts';
import type { Progress as HowFar } from '../../shared/ipc/progress.ts';
import type { BulkAction, BulkKind } from '../../shared/lists/bulk.ts';
import { NOTHING_CHOSEN } from '../../shared/lists/selection.ts';
import { columnOf, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { Dialog } from '../components/dialog.tsx';
import { useQuery } from '../data/use-query.ts';
import { useValueText } from '../form/value-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import type { ListModel } from '../list/use-list.ts';
import { FieldChoice, PlaceChoice } from './bulk-choice.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { useBulkCheck } from './use-bulk-check.ts';
import { useBulkRun } from './use-bulk-run.ts';

const NO_TITLES = {};

/** The new value in words; empty where the action has none. */
function useValueWords(table: TableName, action: BulkAction | undefined): string {
  const text = useValueText();
  const value = action?.kind === 'move' ? action.to : action?.kind === 'set' ? action.value : null;
  const titles = useQuery(titlesOf, { ids: isUuid(value) ? [value] : [] }).data ?? NO_TITLES;
  if (action?.kind === 'set') return text(columnOf(tableOf(table), action.column), value, titles);
  return action?.kind === 'move' ? text(undefined, value, titles) : '';
}

function Doing({ progress, onStop }: Readonly<{ progress: HowFar; onStop: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { done, total } = progress;
  const words = t('bulk.doing', { done: formatNumber(done, language), total: formatNumber(total, language) });
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {words}
      </Text>
      <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={words} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          {t('bulk.stop')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What needs no further word is said from the beginning. */
const SAID: Readonly<Partial<Record<BulkKind, BulkAction>>> = {
  delete: { kind: 'delete' },
  restore: { kind: 'restore' },
};

type Props = Readonly<{ model: ListModel; kind: BulkKind; onClose: () => void }>;

export function BulkDialog({ model, kind, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const { table } = model.list;
  // What was chosen when it was asked for, whatever the list shows meanwhile.
  const [selected] = useState({ table, pick: model.pick, selection: model.standing.selection });
  const [action, setAction] = useState<BulkAction | undefined>(SAID[kind]);
  const count = useQuery(listSelected, { ...selected, totals: {} }).data?.count ?? 0;
  const { progress, run, stop } = useBulkRun();
  const check = useBulkCheck(selected, progress === undefined ? action : undefined);
  const value = useValueWords(table, action);
  const found = check.kind === 'found' && check.found.steps.length > 0 ? check.found : undefined;
  const submit = async (): Promise<void> => {
    if (found === undefined || action === undefined) return;
    const isDone = await run(found, { table, action, value });
    if (isDone && (kind === 'delete' || kind === 'restore')) model.select(NOTHING_CHOSEN);
    onClose();
  };
  const number = formatNumber(found?.steps.length ?? count, language);
  return (
    <Dialog
      onClose={progress === undefined ? onClose : stop}
      size="lg"
      returnFocus={false}
      title={t(`bulk.title.${kind}`, { count, number: formatNumber(count, language) })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        data-testid="bulk-dialog"
      >
        {progress !== undefined ? (
          <Doing progress={progress} onStop={stop} />
        ) : (
          <Stack>
            {kind === 'move' && <PlaceChoice onChoose={setAction} />}
            {kind === 'set' && <FieldChoice model={model} onChoose={setAction} />}
            <div aria-live="polite">
              <BulkPreview kind={kind} check={check} />
            </div>
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={found === undefined} {...(kind === 'delete' ? { color: 'red.9' } : {})}>
                {t(`bulk.confirm.${kind}`, { number })}
              </Button>
            </Group>
          </Stack>
        )}
      </form>
    </Dialog>
  );
}
