/** The trash: what was deleted, by whom, when and why, to be found and brought back weeks later. */

import { Badge, Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconDeviceLaptop, IconSearch, IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { trashList } from '../../../shared/features/deletion/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { TrashRow } from '../../../shared/ipc/views.ts';
import { MAX_FIND } from '../../app/find-search.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAddressText } from '../../lib/address-text.ts';
import { formatDateTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { useDeletions } from '../../store/deletion-store.ts';

const PAGE = 50;

function Deleted({ row }: Readonly<{ row: TrashRow }>): ReactNode {
  const { t, language } = useWords();
  const askToRestore = useDeletions((state) => state.askToRestore);
  return (
    <Card withBorder p="sm" component="article" aria-label={row.root_title ?? ''} data-testid="trash-row">
      <Group justify="space-between" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {row.root_title}
            </Text>
            <Badge variant="default" tt="none" radius="sm" fw={400}>
              {tableName(row.root_table, language)}
            </Badge>
            {row.is_pending === 1 && (
              <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
                {t('common.onlyHere')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {formatDateTime(row.deleted_at, language)} · {row.deleted_by_name} ·{' '}
            {t('trash.rows', { count: row.row_count })}
          </Text>
          {row.reason !== null && (
            <Text size="sm" mt={2}>
              {row.reason}
            </Text>
          )}
        </div>
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          leftSection={<IconArrowBackUp size={18} />}
          onClick={() => askToRestore(row.id)}
          aria-label={`${t('trash.restore')}: ${row.root_title ?? ''}`}
        >
          {t('trash.restore')}
        </Button>
      </Group>
    </Card>
  );
}

const route = getRouteApi('/trash');

/** What is looked for stands in the address. */
function Filters({ kinds }: Readonly<{ kinds: readonly string[] }>): ReactNode {
  const { t, language } = useWords();
  const { find = '', kind: table = null } = route.useSearch();
  const [text, setText] = useAddressText(find, (typed) =>
    go({
      to: '/trash',
      search: (before) => ({ ...before, find: typed === '' ? undefined : typed }),
      replace: true,
    }),
  );
  return (
    <>
      <TextInput
        w={240}
        aria-label={t('trash.search')}
        placeholder={t('trash.search')}
        leftSection={<IconSearch size={16} />}
        maxLength={MAX_FIND}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        w={200}
        aria-label={t('trash.kind')}
        placeholder={t('trash.allKinds')}
        clearable
        data={kinds.map((name) => ({ value: name, label: tableName(name, language) }))}
        value={table}
        onChange={(kind) => go({ to: '/trash', search: (before) => ({ ...before, kind: kind ?? undefined }) })}
      />
    </>
  );
}

export function Trash(): ReactNode {
  const { t } = useWords();
  const { find: text = '', kind: table = null } = route.useSearch();
  const [limit, setLimit] = useState(PAGE);
  const { data, failure } = useQuery(trashList, { text, table, offset: 0, limit });
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll('trash', scroller);
  const isFiltered = text.trim() !== '' || table !== null;
  return (
    <>
      <PageHeader
        title={t('trash.title')}
        aside={
          data !== undefined && (
            <Text c="dimmed" data-testid="trash-total">
              {data.total}
            </Text>
          )
        }
      >
        <Filters kinds={data?.tables ?? []} />
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      {data?.total === 0 && (
        <EmptyState
          icon={<IconTrash size={40} stroke={1.2} />}
          title={t(isFiltered ? 'trash.nothing' : 'trash.empty')}
          hint={t(isFiltered ? 'trash.nothingHint' : 'trash.emptyHint')}
        />
      )}
      {data !== undefined && data.total > 0 && (
        <Stack
          px="md"
          pb="md"
          gap="xs"
          maw={900}
          className="scroll-column"
          ref={scroller}
          tabIndex={0}
          role="region"
          aria-label={t('trash.title')}
        >
          <Text size="sm" c="dimmed">
            {t('trash.hint')}
          </Text>
          {data.rows.map((row) => (
            <Deleted key={row.id} row={row} />
          ))}
          {data.total > data.rows.length && (
            <Button variant="subtle" onClick={() => setLimit(limit + PAGE)}>
              {t('trash.more', { count: data.total - data.rows.length })}
            </Button>
          )}
        </Stack>
      )}
    </>
  );
}
