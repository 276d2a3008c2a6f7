/** Two versions of a text in one: what goes and what comes, by line and by word; what stayed is folded. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { type DiffLine, folded } from '../lib/text-diff.ts';
import './text-diff.css';

const SIGNS = { same: ' ', gone: '−', fresh: '+' } as const;

function Line({ line }: Readonly<{ line: DiffLine }>): ReactNode {
  const { t } = useWords();
  const { kind, text, words } = line;
  return (
    <div className="diff-line" data-kind={kind}>
      <span className="diff-sign" aria-hidden>
        {SIGNS[kind]}
      </span>
      <span className="diff-text">
        {kind !== 'same' && <span className="unseen">{t(`diff.${kind}`)}: </span>}
        {words === null
          ? text
          : // Words stand in the order of the line, which does not change while it is shown.
            words.map((word, at) =>
              word.isChanged ? <mark key={at}>{word.text}</mark> : <span key={at}>{word.text}</span>,
            )}
      </span>
    </div>
  );
}

function Fold({ lines }: Readonly<{ lines: readonly DiffLine[] }>): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return lines.map((line, at) => <Line key={at} line={line} />);
  return (
    <button type="button" className="diff-fold" onClick={() => setOpen(true)}>
      {t('diff.folded', { count: lines.length })}
    </button>
  );
}

type Props = Readonly<{
  lines: readonly DiffLine[];
  /** Whose the two are, where they are not one before the other. */
  sides?: { readonly gone: string; readonly fresh: string };
}>;

export function TextDiff({ lines, sides }: Props): ReactNode {
  const { t } = useWords();
  return (
    <div className="diff" role="region" aria-label={t('diff.label')} tabIndex={0} data-testid="diff">
      {sides !== undefined && (
        <div className="diff-sides">
          <span data-kind="gone">− {sides.gone}</span>
          <span data-kind="fresh">+ {sides.fresh}</span>
        </div>
      )}
      {folded(lines).map((line, at) =>
        line.kind === 'fold' ? <Fold key={at} lines={line.lines} /> : <Line key={at} line={line} />,
      )}
    </div>
  );
}
