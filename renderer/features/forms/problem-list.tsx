/** What is wrong with a template, line by line; choosing one goes there. */
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TemplateProblem } from '../../../shared/ipc/paper-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Trial } from './use-trial.ts';

type Props = Readonly<{ trial: Trial; onGo: (line: number, column: number | null) => void }>;

function Problem({ problem, onGo }: Readonly<{ problem: TemplateProblem }> & Pick<Props, 'onGo'>): ReactNode {
  const { t } = useWords();
  const { severity, message, line, column } = problem;
  const text = (
    <>
      {severity === 'error' ? (
        <IconCircleX size={16} aria-hidden className="form-error" />
      ) : (
        <IconAlertTriangle size={16} aria-label={t('forms.warning')} className="form-warning" />
      )}
      {line !== null && <b className="num">{t('forms.line', { line })}</b>}
      <span lang="en" className="grow">
        {message}
      </span>
    </>
  );
  return (
    <li>
      {line === null ? (
        <div className="form-problem">{text}</div>
      ) : (
        <button type="button" className="form-problem" onClick={() => onGo(line, column)}>
          {text}
        </button>
      )}
    </li>
  );
}

export function ProblemList({ trial: { tried, isBusy }, onGo }: Props): ReactNode {
  const { t } = useWords();
  const reason = tried?.reason ?? null;
  const problems = tried?.problems ?? [];
  const isFine = tried !== undefined && reason === null;
  return (
    <div className="form-problems" aria-live="polite" data-busy={isBusy} data-testid="form-problems">
      {isBusy && <span className="form-busy">{t('forms.trying')}</span>}
      {reason !== null && reason !== 'template' && <p className="form-problem">{t(`forms.ended.${reason}`)}</p>}
      {problems.length > 0 && (
        <ul aria-label={t('forms.problems')}>
          {problems.map((problem, index) => (
            <Problem key={index} problem={problem} onGo={onGo} />
          ))}
        </ul>
      )}
      {isFine && problems.length === 0 && <p className="form-problem dim">{t('forms.noProblems')}</p>}
    </div>
  );
}
