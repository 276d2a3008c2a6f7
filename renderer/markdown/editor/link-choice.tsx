/** Looks for a thing or a document to name in a text. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ onChoose: (link: string) => void; onClose: () => void }>;

const KINDS: Readonly<Record<string, string>> = { inventory_items: 'item', documents: 'document' };

/** Brackets end what a link says. */
const linkTo = (kind: string, id: string, title: string): string =>
  `[${title.replaceAll(/[[\]\\]/g, (sign) => `\\${sign}`)}](${kind}:${id})`;

export function LinkChoice({ onChoose, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const { data: hits = [], isCurrent } = useQuery(globalSearch, { text });
  const found = hits.filter(({ table }) => KINDS[table] !== undefined);
  // Enter before the answer waits for it: the first of what was found for other words is something else.
  const [isEntered, setEntered] = useState(false);
  const choose = (hit: (typeof found)[number] | undefined): void => {
    const kind = hit === undefined ? undefined : KINDS[hit.table];
    if (hit !== undefined && kind !== undefined) onChoose(linkTo(kind, hit.id, hit.title));
  };
  useEffect(() => {
    if (!isEntered || !isCurrent) return;
    setEntered(false);
    choose(found[0]);
  });
  return (
    <Dialog onClose={onClose} title={t('markdown.linkTo')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setEntered(true);
        }}
      >
        <TextInput
          data-autofocus
          label={t('markdown.linkWhat')}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setEntered(false);
          }}
        />
      </form>
      <ul className="md-hits">
        {found.slice(0, 12).map((hit) => (
          <li key={hit.id}>
            <button type="button" onClick={() => choose(hit)}>
              <span className="cut">{hit.title}</span>
              <span className="dim small">{tableName(hit.table, language)}</span>
            </button>
          </li>
        ))}
      </ul>
      {text.trim() !== '' && found.length === 0 && <p className="dim">{t('markdown.linkNothing')}</p>}
    </Dialog>
  );
}
