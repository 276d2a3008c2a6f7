/** Looks for a thing or a document to name in a text. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { connection } from '../../data/connection.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ onChoose: (link: string) => void; onClose: () => void }>;

const KINDS: Readonly<Record<string, string>> = { inventory_items: 'item', documents: 'document' };

/** Brackets end what a link says. */
const linkTo = (kind: string, id: string, title: string): string =>
  `[${title.replaceAll(/[[\]\\]/g, (sign) => `\\${sign}`)}](${kind}:${id})`;

const linkable = (hits: readonly SearchHit[]): readonly SearchHit[] =>
  hits.filter(({ table }) => KINDS[table] !== undefined);

export function LinkChoice({ onChoose, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const latest = useRef('');
  const { data: hits = [], isCurrent } = useQuery(globalSearch, { text });
  const found = linkable(hits);
  const choose = (hit: (typeof found)[number] | undefined): void => {
    const kind = hit === undefined ? undefined : KINDS[hit.table];
    if (hit !== undefined && kind !== undefined) onChoose(linkTo(kind, hit.id, hit.title));
  };
  /** Enter before the answer waits for it: the first of what was found for other words is something else. */
  const enter = async (): Promise<void> => {
    const answer = isCurrent ? found : linkable(await connection.ask(globalSearch, { text }).catch(() => []));
    if (latest.current === text) choose(answer[0]);
  };
  return (
    <Dialog onClose={onClose} title={t('markdown.linkTo')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <TextInput
          data-autofocus
          label={t('markdown.linkWhat')}
          value={text}
          maxLength={200}
          onChange={(event) => {
            latest.current = event.currentTarget.value;
            setText(latest.current);
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
