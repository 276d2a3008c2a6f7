/** The head of a panel beside a list: what it is about, and the way to close it (Escape does too). */
import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useEscape } from '../../lib/use-escape.ts';

export function PanelHead({
  title,
  note,
  tab,
  children,
}: Readonly<{ title: string; note: string; tab: string; children?: ReactNode }>): ReactNode {
  const { t } = useWords();
  const close = (): void => go({ to: '/people/{-$tab}/{-$id}', params: { tab }, search: true });
  useEscape(close);
  return (
    <div className="panel-head">
      <Group gap="xs" wrap="nowrap">
        <Title order={2} size="h3" className="grow cut">
          {title}
        </Title>
        {children}
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('common.close')} onClick={close}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
    </div>
  );
}
