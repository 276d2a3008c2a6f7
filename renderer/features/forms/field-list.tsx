/** What a template is given: names as it writes them, each with what stands there; and what `frame.typ` has for it. */
import { Table, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { TemplateField, TrialOf } from '../../../shared/ipc/paper-contract.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { ask } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{
  of: TrialOf;
  /** Undefined: it can only be read. */
  onInsert?: (path: string) => void;
}>;

type Known = { readonly fields: readonly TemplateField[] } | { readonly failure: Failure };

function useFields(of: TrialOf): Known | undefined {
  const [known, setKnown] = useState<Known>();
  const text = JSON.stringify(of);
  useEffect(() => {
    const state = { isOver: false };
    void ask('paper.fields', JSON.parse(text) as TrialOf).then((answer) => {
      if (state.isOver) return;
      setKnown(answer.ok ? { fields: answer.value as readonly TemplateField[] } : { failure: answer.failure });
    });
    return () => {
      state.isOver = true;
    };
  }, [text]);
  return known;
}

/** What `frame.typ` has for every template. */
const KIT = [
  ['#show: sheet.with(flipped: true)', 'sheet'],
  ['#lines(columns, head: […], rows: data.rows)', 'lines'],
  ['#head(widths, [A], [B])', 'head'],
  ['#t("Итого", "Total")', 't'],
  ['#codes(("ОКПО", "…"))', 'codes'],
  ['#ruled("…", caption: "…")', 'ruled'],
  ['#signature("…")', 'signature'],
  ['#number-in-words(12, language)', 'words'],
] as const;

function Path({ path, onInsert }: Readonly<{ path: string }> & Pick<Props, 'onInsert'>): ReactNode {
  if (onInsert === undefined) return <code className="form-path">{path}</code>;
  return (
    <button type="button" className="form-path" onClick={() => onInsert(path)}>
      <code>{path}</code>
    </button>
  );
}

export function FieldList({ of, onInsert }: Props): ReactNode {
  const { t } = useWords();
  const [find, setFind] = useState('');
  const known = useFields(of);
  if (known === undefined) return <Loading />;
  if ('failure' in known) return <FailureState failure={known.failure} />;
  const wanted = find.trim().toLowerCase();
  const fields = known.fields.filter(({ path, example }) => `${path} ${example}`.toLowerCase().includes(wanted));
  const insert = onInsert === undefined ? {} : { onInsert };
  return (
    <div
      className="form-fields"
      data-testid="form-fields"
      tabIndex={0}
      role="region"
      aria-label={t('forms.pane.fields')}
    >
      <p className="dim">{t(onInsert === undefined ? 'forms.fieldsHintRead' : 'forms.fieldsHint')}</p>
      <TextInput
        aria-label={t('forms.findField')}
        placeholder={t('forms.findField')}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      {fields.length === 0 ? (
        <p className="dim">{t('forms.noField')}</p>
      ) : (
        <Table verticalSpacing={2} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('forms.field')}</Table.Th>
              <Table.Th>{t('forms.example')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map(({ path, kind, example }) => (
              <Table.Tr key={path}>
                <Table.Td>
                  <Path path={path} {...insert} />
                </Table.Td>
                <Table.Td className={kind === 'text' ? '' : 'dim'}>
                  {kind === 'list' ? t('forms.listOf', { number: example }) : example}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <h3>{t('forms.kit')}</h3>
      <dl className="form-kit">
        {KIT.map(([code, word]) => (
          <div key={word}>
            <dt>
              <Path path={code} {...insert} />
            </dt>
            <dd className="dim">{t(`forms.kit.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
