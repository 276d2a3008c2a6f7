/** The last line: how much there is, what it adds up to, and the keys that work here. */
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { ListModel } from './use-list.ts';

/** The number first and strong, its word beside it. */
function Strong({ text }: Readonly<{ text: string }>): ReactNode {
  const [, number = '', rest = text] = /^([\d\s.,]+)(.*)$/su.exec(text) ?? [];
  return (
    <>
      {number !== '' && <b>{number.trim()}</b>}
      {number !== '' && rest !== '' ? ' ' : ''}
      {rest.trim()}
    </>
  );
}

type Props = Readonly<{
  model: ListModel;
  counted: string | undefined;
  testId: string;
  hints: readonly [key: string, word: string][];
}>;

export function ListFoot({ model, counted, testId, hints }: Props): ReactNode {
  const { t } = useWords();
  const totals = model.summary?.totals ?? {};
  return (
    <div className="list-foot num">
      {counted !== undefined && (
        <span data-testid={testId}>
          <Strong text={counted} />
        </span>
      )}
      {model.columns.map((column) => {
        const text = model.totalText(column, totals);
        return text === undefined ? null : (
          <span key={column.key} data-testid={`total-${column.key}`} title={model.word(column.key)}>
            <Strong text={text} />
          </span>
        );
      })}
      <span className="grow" />
      <span className="list-hints" role="group" aria-label={t('list.keys')}>
        {hints.map(([key, word]) => (
          <span key={key}>
            <kbd className="kbd">{key}</kbd> {word}
          </span>
        ))}
      </span>
    </div>
  );
}
