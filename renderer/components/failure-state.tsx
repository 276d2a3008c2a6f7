/** A failed query in one sentence. */
import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/ipc/contract.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { languageOf } from '../i18n/i18n.ts';

export function FailureState({ failure }: Readonly<{ failure: Failure }>): ReactNode {
  const { t, i18n } = useTranslation();
  return <Alert m="md" color="red" icon={<IconAlertCircle />} title={t('error.title')}>{failure.code === 'link.lost' ? t('link.lost') : sentenceOf(failure.code, failure.details, languageOf(i18n.language))}</Alert>;
}
