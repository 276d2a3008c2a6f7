/** Beside a list: the way to the object's own page. */
import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TableName } from '../../shared/schema/catalog.ts';
import { useWords } from '../i18n/use-words.ts';
import { objectOf } from '../lib/open-record.ts';
import { usePageKey } from './use-page-key.ts';

export function OpenAsPage({ table, id }: Readonly<{ table: TableName; id: string }>): ReactNode {
  const { t } = useWords();
  usePageKey(table, id);
  return (
    <ActionIcon
      renderRoot={(props) => <Link {...props} {...objectOf(table, id)} />}
      variant="subtle"
      color="gray"
      size={36}
      title={`${t('object.openPage')} (Ctrl Enter)`}
      aria-label={t('object.openPage')}
      aria-keyshortcuts="Control+Enter"
    >
      <IconArrowsDiagonal size={20} />
    </ActionIcon>
  );
}
