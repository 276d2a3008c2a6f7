/** A failed query in one sentence. */
import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/ipc/contract.ts';
import { useWords } from '../i18n/use-words.ts';
import { useFailureText } from '../lib/failure-text.ts';

export function FailureState({ failure }: Readonly<{ failure: Failure }>): ReactNode {
  const { t } = useWords();
  const text = useFailureText();
  return (
    <Alert m="md" color="red" icon={<IconAlertCircle />} title={t('app.failed')}>
      {text(failure)}
    </Alert>
  );
}
