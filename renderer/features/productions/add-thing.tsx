/** Finds a thing by some words of it, or takes a typed code, for the list of a production. */
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconBarcode, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { connection } from '../../data/connection.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { takesScan } from '../../lib/scan-target.ts';
import type { FoundThing } from './use-needs.ts';

type Props = Readonly<{
  onAdd: (thing: FoundThing) => void;
  /** A code of which nothing was found by its words. */
  onCode: (code: string) => void;
}>;

const FEWEST = 2;
const NOTHING: readonly SearchHit[] = [];

const onlyThings = (hits: readonly SearchHit[]): readonly SearchHit[] =>
  hits.filter(({ table }) => table === 'inventory_items');

/** What is found for this text; nothing where it cannot be asked: then it is taken for a code. */
const asked = (text: string): Promise<readonly SearchHit[]> =>
  connection.ask(globalSearch, { text }).then(onlyThings, () => NOTHING);

/** What was found for just this text; undefined while it is looked for. Nothing is looked for below two letters. */
function useThings(typed: string): readonly SearchHit[] | undefined {
  const isAsked = typed.length >= FEWEST;
  const { data, isCurrent, failure } = useQuery(globalSearch, { text: isAsked ? typed : '' });
  if (!isAsked || failure !== undefined) return NOTHING;
  return isCurrent ? onlyThings(data ?? NOTHING) : undefined;
}

export function AddThing({ onAdd, onCode }: Props): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { selectFirstOption, resetSelectedOption } = combobox;
  const typed = text.trim();
  const found = useThings(typed);
  const things = found ?? NOTHING;
  const latest = useRef('');
  const write = (next: string): void => {
    latest.current = next;
    setText(next);
  };
  const take = (thing: SearchHit | undefined): void => {
    if (thing !== undefined) onAdd({ id: thing.id, name: thing.title });
    else if (typed !== '') onCode(typed);
    write('');
    if (thing !== undefined) combobox.closeDropdown();
  };
  /** Enter before the answer means the first of what will be found for what was typed. */
  const enter = async (): Promise<void> => {
    const answer = found ?? (await asked(typed));
    if (latest.current.trim() === typed) take(answer[0]);
  };
  const first = things[0]?.id;
  useEffect(() => {
    if (first === undefined) resetSelectedOption();
    else selectFirstOption();
  }, [first, selectFirstOption, resetSelectedOption]);
  return (
    <Combobox store={combobox} onOptionSubmit={(id) => take(things.find((thing) => thing.id === id))} withinPortal>
      <Combobox.Target>
        <TextInput
          {...takesScan}
          className="production-add"
          leftSection={<IconPlus size={16} />}
          rightSection={<IconBarcode size={16} className="dim" />}
          aria-label={t('productions.thing.search')}
          placeholder={t('productions.thing.search')}
          value={text}
          onChange={(event) => {
            write(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') {
              event.stopPropagation();
              write('');
            }
            // The list itself takes Enter where it has something.
            if (event.key === 'Enter' && typed !== '' && things.length === 0) void enter();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={things.length === 0}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {things.map((thing) => (
            <Combobox.Option key={thing.id} value={thing.id}>
              {thing.title} <span className="dim small num">{thing.hint}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
