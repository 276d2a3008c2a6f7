/** Ctrl-K: everything by any word form. */
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { takesScan } from '../../lib/scan-target.ts';

const MAX_TEXT = 200;

/** What the field begins with when it is opened from elsewhere. */
const asked = new EventTarget();

/** Opens the field, with a text in it where one is given. */
export function openSearch(text?: string): void {
  spotlight.open();
  if (text !== undefined) asked.dispatchEvent(new CustomEvent('text', { detail: text }));
}

/** By physical key and from anywhere, also while a field has the focus. */
function useSearchKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      openSearch();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

export function GlobalSearch(): ReactNode {
  const { t, language } = useWords();
  useSearchKey();
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    const take = (event: Event): void => {
      if (event instanceof CustomEvent) setText(String(event.detail));
    };
    asked.addEventListener('text', take);
    return () => asked.removeEventListener('text', take);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    connection
      .ask(globalSearch, { text: text.slice(0, MAX_TEXT) })
      .then((value) => {
        if (isCurrent) setHits(value);
      })
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return (
    <Spotlight
      query={text}
      onQueryChange={setText}
      filter={(_query, actions) => actions}
      shortcut={null}
      nothingFound={text.trim() === '' ? t('search.hint') : t('search.nothing')}
      scrollable
      maxHeight={420}
      limit={20}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t('search.placeholder'),
        'aria-label': t('search.placeholder'),
        ...takesScan,
      }}
      actions={hits.map((hit) => ({
        id: hit.id,
        label: hit.title,
        description: [tableName(hit.table, language), hit.hint].filter((part) => part !== '').join(' · '),
        onClick: () => openRecord(hit.table, hit.id),
      }))}
    />
  );
}
