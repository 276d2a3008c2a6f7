/**
 * Variances are the page: who found what, how it stands together, what becomes of it. Posting waits until everything
 * has been decided.
 */

import {
  IconAlertCircle,
  IconArrowBackUp,
  IconArrowDown,
  IconCheck,
  IconCircleCheck,
  IconHistory,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { countReview } from '../../../shared/features/counts/queries.ts';
import type { CountHead, CountLineView, CountReview } from '../../../shared/ipc/count-contract.ts';
import { countResolveRest } from '../../../shared/mutations/count-decisions.ts';
import { countCancel, countStart } from '../../../shared/mutations/count-mutations.ts';
import { countPost, countReverse } from '../../../shared/mutations/count-posting.ts';
import type { MutationArgs } from '../../../shared/mutations/mutation.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { doorOf } from '../../app/feature.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Way } from '../../components/way.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import { useReviewTarget } from './counts-sheet.ts';
import { ReviewLine, useDecide } from './review-line.tsx';
import { ReviewSide } from './review-side.tsx';
import { lineKey } from './use-counting.ts';

/** Asks in its own place before something far-reaching is done; Enter of a scanner does not answer it. */
function Asking({
  label,
  question,
  answer,
  icon,
  onYes,
}: Readonly<{ label: string; question: string; answer: string; icon?: ReactNode; onYes: () => void }>): ReactNode {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <button type="button" className="big-button" onClick={() => setAsked(true)}>
        {icon}
        {label}
      </button>
    );
  return (
    <span className="asking" role="alertdialog" aria-label={question}>
      <span>{question}</span>
      <button
        type="button"
        className="big-button"
        data-tone="bad"
        onClick={() => {
          setAsked(false);
          onYes();
        }}
      >
        {answer}
      </button>
      <button type="button" className="big-button" autoFocus onClick={() => setAsked(false)}>
        {t('review.no')}
      </button>
    </span>
  );
}

type HeadProps = Readonly<{ head: CountHead; review: CountReview; isOpen: boolean; onNext: () => void }>;

