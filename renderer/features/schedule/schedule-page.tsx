/** `#/schedule` */
import type { ReactNode } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { useWords } from '../../i18n/use-words.ts';

export function SchedulePage(): ReactNode {
  const { t } = useWords();
  return <PageHeader title={t('nav.schedule')} />;
}
