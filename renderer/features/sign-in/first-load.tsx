/** The first load: how much there is and how far it has come. */
import { Alert, Button, Center, Progress, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';

export function FirstLoad(): ReactNode {
  const { t, language } = useWords();
  const { done, total, state, reason } = useSyncStatus();
  const { rebuilt, hubUrl } = useSessionInfo();
  const percent = total === 0 ? 0 : Math.min(100, (done / total) * 100);
  return (
    <Center component="main" h="100%" p="md">
      <Stack w={460} maw="100%">
        <Title order={1} size="h3">
          {t('firstLoad.title')}
        </Title>
        {rebuilt !== null && <Alert color="orange">{t('firstLoad.rebuilt', { count: rebuilt.carriedOver })}</Alert>}
        <Progress value={percent} size="lg" aria-label={t('firstLoad.title')} animated={state === 'loading'} />
        <Text aria-live="polite">
          {state === 'loading'
            ? t('firstLoad.progress', { done: formatNumber(done, language), total: formatNumber(total, language) })
            : t('firstLoad.waiting')}
        </Text>
        {state === 'waiting' && (
          <Alert color="gray">
            {sentenceOf(reason ?? '', { hub: hubUrl }, language)}
            <Button
              mt="sm"
              variant="default"
              onClick={() => {
                void connection.request('sync.retry', {});
              }}
            >
              {t('common.retry')}
            </Button>
          </Alert>
        )}
        <Text size="sm" c="dimmed">
          {t('firstLoad.safe')}
        </Text>
      </Stack>
    </Center>
  );
}
