/** What does not go together, in words, each with its sign. */
import {
  IconCircleCheck,
  IconCircleX,
  IconMoon,
  IconTool,
  IconTruck,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CollisionAnswer, CollisionView } from '../../../shared/features/schedule/queries.ts';
import type { CollisionCode } from '../../../shared/rules/collisions.ts';
import { useWords } from '../../i18n/use-words.ts';
import { collisionText } from './schedule-text.ts';

/** What stands before a collision, and how loud. */
export const SIGN: Readonly<Record<CollisionCode, readonly [icon: TablerIcon, tone: 'bad' | 'warn']>> = {
  'venue.taken': [IconCircleX, 'bad'],
  'person.twice': [IconUserX, 'bad'],
  'person.rest': [IconMoon, 'warn'],
  'thing.short': [IconTool, 'bad'],
  'set.away': [IconTruck, 'warn'],
};

type Props = Readonly<{
  answer: CollisionAnswer;
  /** Where the event stands, or would. */
  venue: string | null;
  /** More are a number. */
  most?: number;
  /** Whether to say what was looked at and is free. */
  withFree?: boolean;
}>;

export function CollisionLine({
  collision,
  venue,
  restHours,
}: Readonly<{ collision: CollisionView; venue: string | null; restHours: number }>): ReactNode {
  const { t, language } = useWords();
  const [Icon, tone] = SIGN[collision.code];
  const { head, sub } = collisionText(collision, { t, language, venue, restHours });
  return (
    <div className="plan-collision" data-mark={tone}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <div>
        <div>{head}</div>
        <div className="dim">{sub}</div>
      </div>
    </div>
  );
}

export function CollisionList({ answer, venue, most = 6, withFree = false }: Props): ReactNode {
  const { t } = useWords();
  const { collisions, free, restHours } = answer;
  return (
    <>
      {collisions.slice(0, most).map((collision) => (
        <CollisionLine key={collision.keys.join()} collision={collision} venue={venue} restHours={restHours} />
      ))}
      {collisions.length > most && (
        <div className="dim">{t('schedule.moreCollisions', { count: collisions.length - most })}</div>
      )}
      {withFree && free.length > 0 && (
        <div className="plan-collision dim" data-mark="ok">
          <IconCircleCheck size={18} stroke={1.75} aria-hidden />
          <div>{free.map((code) => t(`schedule.free.${code}`)).join(', ')}</div>
        </div>
      )}
    </>
  );
}
