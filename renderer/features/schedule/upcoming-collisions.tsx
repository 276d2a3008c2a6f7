/** Collisions of the weeks to come, in Attention: both plans, and ways out of it. They go when the plan is right. */
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconCalendarSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import {
  type EventPlaceView,
  scheduleFree,
  scheduleOptions,
  type UpcomingCollision,
  upcomingCollisions,
} from '../../../shared/features/schedule/queries.ts';
import { scheduleMove } from '../../../shared/mutations/schedule-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { isSamePlace } from './calendar.ts';
import { CollisionLine } from './collision-list.tsx';
import { dayWord, placeText, timeText } from './schedule-text.ts';
import './schedule.css';

type Side = EventPlaceView & Readonly<{ id: string; title: string; venue: string | null }>;

/** The nearest place without collisions; asked for only when somebody wants to know. */
function FreePlace({ side }: Readonly<{ side: Side }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const seen = { date: side.date, start: side.start, end: side.end, venueId: side.venueId };
  const answer = useQuery(scheduleFree, { id: side.id, to: seen }).data;
  const venues = useQuery(scheduleOptions, {}).data?.venues ?? [];
  // The room that was looked up before somebody moved it is not offered for where it stands now.
  if (answer === undefined || !isSamePlace(answer.of, seen)) return null;
  const { place } = answer;
  if (place === null) return <Text size="sm">{t('schedule.nothingFree')}</Text>;
  return (
    <Button
      size="xs"
      leftSection={<IconArrowRight size={16} />}
      onClick={() => void mutate(scheduleMove, { id: side.id, seen, to: place })}
    >
      {t('schedule.moveTo', { place: placeText(place, venues, language) })}
    </Button>
  );
}

function SideLine({ side }: Readonly<{ side: Side }>): ReactNode {
  const { t, language } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <Group gap="xs" justify="space-between">
      <div>
        <b>{side.title}</b>
        <div className="dim">
          {[dayWord(side.date, language), timeText(side), side.venue]
            .filter((part) => part !== null && part !== '')
            .join(', ')}
        </div>
      </div>
      <Group gap="xs">
        {isAsked ? (
          <FreePlace side={side} />
        ) : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCalendarSearch size={16} />}
            onClick={() => setAsked(true)}
            aria-label={t('schedule.findFor', { title: side.title })}
          >
            {t('schedule.find')}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          onClick={() => go({ to: '/events/$id', params: { id: side.id } })}
          aria-label={`${t('common.open')}: ${side.title}`}
        >
          {t('common.open')}
        </Button>
      </Group>
    </Group>
  );
}

function CollisionCard({ row, restHours }: Readonly<{ row: UpcomingCollision; restHours: number }>): ReactNode {
  const { event, collision } = row;
  return (
    <Card withBorder component="article" aria-label={event.title} data-testid="upcoming-collision">
      <Stack gap="sm">
        <CollisionLine collision={{ ...collision, others: [] }} venue={event.venue} restHours={restHours} />
        <SideLine side={event} />
        {collision.others.map((other) => (
          <SideLine key={other.id} side={other} />
        ))}
      </Stack>
    </Card>
  );
}

/** What waits for whoever plans; nothing for anybody else. */
export function useUpcomingCollisions() {
  const mayPlan = useCan('schedule.edit');
  const { data } = useQuery(upcomingCollisions, {});
  return mayPlan ? data : undefined;
}

export function UpcomingCollisions({
  found,
}: Readonly<{ found: NonNullable<ReturnType<typeof useUpcomingCollisions>> }>): ReactNode {
  const { t } = useWords();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('schedule.upcoming')}
      </Title>
      <Stack>
        {found.rows.map((row) => (
          <CollisionCard key={`${row.event.id} ${row.collision.keys.join()}`} row={row} restHours={found.restHours} />
        ))}
        {found.more > 0 && <Text c="dimmed">{t('schedule.moreCollisions', { count: found.more })}</Text>}
      </Stack>
    </section>
  );
}
