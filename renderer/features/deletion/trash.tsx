/** The trash: what was deleted, by whom, when and why, found and brought back weeks later, one or many at once. */
import { ActionIcon, Text } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { BulkKind } from '../../../shared/lists/bulk.ts';
import { trashPlace } from '../../../shared/lists/list-place.ts';
import { MAX_TEXT } from '../../../shared/lists/list-view.ts';
import { viewToText } from '../../../shared/lists/view-text.ts';
import { isTableName } from '../../../shared/schema/catalog.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { DataList } from '../../list/data-list.tsx';
import type { LeadView } from '../../list/list-lines.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';

const route = getRouteApi('/trash');
const NO_CELLS = {};
const RESTORE: ReadonlySet<BulkKind> = new Set(['restore']);

/** What an earlier link asked for, as the address of a view. */
function viewOfBefore(find: string | undefined, kind: string | undefined): string | undefined {
  const { initial } = trashPlace.list;
  const conditions =
    kind !== undefined && isTableName(kind) ? [{ column: 'root_table', operator: 'any', values: [kind] }] : [];
  const text = viewToText({ ...initial, text: find?.slice(0, MAX_TEXT) ?? '', conditions }, initial);
  return text === '' ? undefined : text;
}

function useTrashAddress(): ViewAddress {
  const { view, find, kind } = route.useSearch();
  return useMemo(
    () => ({
      text: view ?? viewOfBefore(find, kind),
      write: (text) => go({ to: '/trash', search: { view: text }, replace: true }),
    }),
    [view, find, kind],
  );
}

export function Trash(): ReactNode {
  const { t } = useWords();
  const model = useList(trashPlace, useTrashAddress());
  const askToRestore = useDeletions((state) => state.askToRestore);
  const restoring: LeadView = ({ id, label }) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      tabIndex={-1}
      aria-label={`${t('trash.restore')}: ${label}`}
      title={t('trash.restore')}
      onClick={(event) => {
        event.stopPropagation();
        askToRestore(id);
      }}
    >
      <IconArrowBackUp size={18} />
    </ActionIcon>
  );
  return (
    <div className="inventory-main" style={{ flex: 1, minWidth: 0, minHeight: 0 }}>
      <DataList
        model={model}
        title={t('trash.title')}
        label={t('trash.title')}
        testId="trash"
        totalId="trash-total"
        counted={(count) => t('trash.rows', { count })}
        placeholder={t('trash.search')}
        empty={{
          icon: <IconTrash size={40} stroke={1.2} />,
          title: t('trash.empty'),
          hint: t('trash.emptyHint'),
          filteredTitle: t('trash.nothing'),
          filtered: t('trash.nothingHint'),
        }}
        places={
          <Text size="sm" c="dimmed" visibleFrom="lg">
            {t('trash.hint')}
          </Text>
        }
        openId={undefined}
        cells={NO_CELLS}
        lead={restoring}
        onOpen={askToRestore}
        bulk={RESTORE}
      />
    </div>
  );
}