function ReviewHead({ head, review, isOpen, onNext }: HeadProps): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayPost = useCan('count.post');
  const { count } = head;
  const left = review.openTotal + review.uncounted.undecided;
  const resume = async (): Promise<void> => {
    if (count.status === 'counting' || (await mutate(countStart, { countId: count.id })))
      go({ to: '/counts/{-$id}/{-$part}', params: { id: count.id } });
  };
  const people = [...new Set(review.people.map((person) => person.name))].join(', ');
  return (
    <header className="review-head">
      <div className="grow">
        <h2>
          {t('review.title')}: {head.location}
        </h2>
        <p>
          {[
            count.started_at === null ? null : formatDateTime(count.started_at, language),
            people === '' ? null : people,
            t('counts.lines', { count: review.total }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
      <ExportButton isQuiet />
      <PrintButton isQuiet />
      {!isOpen && <StatusBadge status={count.status} column={tableOf('inventory_counts').columns['status']} />}
      {isOpen && (
        <Asking
          label={t('review.cancelCount')}
          question={t('review.cancelAsk', { count: head.entries })}
          answer={t('review.cancelYes')}
          onYes={() => {
            void mutate(countCancel, { countId: count.id });
          }}
        />
      )}
      {isOpen && (
        <button
          type="button"
          className="big-button"
          onClick={() => {
            void resume();
          }}
        >
          <IconArrowBackUp size={18} aria-hidden />
          {t('review.backToCounting')}
        </button>
      )}
      {isOpen &&
        mayPost &&
        (left > 0 ? (
          <button type="button" className="big-button" data-tone="main" onClick={onNext}>
            {t('review.post')}
            <span className="rest">{t('review.moreDecisions', { count: left })}</span>
            <IconArrowDown size={18} aria-hidden />
          </button>
        ) : (
          <button
            type="button"
            className="big-button"
            data-tone="main"
            onClick={() => {
              void mutate(countPost, { countId: count.id });
            }}
          >
            {t('review.post')}
          </button>
        ))}
    </header>
  );
}

function Outcome({ head, review }: Readonly<{ head: CountHead; review: CountReview }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayPost = useCan('count.post');
  const { count } = head;
  if (count.status === 'cancelled')
    return (
      <div className="outcome" role="status">
        <IconHistory size={24} aria-hidden />
        <div className="what">
          <b>{t('review.cancelledInfo')}</b>
        </div>
      </div>
    );
  if (count.status !== 'posted') return null;
  if (count.reversed_at !== null) {
    return (
      <div className="outcome" role="status" data-testid="reversed">
        <IconHistory size={24} aria-hidden />
        <div className="what">
          <b>{t('review.reversedInfo')}</b>
          <span>
            {formatDateTime(count.reversed_at, language)} · {count.reversed_by_name}
          </span>
        </div>
      </div>
    );
  }
  return (
    <div className="outcome" role="status" data-tone="ok" data-testid="posted">
      <IconCircleCheck size={28} aria-hidden />
      <div className="what">
        <b>{t('review.postedInfo', { count: review.posted })}</b>
        <span>
          {count.posted_at === null ? '' : formatDateTime(count.posted_at, language)}. {t('review.postedHint')}
        </span>
      </div>
      {mayPost && review.posted > 0 && (
        <Asking
          label={t('review.reverse')}
          icon={<IconHistory size={18} aria-hidden />}
          question={t('review.reverseAsk', { count: review.posted })}
          answer={t('review.reverseYes')}
          onYes={() => {
            void mutate(countReverse, { countId: count.id });
          }}
        />
      )}
    </div>
  );
}

/** What nobody marked, and what becomes of it: said, never assumed. */
function Uncounted({
  countId,
  review: { uncounted },
  isOpen,
}: Readonly<{ countId: string; review: CountReview; isOpen: boolean }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const rest = (resolution: 'pending' | 'accepted' | 'ignored'): void => {
    void mutate(countResolveRest, { countId, of: 'uncounted', resolution });
  };
  if (uncounted.total === 0) return null;
  const isDecided = uncounted.undecided === 0;
  return (
    <details className="review-group" data-testid="uncounted">
      <summary>
        {isDecided ? null : <IconAlertCircle size={18} aria-hidden />}
        <b>
          {t('review.notMarked')} {uncounted.total}
        </b>
        <span className="grow">
          {uncounted.rows
            .slice(0, 2)
            .map((line) => `${line.name} · ${t('counting.waitFor', { count: line.expected })}`)
            .join(', ')}
        </span>
        {isDecided && (
          <span>{uncounted.absent > 0 ? t('review.absent', { count: uncounted.absent }) : t('review.leftAsIs')}</span>
        )}
      </summary>
      {uncounted.rows.map((line) => (
        <p key={lineKey(line.itemId, line.locationId)}>
          {line.name} · {line.inventoryNumber} · {line.location} · {line.expected} {line.unit}
        </p>
      ))}
      {isOpen && isDecided && (
        <button type="button" className="big-button" onClick={() => rest('pending')}>
          {t('review.change')}
        </button>
      )}
    </details>
  );
}

type Rest = MutationArgs<typeof countResolveRest>;

function RestOfLines({ countId, review }: Readonly<{ countId: string; review: CountReview }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const rest = (values: Rest): void => {
    void mutate(countResolveRest, values);
  };
  const unclear = review.open.filter((line) => line.sign === 'unclear').length;
  const seen = review.open.flatMap((line) =>
    line.counted === null ? [] : [{ itemId: line.itemId, locationId: line.locationId, quantity: line.counted }],
  );
  return (
    <div className="review-rest">
      {unclear > 1 && (
        <button type="button" className="big-button" onClick={() => rest({ countId, of: 'unclear', together: 'sum' })}>
          {t('review.allShared', { count: unclear })}
        </button>
      )}
      {seen.length > 1 && (
        <button type="button" className="big-button" onClick={() => rest({ countId, of: 'seen', numbers: seen })}>
          {t('review.acceptShown', { count: seen.length })}
        </button>
      )}
      {review.openTotal > 0 && (
        <button
          type="button"
          className="big-button"
          onClick={() => rest({ countId, of: 'open', resolution: 'ignored' })}
        >
          {t('review.leaveRest')}
        </button>
      )}
      {review.uncounted.undecided > 0 && (
        <button
          type="button"
          className="big-button"
          onClick={() => rest({ countId, of: 'uncounted', resolution: 'ignored' })}
        >
          {t('review.keep', { count: review.uncounted.undecided })}
        </button>
      )}
      {review.uncounted.undecided > 0 && (
        <button
          type="button"
          className="big-button"
          onClick={() => rest({ countId, of: 'uncounted', resolution: 'accepted' })}
        >
          {t('review.zero', { count: review.uncounted.undecided })}
        </button>
      )}
    </div>
  );
}

function Lines({
  head,
  review,
  isOpen,
  active,
  setActive,
}: Readonly<{
  head: CountHead;
  review: CountReview;
  isOpen: boolean;
  active: number;
  setActive: (index: number) => void;
}>): ReactNode {
  const { t } = useWords();
  const decideFor = useDecide(head.count.id, () =>
    go({ to: '/counts/{-$id}/{-$part}', params: { id: head.count.id } }),
  );
  const all = [...review.open, ...review.decided];
  const row = (line: CountLineView, index: number): ReactNode => (
    <ReviewLine
      key={lineKey(line.itemId, line.locationId)}
      line={line}
      isOpen={isOpen}
      isActive={index === active}
      onSelect={() => setActive(index)}
      decide={decideFor(line)}
    />
  );
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const line = all[active];
    const number = ['Digit1', 'Digit2', 'Digit3'].indexOf(event.code);
    if (step === 0 && (number < 0 || line === undefined || !isOpen)) return;
    event.preventDefault();
    if (step !== 0) {
      const next = Math.max(0, Math.min(all.length - 1, active + step));
      setActive(next);
      event.currentTarget.querySelectorAll('[role=row]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (line !== undefined) {
      const decide = decideFor(line);
      [() => decide.accept(), decide.recount, decide.leave][number]?.();
    }
  };
  return (
    <div className="review-lines" role="grid" tabIndex={0} aria-label={t('review.variance')} onKeyDown={onKeyDown}>
      {review.openTotal > 0 && (
        <div className="review-group-head" data-tone="warn" role="presentation">
          <IconAlertCircle size={18} aria-hidden />
          <b>
            {t('review.waiting')} {review.openTotal}
          </b>
          <span className="hint" aria-hidden>
            <kbd>↑</kbd>
            <kbd>↓</kbd> {t('counting.keyLine')} <kbd>1</kbd>
            <kbd>2</kbd>
            <kbd>3</kbd> {t('review.keyDecision')}
          </span>
        </div>
      )}
      {review.open.map(row)}
      {review.decidedTotal > 0 && (
        <div className="review-group-head" role="presentation">
          <IconCheck size={18} aria-hidden />
          <b>
            {t(isOpen ? 'review.decided' : 'review.done')} {review.decidedTotal}
          </b>
        </div>
      )}
      {review.decided.map((line, index) => row(line, review.open.length + index))}
    </div>
  );
}

export function Review({ head }: Readonly<{ head: CountHead }>): ReactNode {
  const { t } = useWords();
  const { count } = head;
  const { data: review, failure } = useQuery(countReview, { id: count.id });
  useReviewTarget(head, review);
  const [active, setActive] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  const isOpen = count.status === 'counting' || count.status === 'review';
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (review === undefined) return <Loading />;
  const counted = review.openTotal + review.decidedTotal + review.matched;
  const onNext = (): void => {
    setActive(0);
    const next = body.current?.querySelector<HTMLElement>(
      review.openTotal > 0 ? '.review-lines' : '.review-rest button',
    );
    next?.scrollIntoView({ block: 'nearest' });
    next?.focus();
  };
  return (
    <div className="review">
      <Way steps={[{ label: t('counts.title'), link: doorOf('counts') }]} title={count.name} />
      <ReviewHead head={head} review={review} isOpen={isOpen} onNext={onNext} />
      <Outcome head={head} review={review} />
      <div className="review-body">
        <div className="review-main" ref={body} tabIndex={-1}>
          <div className="review-columns" aria-hidden>
            <span>
              {t('review.differ')} {review.openTotal + review.decidedTotal}
            </span>
            <span>{t('counting.expected')}</span>
            <span>{t('review.counters')}</span>
            <span>{t('review.variance')}</span>
            <span>{t('review.decision')}</span>
          </div>
          {counted === 0 && (
            <p className="nothing" data-testid="nothing-counted">
              {t('review.nothingCounted')}
            </p>
          )}
          {counted > 0 && review.openTotal + review.decidedTotal === 0 && (
            <p className="nothing">{t('review.noVariance')}</p>
          )}
          <Lines head={head} review={review} isOpen={isOpen} active={active} setActive={setActive} />
          {review.matched > 0 && (
            <div className="review-group-head">
              <IconCheck size={18} aria-hidden />
              <b>
                {t('review.matched')} {review.matched}
              </b>
            </div>
          )}
          <Uncounted countId={count.id} review={review} isOpen={isOpen} />
          {isOpen && <RestOfLines countId={count.id} review={review} />}
        </div>
        <ReviewSide countId={count.id} review={review} isOpen={isOpen} />
      </div>
      {isOpen && (
        <footer className="review-foot">
          <IconHistory size={18} aria-hidden />
          {t('review.oneOperation')}
        </footer>
      )}
    </div>
  );
}
