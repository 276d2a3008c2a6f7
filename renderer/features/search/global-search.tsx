/** Ctrl-K: what can be done, the pages, and everything that is stored, by any word form. */
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import {
  type MouseEvent,
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { type CommandDialog, type Offer, useOffers } from '../../app/commands.tsx';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { matchesWords } from '../../lib/match-words.ts';
import { hasPage, openObject, openRecord } from '../../lib/open-record.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { askAboutSheet } from '../paper/paper-store.ts';

const MAX_TEXT = 200;
/** Of commands and of pages while something is typed; what is found stands below them. */
const MOST_OFFERS = 5;

/** Chosen by the arrows. */
const CHOSEN = '.commands [data-action][data-selected]';

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

const NOTHING: readonly SearchHit[] = [];

/** What the field begins with, and what is found for it while it is open. */
function useFound(): readonly [text: string, setText: (text: string) => void, hits: readonly SearchHit[]] {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Readonly<{ text: string; hits: readonly SearchHit[] }>>({ text: '', hits: [] });
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
        if (isCurrent) setFound({ text, hits: value });
      })
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [text]);
  // What was found for other words is not offered for these: Enter takes the first.
  return [text, setText, found.text === text ? found.hits : NOTHING];
}

/** Beside its list, or as a page of its own where Ctrl is held. */
const open = ({ table, id }: SearchHit, isPage: boolean): void =>
  isPage && hasPage(table) ? openObject(table, id) : openRecord(table, id);

/** The usual ones before anything is typed, afterwards those whose words begin so. */
const fitting = (offers: readonly Offer[], text: string): readonly Offer[] =>
  text.trim() === ''
    ? offers.filter(({ isCommon }) => isCommon)
    : offers.filter(({ label }) => matchesWords(label, text)).slice(0, MOST_OFFERS);

/** Whoever types the code of a printed sheet is told whether it still holds. */
function printedSheet(text: string, t: ReturnType<typeof useWords>['t']): readonly SpotlightActionData[] {
  const code = readSheetCode(text);
  if (code === undefined) return [];
  const label = t('paper.standing', { code });
  const leftSection = <IconPrinter size={18} stroke={1.75} />;
  return [{ id: 'sheet', label, leftSection, onClick: () => askAboutSheet(code) }];
}

export function GlobalSearch(): ReactNode {
  const { t, language } = useWords();
  useSearchKey();
  const [text, setText, hits] = useFound();
  const { pages, commands } = useOffers();
  // The field clicks what Enter chooses, without saying which keys were held.
  const withCtrl = useRef(false);
  const [dialog, setDialog] = useState<Readonly<{ Dialog: CommandDialog }>>();
  const action = ({ id, label, icon: Icon, keys, act }: Offer): SpotlightActionData => ({
    id,
    label,
    leftSection: <Icon size={18} stroke={1.75} />,
    ...(keys === undefined ? {} : { rightSection: <kbd className="kbd">{keys}</kbd> }),
    onClick: typeof act === 'function' ? act : () => setDialog({ Dialog: act.dialog }),
  });
  const everything: SpotlightActionData = {
    id: 'everything',
    label: t('search.all', { text }),
    leftSection: <IconSearch size={18} stroke={1.75} />,
    onClick: () => go({ to: '/search/{-$kind}', search: { find: text.slice(0, MAX_TEXT) } }),
  };
  const found: readonly SpotlightActionGroupData[] = [
    { group: t('search.commands'), actions: [...printedSheet(text, t), ...fitting(commands, text).map(action)] },
    { group: t('search.pages'), actions: fitting(pages, text).map(action) },
    {
      group: t('search.found'),
      actions: [
        ...hits.map((hit) => ({
          id: hit.id,
          label: hit.title,
          description: [tableName(hit.table, language), hit.hint].filter((part) => part !== '').join(' · '),
          onClick: (event: MouseEvent) => open(hit, event.ctrlKey || event.metaKey || withCtrl.current),
        })),
        ...(hits.length === 0 ? [] : [everything]),
      ],
    },
  ];
  const [first, ...others] = found.filter(({ actions }) => actions.length > 0);
  const [top, ...below] = first?.actions ?? [];
  // Enter takes the first of what fits what was typed, as long as the arrows have chosen no other.
  const takesFirst = text.trim() !== '' && first !== undefined && top !== undefined;
  const groups = takesFirst
    ? [{ ...first, actions: [{ ...top, className: 'is-first' }, ...below] }, ...others]
    : found.filter(({ actions }) => actions.length > 0);
  const onKeyDown = (event: ReactKeyboardEvent<HTMLInputElement>): void => {
    withCtrl.current = event.ctrlKey || event.metaKey;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || document.querySelector(CHOSEN) !== null) return;
    document.querySelector<HTMLElement>('.commands .is-first')?.click();
  };
  return (
    <>
      <Spotlight
        classNames={{ content: 'commands' }}
        query={text}
        onQueryChange={setText}
        filter={(_query, actions) => actions}
        shortcut={null}
        nothingFound={t('search.nothing')}
        scrollable
        maxHeight={420}
        limit={60}
        searchProps={{
          leftSection: <IconSearch size={18} />,
          placeholder: t('search.placeholder'),
          'aria-label': t('search.placeholder'),
          onKeyDown,
          ...takesScan,
        }}
        actions={[...groups]}
      />
      {dialog !== undefined && (
        <Suspense fallback={null}>
          <dialog.Dialog onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </>
  );
}
