/** Every word of the interface, and what the theatre says instead: find one on the left, replace it on the right. */
import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconAbc, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { ownWords } from '../../../shared/features/words/queries.ts';
import { type Language, languages } from '../../../shared/i18n/language.ts';
import type { OwnWords } from '../../../shared/i18n/own-words.ts';
import { readOwnWords, vocabulary } from '../../../shared/i18n/vocabulary.ts';
import type { Word } from '../../../shared/i18n/words.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAddressText } from '../../lib/address-text.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { WordForm } from './word-form.tsx';
import { useWordsTarget } from './words-sheet.ts';

const ROW = 34;
const textOf = (word: Word): string =>
  typeof word === 'string' ? word : Object.values<string>({ ...word }).join(' · ');

interface Entry {
  readonly name: string;
  readonly ours: string;
  readonly own: string | undefined;
}

/** The words of a language that hold the text, ours or the theatre's own. */
function useEntries(own: OwnWords, language: Language, find: string, isOwnOnly: boolean): readonly Entry[] {
  return useMemo(() => {
    const wanted = find.trim().toLowerCase();
    return [...vocabulary].flatMap(([name, word]) => {
      const replaced = own[language].get(name);
      const entry = { name, ours: textOf(word[language]), own: replaced === undefined ? undefined : textOf(replaced) };
      const holds = `${entry.ours} ${entry.own ?? ''} ${name}`.toLowerCase().includes(wanted);
      return holds && (!isOwnOnly || entry.own !== undefined) ? [entry] : [];
    });
  }, [own, language, find, isOwnOnly]);
}

type ListProps = Readonly<{ entries: readonly Entry[]; chosen: string | undefined; onChoose: (name: string) => void }>;

function WordList({ entries, chosen, onChoose }: ListProps): ReactNode {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <section className="word-list" ref={scroller} aria-label={t('words.list')}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <button
              key={entry.name}
              type="button"
              className="word-row"
              style={{ transform: `translateY(${String(start)}px)` }}
              aria-pressed={entry.name === chosen}
              data-testid="word-row"
              onClick={() => onChoose(entry.name)}
            >
              <span className={entry.own === undefined ? 'cut' : 'cut dim'}>{entry.ours}</span>
              {entry.own !== undefined && <b className="cut">{entry.own}</b>}
            </button>
          );
        })}
      </div>
    </section>
  );
}

function Panel({ name, own }: Readonly<{ name: string | undefined; own: OwnWords }>): ReactNode {
  const { t } = useWords();
  const ours = name === undefined ? undefined : vocabulary.get(name);
  return (
    <aside className="word-panel" data-testid="word-panel">
      {name === undefined || ours === undefined ? (
        <Text c="dimmed">{t('words.pick')}</Text>
      ) : (
        <Stack gap="xl">
          {languages.map((each) => (
            <WordForm key={`${each} ${name}`} name={name} language={each} ours={ours[each]} own={own[each].get(name)} />
          ))}
          <Text size="xs" c="dimmed" ff="monospace">
            {name}
          </Text>
        </Stack>
      )}
    </aside>
  );
}

export function WordsPage(): ReactNode {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { find = '' } = useSearch({ from: '/words' });
  const [text, setText] = useAddressText(find, (typed) => {
    void navigate({ to: '/words', search: { find: typed === '' ? undefined : typed }, replace: true });
  });
  const [show, setShow] = useState('all');
  const [seen, setSeen] = useState<Language>(language);
  const [chosen, setChosen] = useState<string>();
  const { data, failure } = useQuery(ownWords, {});
  const own = useMemo(() => readOwnWords(data ?? []), [data]);
  const entries = useEntries(own, seen, text, show === 'own');
  useWordsTarget(entries);
  return (
    <>
      <PageHeader title={t('nav.words')} aside={<Text c="dimmed">{t('words.hint')}</Text>}>
        <ExportButton isQuiet />
      </PageHeader>
      <div className="word-bar">
        <TextInput
          className="grow"
          leftSection={<IconSearch size={16} />}
          placeholder={t('words.find')}
          aria-label={t('words.find')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('words.show')}
          value={show}
          onChange={setShow}
          data={[
            { value: 'all', label: t('words.all') },
            { value: 'own', label: t('words.own', { count: own[seen].size }) },
          ]}
        />
        <SegmentedControl
          aria-label={t('words.language')}
          value={seen}
          onChange={(value) => setSeen(value === 'en' ? 'en' : 'ru')}
          data={languages.map((each) => ({ value: each, label: t(`words.inLanguage.${each}`) }))}
        />
      </div>
      {failure !== undefined && <FailureState failure={failure} />}
      <div className="word-page">
        {entries.length === 0 ? (
          <EmptyState
            icon={<IconAbc size={40} stroke={1.2} />}
            title={t('words.nothing')}
            hint={t('words.nothingHint')}
          />
        ) : (
          <WordList entries={entries} chosen={chosen} onChoose={setChosen} />
        )}
        <Panel name={chosen} own={own} />
      </div>
    </>
  );
}
