/** The theatre's files and this laptop: how much is here, what the hub does not have yet, and why nothing travels. */
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Amount, type FilesSummary, filesSummed } from '../../../shared/features/files/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useFileStatus } from '../../files/file-status.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { Block } from './block.tsx';

/** Said where there are any. */
const BY_PLACE = ['here', 'onlyHere', 'onHub', 'elsewhere'] as const;

function Sums({ sums }: Readonly<{ sums: FilesSummary }>): ReactNode {
  const { t, language } = useWords();
  const said = ({ files, bytes }: Amount): string =>
    `${t('files.amount', { count: files, number: formatNumber(files, language) })}, ${bytesSaid(bytes, language)}`;
  if (sums.all.files === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('health.filesNone')}
      </Text>
    );
  return (
    <Group style={{ columnGap: 32, rowGap: 4 }}>
      <Text size="sm">{t('health.files.all', { amount: said(sums.all) })}</Text>
      {BY_PLACE.filter((place) => place === 'here' || sums[place].files > 0).map((place) => (
        <Text key={place} size="sm" data-testid={`files-${place}`}>
          {t(`health.files.${place}`, { amount: said(sums[place]) })}
        </Text>
      ))}
      {sums.wanted > 0 && (
        <Text size="sm">{t('health.files.wanted', { number: formatNumber(sums.wanted, language) })}</Text>
      )}
    </Group>
  );
}

export function FilesCard(): ReactNode {
  const { t, language } = useWords();
  const { hubUrl } = useSessionInfo();
  const { data, failure } = useQuery(filesSummed, {});
  const status = useFileStatus();
  const reasons = [status?.up.reason, status?.down.reason].filter((reason) => typeof reason === 'string');
  return (
    <Block title={t('health.filesTitle')}>
      <Stack gap={4}>
        {failure !== undefined && <FailureState failure={failure} />}
        {data !== undefined && <Sums sums={data} />}
        {[...new Set(reasons)].map((reason) => (
          <Text key={reason} size="sm" c="dimmed">
            {t('health.files.waits', { reason: sentenceOf(reason, { hub: hubUrl }, language) })}
          </Text>
        ))}
        <Anchor component={Link} to="/files" size="sm">
          {t('health.toFiles')}
        </Anchor>
      </Stack>
    </Block>
  );
}
