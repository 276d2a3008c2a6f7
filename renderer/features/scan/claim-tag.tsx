/** A tag that belongs to nothing yet becomes a thing's: which one, and what happens to the code that it has. */
import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { inventoryItem } from '../../../shared/features/inventory/queries.ts';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { tagClaim } from '../../../shared/mutations/tag-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { connection } from '../../data/connection.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{
  code: string;
  /** A thing that is meant from the beginning. */
  itemId?: string | undefined;
  onClose: () => void;
  onClaimed?: ((itemId: string) => void) | undefined;
}>;

const NOBODY = '00000000-0000-4000-8000-000000000000';

function useHits(): readonly [readonly SearchHit[], (text: string) => void] {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const search = (text: string): void => {
    connection.ask(globalSearch, { text: text.slice(0, 200) }).then(
      (found) => setHits(found.filter((hit) => hit.table === 'inventory_items')),
      // Nothing found is what the list then says.
      () => setHits([]),
    );
  };
  return [hits, search];
}

export function ClaimTag({ code, itemId, onClose, onClaimed }: Props): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const [hits, search] = useHits();
  const [chosen, setChosen] = useState(itemId ?? null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const detail = useQuery(inventoryItem, { id: chosen ?? NOBODY }).data;
  const item = detail?.item.id === chosen ? detail?.item : undefined;
  const other = item?.barcode !== null && item?.barcode !== code ? item?.barcode : undefined;
  const options = hits.map(({ id, title, hint }) => ({ value: id, label: `${title} · ${hint}` }));
  // Who was chosen stays named when another search has begun.
  const named =
    item === undefined || options.some(({ value }) => value === item.id)
      ? options
      : [{ value: item.id, label: `${item.name} · ${item.inventory_number}` }, ...options];
  const claim = async (): Promise<void> => {
    if (item === undefined || isBusy) return;
    setBusy(true);
    const outcome = await attempt(tagClaim, { itemId: item.id, code, seen: item.barcode });
    setBusy(false);
    setProblem(outcome.ok ? undefined : outcome.sentence);
    if (!outcome.ok) return;
    notifications.show({ message: t('scan.claimed', { code, name: item.name }), autoClose: 4000 });
    onClaimed?.(item.id);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('scan.claimTitle', { code })}>
      <form
        data-testid="claim-tag"
        onSubmit={(event) => {
          event.preventDefault();
          void claim();
        }}
      >
        <Stack>
          <Select
            label={t('scan.claimWhich')}
            placeholder={t('scan.claimFind')}
            searchable
            data-autofocus
            data={named}
            filter={({ options: all }) => all}
            onSearchChange={search}
            nothingFoundMessage={t('search.nothing')}
            value={chosen}
            onChange={setChosen}
          />
          {other !== undefined && (
            <Alert color="orange" p="xs" role="alert">
              {t('scan.claimReplaces', { found: other, code })}
            </Alert>
          )}
          {problem !== undefined && (
            <Alert color="red" p="xs" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={item === undefined} loading={isBusy}>
              {t(other === undefined ? 'scan.claim' : 'scan.claimReplace')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
