/** The last entries, always in sight, each of which can be taken back; and the codes that nobody knows. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountDetail } from '../../../shared/ipc/views.ts';
import { formatTime } from '../../lib/format.ts';

const SHOWN = 5;

export function LastEntries({ detail, onUndo }: Readonly<{ detail: CountDetail; onUndo: (entryId: string) => Promise<void> }>): ReactNode {
  const { t, i18n } = useTranslation();
  return (
    <section aria-label={t('counting.last')} className="counting-last">
      <Title order={2} size="h6" mb="xs">{t('counting.last')}</Title>
      {detail.entries.length === 0 && <Text c="dimmed" size="sm">{t('counting.nobody')}</Text>}
      <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {detail.entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id} data-testid="entry">
            <Group wrap="nowrap" justify="space-between" gap="xs">
              <div style={{ minWidth: 0, opacity: entry.isUndone ? 0.7 : 1 }}>
                <Text size="sm" truncate td={entry.isUndone ? 'line-through' : undefined}>{entry.quantity > 0 ? '+' : '−'}{Math.abs(entry.quantity)} {entry.name ?? entry.code}</Text>
                <Text size="xs" c="dimmed">{formatTime(entry.countedAt, i18n.language)} · {entry.countedBy} {entry.isPending && <IconDeviceLaptop size={12} aria-label={t('common.onlyHere')} />}</Text>
              </div>
              {entry.isUndone ? <Badge variant="default" tt="none">{t('counting.undone')}</Badge>
                : <Button h={44} px="sm" variant="default" style={{ flexShrink: 0 }} leftSection={<IconArrowBackUp size={16} />} onClick={() => { void onUndo(entry.id); }} aria-label={`${t('counting.undo')}: ${entry.name ?? entry.code ?? ''}`}>{t('counting.undo')}</Button>}
            </Group>
          </li>
        ))}
      </Stack>
      {detail.unknown.length > 0 && (
        <>
          <Title order={2} size="h6" mt="md" mb="xs">{t('counting.unknownCodes')}</Title>
          <Stack gap={4}>{detail.unknown.map((unknown) => <Group key={unknown.code} justify="space-between" wrap="nowrap" data-testid="unknown-code"><Text size="sm" ff="monospace">{unknown.code}</Text><Text size="sm">× {unknown.quantity} · {unknown.location}</Text></Group>)}</Stack>
        </>
      )}
    </section>
  );
}
