/**
 * `#/search/<kind>?find=…`: everything that some words find, one list for each kind of thing. What can be done in a
 * list can be done here too: filters, columns, choosing, copying.
 */
import { Button, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { type FoundKinds, searchKinds } from '../../../shared/features/search/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import { findList } from '../../../shared/lists/list-description.ts';
import { foundIn } from '../../../shared/lists/list-place.ts';
import { viewFromText, viewToText } from '../../../shared/lists/view-text.ts';
import { isTableName, type TableName } from '../../../shared/schema/catalog.ts';
import { MAX_FIND } from '../../app/find-search.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { hasPage, openObject, openRecord } from '../../lib/open-record.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { DataList } from '../../list/data-list.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import { Tab } from '../../list/view-tabs.tsx';

const to = '/search/{-$kind}';
const route = getRouteApi(to);
const NO_CELLS = {};

type Kinds = FoundKinds['kinds'];

/** Nothing was asked for yet, or nothing was found: both are a place to type. */
function Ask({ find }: Readonly<{ find: string }>): ReactNode {
  const { t } = useWords();
  const isAsked = find.trim() !== '';
  return (
    <>
      <PageHeader title={t('nav.search')} />
      <EmptyState
        icon={<IconSearch size={40} stroke={1.2} />}
        title={t(isAsked ? 'search.nothing' : 'search.begin')}
        hint={t(isAsked ? 'search.nothingHint' : 'search.beginHint')}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget).get('find');
            go({ to, search: { find: typeof typed === 'string' ? typed : '' }, replace: true });
          }}
        >
          <Group gap="xs" mt="sm" wrap="nowrap">
            <TextInput
              key={find}
              name="find"
              defaultValue={find}
              maxLength={MAX_FIND}
              aria-label={t('search.begin')}
              autoFocus
              w={280}
              {...takesScan}
            />
            <Button type="submit">{t('search.go')}</Button>
          </Group>
        </form>
      </EmptyState>
    </>
  );
}

function KindTabs({ table, kinds, find }: Readonly<{ table: TableName; kinds: Kinds; find: string }>): ReactNode {
  const { t, language } = useWords();
  // The kind that stands open stays, though nothing of it is found any more.
  const shown = kinds.some((kind) => kind.table === table) ? kinds : [{ table, count: 0 }, ...kinds];
  return (
    <div className="list-views" role="group" aria-label={t('search.kinds')}>
      {shown.map((kind) => (
        <Tab
          key={kind.table}
          name={tableName(kind.table, language)}
          count={kind.count}
          isCurrent={kind.table === table}
          onLook={() => go({ to, params: { kind: kind.table }, search: { find } })}
        />
      ))}
    </div>
  );
}

function Found({ table, kinds, find }: Readonly<{ table: TableName; kinds: Kinds; find: string }>): ReactNode {
  const { t, language } = useWords();
  const { view } = route.useSearch();
  const place = foundIn(table);
  const { initial } = place.list;
  const address = useMemo(
    (): ViewAddress => ({
      text: view ?? viewToText({ ...initial, text: find }, initial),
      write: (text) => {
        const words = viewFromText(text ?? '', initial)?.text ?? '';
        go({ to, params: { kind: table }, search: { find: words, view: text }, replace: true });
      },
    }),
    [view, initial, find, table],
  );
  const model = useList(place, address);
  return (
    <div className="inventory-main" style={{ flex: 1, minWidth: 0, minHeight: 0 }}>
      <DataList
        model={model}
        title={t('nav.search')}
        aside={<KindTabs table={table} kinds={kinds} find={find} />}
        label={tableName(table, language)}
        testId="found"
        totalId="found-total"
        counted={(count) => t('search.rows', { count })}
        placeholder={t('search.begin')}
        empty={{
          icon: <IconSearch size={40} stroke={1.2} />,
          title: t('search.nothingHere'),
          hint: t('search.nothingHereHint'),
          filteredTitle: t('search.nothingHere'),
          filtered: t('search.nothingHereHint'),
        }}
        openId={undefined}
        cells={NO_CELLS}
        onOpen={(id) => openRecord(table, id)}
        {...(hasPage(table) ? { onPage: (id: string) => openObject(table, id) } : {})}
      />
    </div>
  );
}

export function SearchPage(): ReactNode {
  const { kind } = route.useParams();
  const { find = '' } = route.useSearch();
  const { data, failure } = useQuery(searchKinds, { text: find });
  const named = kind !== undefined && isTableName(kind) && findList(kind) !== undefined ? kind : undefined;
  const best = data?.kinds[0]?.table;
  const meant = data?.text ?? find;
  useEffect(() => {
    // The kind stays while somebody goes on typing: the list must not change under their hands.
    if (named === undefined && best !== undefined)
      go({ to, params: { kind: best }, search: { find: meant }, replace: true });
  }, [named, best, meant]);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (named !== undefined) return <Found key={named} table={named} kinds={data?.kinds ?? []} find={find} />;
  return data === undefined || best !== undefined ? null : <Ask find={find} />;
}
