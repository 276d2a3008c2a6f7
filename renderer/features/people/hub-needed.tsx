/** These lists come from the hub: without it, why there is nothing new, and the way to ask again. */
import { Alert, Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/ipc/contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';

export function HubNeeded({
  failure,
  onRetry,
}: Readonly<{ failure: Failure | undefined; onRetry: () => void }>): ReactNode {
  const { t } = useWords();
  const text = useFailureText();
  if (failure === undefined) return null;
  const isAway = failure.code === 'hub.unreachable';
  return (
    <Alert m="md" color={isAway ? 'gray' : 'red'} icon={<IconCloudOff />} p="xs">
      {isAway ? t('team.needsHub') : text(failure)}{' '}
      <Button ml="xs" size="compact-sm" variant="default" onClick={onRetry}>
        {t('team.again')}
      </Button>
    </Alert>
  );
}
