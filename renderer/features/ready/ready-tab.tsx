/** «Готов в дорогу»: a verdict, red and green rows, one button for everything that can be done on this laptop. */
import { Alert } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sayReady } from '../../../shared/i18n/ready-sentences.ts';
import type { ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import { type ReadyRow, readyVerdict } from '../../../shared/rules/ready.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import type { TourTabProps } from '../tours/tour-tabs.ts';
import { ClockAside } from './clock-aside.tsx';
import { MissingFiles } from './missing-files.tsx';
import { ReadyHero } from './ready-hero.tsx';
import { ReadySide } from './ready-side.tsx';
import './ready.css';
import { type Preparing, usePreparing, useReady } from './use-ready.ts';

function Row({ row, look }: Readonly<{ row: ReadyRow; look: ReadyLook }>): ReactNode {
  const { language } = useWords();
  const { name, what, aside } = sayReady(row, look.facts, language);
  const Icon = row.isGreen ? IconCheck : IconX;
  return (
    <li className="ready-row" data-green={row.isGreen} data-testid={`ready-${row.key}`} data-reason={row.reason}>
      <div className="ready-line">
        <span className="ready-mark">
          <Icon size={18} stroke={2.4} aria-hidden />
        </span>
        <b>{name}</b>
        <span className="ready-what num">{what}</span>
        <span className="ready-aside num">
          {row.key === 'clock' && row.isGreen ? <ClockAside clocks={look.clocks} /> : aside}
        </span>
      </div>
      {row.key === 'files' && look.facts.files.missing > 0 && <MissingFiles look={look} />}
    </li>
  );
}

/** What did not work, and what is safe meanwhile. */
function Failed({ failed, look }: Readonly<{ failed: Preparing['failed']; look: ReadyLook }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  if (failed.length === 0) return null;
  return (
    <Alert color="orange" className="ready-failed" role="alert" data-testid="ready-failed">
      {failed.map(({ act, failure }) => (
        <p key={act}>{t('ready.failed', { what: t(`ready.step.${act}`), why: said(failure) })}</p>
      ))}
      {look.facts.files.isPinned && <p className="dim">{t('ready.safe')}</p>}
    </Alert>
  );
}

function Page({ look, again, tourId }: Readonly<{ look: ReadyLook; again: () => void; tourId: string }>): ReactNode {
  const { t } = useWords();
  const verdict = readyVerdict(look.facts);
  const preparing = usePreparing(tourId, again);
  return (
    <div className="ready" data-testid="ready" data-ready={verdict.isReady}>
      <ReadyHero look={look} verdict={verdict} preparing={preparing} again={again} />
      <div className="ready-two">
        <div className="ready-main" tabIndex={0} role="region" aria-label={t('ready.rows')}>
          <Failed failed={preparing.failed} look={look} />
          <ul className="ready-rows">
            {verdict.rows.map((row) => (
              <Row key={row.key} row={row} look={look} />
            ))}
          </ul>
        </div>
        <ReadySide tourId={tourId} look={look} left={verdict.left} />
      </div>
    </div>
  );
}

export function ReadyTab({ tourId }: TourTabProps): ReactNode {
  const { look, failure, again } = useReady(tourId);
  if (failure !== undefined && look === undefined) return <FailureState failure={failure} />;
  if (look === undefined) return <Loading />;
  if (look === null) return <FailureState failure={{ code: 'tour.unknown', details: { tour: '' } }} />;
  return <Page look={look} again={again} tourId={tourId} />;
}
