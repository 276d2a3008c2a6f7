/** A code that came with pauses: not counted, asked about. Answered by 1, 2, 3 and never by Enter, which scanners send. */
import { IconHelpCircle } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarCode } from '../../../shared/ipc/count-contract.ts';
import { connection } from '../../data/connection.ts';

type Props = Readonly<{ code: string; onTake: (code: string) => void; onDrop: () => void; onKeep: (code: string) => void }>;

export function DoubtBanner({ code, onTake, onDrop, onKeep }: Props): ReactNode {
  const { t } = useTranslation();
  const [similar, setSimilar] = useState<SimilarCode>();
  useEffect(() => {
    connection.request('query', { name: 'code.like', args: { code } })
      .then((found) => setSimilar((found as SimilarCode[])[0]))
      // Without a proposal the question still stands.
      .catch(() => setSimilar(undefined));
  }, [code]);
  const answers = [
    { label: t('counting.doubtYes'), run: () => onTake(similar?.code ?? code) }, { label: t('counting.doubtNo'), run: onDrop }, { label: t('counting.doubtKeep'), run: () => onKeep(code) },
  ];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      const answer = answers[['Digit1', 'Digit2', 'Digit3'].indexOf(event.code)];
      if (answer === undefined) return;
      event.preventDefault();
      answer.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <section className="doubt" role="alert" data-testid="doubt">
      <IconHelpCircle size={24} aria-hidden />
      <div className="what"><b>{t('counting.doubt')}</b><span>{t('counting.doubtRead')} <code>{code}</code>{similar === undefined ? '' : ` · ${t('counting.doubtLike')} ${similar.name}`}</span></div>
      <div className="answers">{answers.map(({ label, run }, index) => <button key={label} type="button" className="big-button" onClick={run}><kbd>{index + 1}</kbd>{label}</button>)}</div>
    </section>
  );
}
