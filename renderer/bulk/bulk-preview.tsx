/** What will happen to how many, and what will not and why. */
import { Alert, Loader, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Progress } from '../../shared/ipc/progress.ts';
import { type BulkKind, MOST_AT_ONCE } from '../../shared/lists/bulk.ts';
import { FailureState } from '../components/failure-state.tsx';
import { GoingAlong } from '../features/deletion/plan-parts.tsx';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import type { Reason } from './carry-out.ts';
import type { Check, Found } from './use-bulk-check.ts';

/** So many rows are named of those that one thing stands in the way of. */
const NAMED = 3;

function Refused({ reason }: Readonly<{ reason: Reason }>): ReactNode {
  const { t, language } = useWords();
  const { labels, refusal } = reason;
  const more = labels.length > NAMED ? ` ${t('deletion.andMore', { count: labels.length - NAMED })}` : '';
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle />}
      title={t('bulk.refused', { number: formatNumber(labels.length, language) })}
      data-testid="bulk-refused"
    >
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {labels.slice(0, NAMED).join(', ')}
        {more}
      </Text>
      <Text size="sm">{sentenceOf(refusal.code, refusal.details, language)}</Text>
    </Alert>
  );
}

function Outcome({ kind, found }: Readonly<{ kind: BulkKind; found: Found }>): ReactNode {
  const { t, language } = useWords();
  const { total, steps, already, reasons, noWayBack, deletion } = found;
  const number = (count: number): string => formatNumber(count, language);
  return (
    <ScrollArea.Autosize mah="42vh" viewportProps={{ tabIndex: 0, 'aria-label': t('bulk.preview') }}>
      <Stack gap="sm" pr="sm">
        <Text fw={600} data-testid="bulk-will">
          {t(`bulk.will.${kind}`, { count: steps.length, number: number(steps.length), total: number(total) })}
        </Text>
        {already > 0 && <Text size="sm">{t('bulk.already', { number: number(already) })}</Text>}
        {reasons.map((reason) => (
          <Refused key={reason.refusal.code} reason={reason} />
        ))}
        {deletion !== undefined && <GoingAlong plan={deletion} />}
        {noWayBack > 0 && <Text size="sm">{t('bulk.noWayBack', { number: number(noWayBack) })}</Text>}
        {steps.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('bulk.oneUndo')}
            {deletion?.isLarge === true ? ` ${t('deletion.copyFirst')}` : ''}
          </Text>
        )}
      </Stack>
    </ScrollArea.Autosize>
  );
}

/** How far it is; nothing before the first count is known. */
function Looking({ progress }: Readonly<{ progress: Progress | undefined }>): ReactNode {
  const { t, language } = useWords();
  return (
    <Stack gap={4} align="center" py="xs">
      <Loader size="sm" />
      {progress !== undefined && (
        <Text size="sm" c="dimmed">
          {t('bulk.checking', {
            done: formatNumber(progress.done, language),
            total: formatNumber(progress.total, language),
          })}
        </Text>
      )}
    </Stack>
  );
}

export function BulkPreview({ kind, check }: Readonly<{ kind: BulkKind; check: Check }>): ReactNode {
  const { t, language } = useWords();
  switch (check.kind) {
    case 'idle':
      return null;
    case 'looking':
      return <Looking progress={check.progress} />;
    case 'failed':
      return <FailureState failure={check.failure} />;
    case 'tooMany':
      return (
        <Alert color="orange" icon={<IconAlertTriangle />}>
          {t('bulk.tooMany', {
            number: formatNumber(check.total, language),
            most: formatNumber(MOST_AT_ONCE, language),
          })}
        </Alert>
      );
    case 'found':
      return <Outcome kind={kind} found={check.found} />;
  }
}
