/** Finds a thing by some words of it, or takes a typed code, for the list of a production. */
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconBarcode, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
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

export function AddThing({ onAdd, onCode }: Props): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = text.trim();
  const hits = useQuery(globalSearch, { text: typed.length < FEWEST ? '' : typed }).data ?? [];
  const things = typed.length < FEWEST ? [] : hits.filter(({ table }) => table === 'inventory_items');
  const choose = (id: string): void => {
    const found = things.find((thing) => thing.id === id);
    if (found === undefined) return;
    onAdd({ id, name: found.title });
    setText('');
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
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
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') {
              event.stopPropagation();
              setText('');
            }
            if (event.key !== 'Enter' || typed === '' || things.length > 0) return;
            onCode(typed);
            setText('');
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
