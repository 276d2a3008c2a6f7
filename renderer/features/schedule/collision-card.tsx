/** While an event hangs: what it would collide with there, and where there is room. */
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import {
  type CollisionAnswer,
  type EventPlaceView,
  scheduleCollisions,
  scheduleFree,
} from '../../../shared/features/schedule/queries.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { offeredPlace } from './calendar.ts';
import { CollisionList } from './collision-list.tsx';
import { type Moving, usePlan } from './plan-context.ts';
import { placeText, venueName } from './schedule-text.ts';

type Props = Readonly<{
  moving: Moving;
  /** What was found, for whoever drops it. */
  onFound: (answer: CollisionAnswer) => void;
  onFree: (place: EventPlaceView) => void;
}>;

const GAP = 14;
const WIDTH = 320;

/** Beside what hangs, on the side with more room. */
function place(card: HTMLElement): void {
  const ghost = document.querySelector('[data-testid="plan-ghost"]')?.getBoundingClientRect();
  if (ghost === undefined) {
    Object.assign(card.style, { left: 'auto', top: 'auto', right: `${GAP}px`, bottom: `${GAP}px` });
    return;
  }
  const isRight = ghost.right + GAP + WIDTH < window.innerWidth;
  const left = isRight ? ghost.right + GAP : Math.max(GAP, ghost.left - GAP - WIDTH);
  const top = Math.min(Math.max(GAP, ghost.top), window.innerHeight - card.offsetHeight - GAP);
  Object.assign(card.style, { left: `${left}px`, top: `${top}px`, right: 'auto', bottom: 'auto' });
}

export function CollisionCard({ moving, onFound, onFree }: Props): ReactNode {
  const { t, language } = useWords();
  const { range } = usePlan();
  const { to, event } = moving;
  const args = { id: event.id, to: { date: to.date, start: to.start, end: to.end, venueId: to.venueId } };
  const { data } = useQuery(scheduleCollisions, args);
  const isBad = data !== undefined && data.collisions.length > 0;
  const offered = offeredPlace(to, data, useQuery(scheduleFree, args).data);
  useEffect(() => {
    if (data !== undefined) onFound(data);
  }, [data, onFound]);
  useEffect(() => {
    const onKey = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Tab' || offered === null) return;
      pressed.preventDefault();
      onFree(offered);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [offered, onFree]);
  const ref = useRef<HTMLDivElement>(null);
  // What hangs has moved with every drawing, and what is said of it is longer or shorter.
  useLayoutEffect(() => {
    if (ref.current !== null) place(ref.current);
  });
  if (data === undefined) return null;
  return (
    <div className="plan-card" ref={ref} role="status" data-testid="collision-card">
      <h3>{isBad ? t('schedule.collisions', { count: data.collisions.length }) : t('schedule.noCollisions')}</h3>
      <div className="plan-card-place num">{placeText(to, range.venues, language)}</div>
      <CollisionList answer={data} venue={venueName(to.venueId, range.venues)} withFree />
      {offered !== null && (
        <div className="plan-card-free">
          <span>{t('schedule.freeAt', { place: placeText(offered, range.venues, language) })}</span>
          <kbd className="kbd">Tab</kbd>
        </div>
      )}
      <div className="plan-card-foot dim">
        {moving.by === 'pointer' ? (
          t('schedule.letGo')
        ) : (
          <>
            <kbd className="kbd">Enter</kbd> {t('schedule.put')}
          </>
        )}
        <kbd className="kbd">Esc</kbd> {t('schedule.return')}
      </div>
    </div>
  );
}
