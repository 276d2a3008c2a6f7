/** The sum of a day that anybody can check: what there is, less what nobody can use, less who holds how many. */
import { Button, Group } from '@mantine/core';
import { type ReactNode } from 'react';
import type { HeldBar, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import { useSyncStatus } from '../../app/contexts.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { longDay } from '../schedule/schedule-text.ts';
import { SubstituteWay } from './substitute-way.tsx';
import { heldOn } from './time-line.ts';
import { holderName, outSince, outWord } from './why-text.ts';

/** «−4»: with the sign that figures have. */
export const signed = (count: number): string => (count < 0 ? `−${-count}` : String(count));

/** `onDone`: it was settled here. */
type SumProps = Readonly<{ thing: TimelineThing; day: string; free: number; onDone: () => void }>;

function Holder({ bar }: Readonly<{ bar: HeldBar }>): ReactNode {
  const { t, language } = useWords();
  const name = holderName(bar, language);
  const [table, id] =
    bar.tourId === null ? (['schedule_events', bar.eventId] as const) : (['tours', bar.tourId] as const);
  return (
    <div className="avail-sum-line">
      <b className="num">{signed(-bar.quantity)}</b>
      <span className="avail-sum-what">
        {id === null ? (
          name
        ) : (
          <LinkTo table={table} id={id} className="object-link">
            {name}
          </LinkTo>
        )}
        <span className="dim small">{bar.isTour ? t('availability.tour') : t('availability.booking')}</span>
        {bar.isInvalid && <span className="small avail-invalid">{t('availability.invalid')}</span>}
      </span>
      <span className="dim small num avail-sum-side">
        {formatDays(bar.from, bar.to, language)}
        <br />
        {bar.isMine ? t('availability.yours', { who: bar.who }) : bar.who}
      </span>
    </div>
  );
}

/** How old what is said here is. */
function Age(): ReactNode {
  const { t, language } = useWords();
  const { state, lastSyncedAt } = useSyncStatus();
  if (state === 'live' || lastSyncedAt === null) return t('availability.asOfNow');
  return t('availability.asOf', { when: formatMoment(lastSyncedAt, language) });
}

export function SumCard({ thing, day, free, onDone }: SumProps): ReactNode {
  const { t, language } = useWords();
  return (
    <section
      className="avail-sum"
      data-testid="availability-sum"
      aria-label={t('availability.sumOf', { item: thing.name })}
    >
      <header>
        <strong className="num" data-mark={free < 0 ? 'short' : 'enough'}>
          {signed(free)}
        </strong>
        <div>
          <b>
            {free < 0
              ? t('availability.shortOf', { count: -free, item: thing.name })
              : t('availability.freeOf', { count: free, item: thing.name })}
          </b>
          <div className="dim small">{longDay(day, language)}</div>
        </div>
      </header>
      <div className="avail-sum-line">
        <b className="num">{thing.have}</b>
        <span>{t('availability.have')}</span>
      </div>
      {thing.outReason !== null && (
        <div className="avail-sum-line">
          <b className="num">{signed(-thing.out)}</b>
          <span className="avail-sum-what">
            {outWord(thing.outReason, t, language)}
            {thing.outNote !== null && <span className="dim small">{thing.outNote.what}</span>}
          </span>
          {thing.outNote !== null && (
            <span className="dim small num avail-sum-side">{outSince(thing.outNote, t, language)}</span>
          )}
        </div>
      )}
      {heldOn(thing, day).map((bar) => (
        <Holder key={bar.holder} bar={bar} />
      ))}
      <Group gap="xs" mt="sm">
        {thing.conflictId !== null && free < 0 && (
          <Button size="xs" onClick={() => go({ to: '/attention' })}>
            {t('availability.settle')}
          </Button>
        )}
        {thing.conflictId !== null && free < 0 && <SubstituteWay conflictId={thing.conflictId} onDone={onDone} />}
        <Button
          size="xs"
          variant="default"
          onClick={() => go({ to: '/object/$table/$id', params: { table: 'inventory_items', id: thing.id } })}
        >
          {t('availability.openThing')}
        </Button>
      </Group>
      <p className="dim small num">
        <Age />
      </p>
    </section>
  );
}
