/** All counts, newest first. */

import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconClipboardCheck, IconEyeOff, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { countList } from '../../../shared/features/counts/queries.ts';
import type { CountListRow } from '../../../shared/ipc/views.ts';
import { countStart } from '../../../shared/mutations/count-mutations.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { useCountsTarget } from './counts-sheet.ts';
import { NewCount } from './new-count.tsx';

function CountCard({ count }: Readonly<{ count: CountListRow }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const start = async (): Promise<void> => {
    if (await mutate(countStart, { countId: count.id }))
      go({ to: '/counts/{-$id}/{-$part}', params: { id: count.id } });
  };
  return (
    <Card withBorder component="article" aria-label={count.name}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h5">
            {count.name}
          </Title>
          <StatusBadge status={count.status} column={tableOf('inventory_counts').columns['status']} />
        </Group>
        <Text size="sm">{count.location}</Text>
        <Group gap="xs">
          {count.is_blind === 1 && (
            <Badge variant="default" tt="none" radius="sm" leftSection={<IconEyeOff size={12} />}>
              {t('counts.blind').split(':')[0]}
            </Badge>
          )}
          {count.lines > 0 && (
            <Text size="sm" c="dimmed">
              {t('counts.lines', { count: count.lines })}
            </Text>
          )}
          {count.entries > 0 && (
            <Text size="sm" c="dimmed">
              {t('counts.entries', { count: count.entries })}
            </Text>
          )}
        </Group>
        {count.reversed_at !== null && (
          <Text size="sm" c="dimmed">
            {t('counts.reversed', { when: formatDateTime(count.reversed_at, language) })}
          </Text>
        )}
        {count.posted_at !== null && count.reversed_at === null && (
          <Text size="sm" c="dimmed">
            {t('counts.posted', { when: formatDateTime(count.posted_at, language) })}
          </Text>
        )}
        <Group mt="auto" pt="xs">
          {count.status === 'draft' && (
            <Button
              onClick={() => {
                void start();
              }}
            >
              {t('counts.start')}
            </Button>
          )}
          {count.status === 'counting' && (
            <Button onClick={() => go({ to: '/counts/{-$id}/{-$part}', params: { id: count.id } })}>
              {t('counts.continue')}
            </Button>
          )}
          {(count.status === 'counting' || count.status === 'review') && (
            <Button
              variant={count.status === 'review' ? 'filled' : 'default'}
              onClick={() => go({ to: '/counts/{-$id}/{-$part}', params: { id: count.id, part: 'review' } })}
            >
              {t('counts.review')}
            </Button>
          )}
          {(count.status === 'posted' || count.status === 'cancelled') && (
            <Button
              variant="default"
              onClick={() => go({ to: '/counts/{-$id}/{-$part}', params: { id: count.id, part: 'review' } })}
            >
              {t('common.open')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

export function CountsList(): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(countList, {});
  const [isNew, setNew] = useState(false);
  const mayRun = useCan('count.run');
  useCountsTarget(data);
  const button = mayRun && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('counts.newCount')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('counts.title')}>
        <ExportButton isQuiet />
        {button}
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      {data?.length === 0 && (
        <EmptyState
          icon={<IconClipboardCheck size={40} stroke={1.2} />}
          title={t('counts.empty')}
          hint={t('counts.emptyHint')}
        >
          {button}
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} px="md" pb="md" style={{ overflow: 'auto' }}>
        {data?.map((count) => (
          <CountCard key={count.id} count={count} />
        ))}
      </SimpleGrid>
      {isNew && <NewCount onClose={() => setNew(false)} />}
    </>
  );
}
