/**
 * A code that came with pauses, or whose check digit is wrong: not counted, asked about. Answered by 1, 2, 3 and never
 * by Enter, which scanners send.
 */

import { IconHelpCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { codeLike } from '../../../shared/features/counts/queries.ts';
import type { SimilarCode } from '../../../shared/ipc/count-contract.ts';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { hasCheckDigit } from '../../lib/scan-buffer.ts';

/** A scanner sends its next key sooner than this: the first digit of a code answers nothing. */
const ALONE_MS = 150;

/** A digit that stays alone, outside of what somebody is typing. */
function listenForAnswers(onAnswer: (index: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKey = (event: KeyboardEvent): void => {
    clearTimeout(timer);
    const field = event.target instanceof HTMLInputElement ? event.target : undefined;
    const index = ['Digit1', 'Digit2', 'Digit3'].indexOf(event.code);
    if (index < 0 || event.repeat || event.ctrlKey || event.metaKey || (field !== undefined && field.value !== ''))
      return;
    timer = setTimeout(() => onAnswer(index), ALONE_MS);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}

type Props = Readonly<{
  code: string;
  onTake: (code: string) => void;
  onDrop: () => void;
  onKeep: (code: string) => void;
}>;

export function DoubtBanner({ code, onTake, onDrop, onKeep }: Props): ReactNode {
  const { t } = useWords();
  const [similar, setSimilar] = useState<SimilarCode>();
  useEffect(() => {
    connection
      .ask(codeLike, { code })
      .then(([first]) => setSimilar(first))
      // Without a proposal the question still stands.
      .catch(() => setSimilar(undefined));
  }, [code]);
  const answers = [
    { label: t('counting.doubtYes'), run: () => onTake(similar?.code ?? code) },
    { label: t('counting.doubtNo'), run: onDrop },
    { label: t('counting.doubtKeep'), run: () => onKeep(code) },
  ];
  const latest = useRef(answers);
  useLayoutEffect(() => {
    latest.current = answers;
  });
  useEffect(() => listenForAnswers((index) => latest.current[index]?.run()), []);
  return (
    <section className="doubt" role="alert" data-testid="doubt">
      <IconHelpCircle size={24} aria-hidden />
      <div className="what">
        <b>{t(hasCheckDigit(code) === false ? 'counting.doubtDigit' : 'counting.doubt')}</b>
        <span>
          {t('counting.doubtRead')} <code>{code}</code>
          {similar === undefined ? '' : ` · ${t('counting.doubtLike')} ${similar.name}`}
        </span>
      </div>
      <div className="answers">
        {answers.map(({ label, run }, index) => (
          <button key={label} type="button" className="big-button" onClick={run}>
            <kbd>{index + 1}</kbd>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
