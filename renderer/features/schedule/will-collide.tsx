/** How many of the events that are about to be made or moved would collide; nothing while that is not known. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';

export function WillCollide({ events }: Readonly<{ events: number | undefined }>): ReactNode {
  const { t } = useWords();
  if (events === undefined) return null;
  return (
    <Text size="sm" c={events > 0 ? 'orange' : 'dimmed'} role="status">
      {events > 0 ? t('schedule.willCollide', { count: events }) : t('schedule.noCollisions')}
    </Text>
  );
}
