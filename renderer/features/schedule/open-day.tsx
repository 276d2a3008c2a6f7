/** The number of a day: pressed, the day stands with its venues side by side. */
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { longDay } from './schedule-text.ts';
import { useTurn } from './use-turn.ts';

type Props = Readonly<{ day: string; className: string; children: ReactNode }>;

export function OpenDay({ day, className, children }: Props): ReactNode {
  const { t, language } = useWords();
  const turn = useTurn();
  const name = t('schedule.openDay', { day: longDay(day, language) });
  return (
    <button
      type="button"
      className={`plan-open-day ${className}`}
      title={name}
      onClick={() => turn({ view: 'day', date: day })}
    >
      {children}
      <VisuallyHidden> {name}</VisuallyHidden>
    </button>
  );
}
