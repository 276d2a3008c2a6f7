/** A failed query in one sentence. */
import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/ipc/contract.ts';
import { useFailureText } from '../lib/failure-text.ts';

export function FailureState({ failure }: Readonly<{ failure: Failure }>): ReactNode {
  const { t } = useTranslation();
  const text = useFailureText();
  return (
    <Alert m="md" color="red" icon={<IconAlertCircle />} title={t('error.title')}>
      {text(failure)}
    </Alert>
  );
}
