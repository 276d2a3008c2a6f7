/** Parts of a plan: what kind, how many, the first names. */
import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconEyeOff, IconHistory, IconLinkOff, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import type { NamedCount } from '../../../shared/ipc/views.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{
  title: string;
  hint?: string;
  icon: ReactNode;
  color: string;
  parts: readonly NamedCount[];
  testId: string;
}>;

export function PlanParts({ title, hint, icon, color, parts, testId }: Props): ReactNode {
  const { t, language } = useWords();
  if (parts.length === 0) return null;
  return (
    <Group align="flex-start" wrap="nowrap" gap="sm" data-testid={testId}>
      <ThemeIcon variant="light" color={color} size={32} radius="md" aria-hidden>
        {icon}
      </ThemeIcon>
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Title order={3} size="h6">
          {title}
        </Title>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
        {parts.map((part) => (
          <Text key={`${part.table}.${part.column ?? ''}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Text span fw={600}>
              {tableName(part.table, language)}
              {part.column === null ? '' : ` · ${fieldName(part.column, language)}`}: {part.count}
            </Text>
            {part.names.length > 0 && (
              <Text span c="dimmed">
                {' '}
                — {part.names.join(', ')}
                {part.count > part.names.length
                  ? ` ${t('deletion.andMore', { count: part.count - part.names.length })}`
                  : ''}
              </Text>
            )}
          </Text>
        ))}
      </Stack>
    </Group>
  );
}

type Along = Readonly<Record<'deletes' | 'clears' | 'hidden' | 'kept', readonly NamedCount[]>>;

/** What a deletion takes along, lets go of, hides and keeps: of one row as of many. */
export function GoingAlong({ plan }: Readonly<{ plan: Along }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <PlanParts
        testId="plan-deletes"
        title={t('deletion.deletes')}
        icon={<IconTrash size={18} />}
        color="red"
        parts={plan.deletes}
      />
      <PlanParts
        testId="plan-clears"
        title={t('deletion.clears')}
        hint={t('deletion.clearsHint')}
        icon={<IconLinkOff size={18} />}
        color="orange"
        parts={plan.clears}
      />
      <PlanParts
        testId="plan-hidden"
        title={t('deletion.hidden')}
        icon={<IconEyeOff size={18} />}
        color="gray"
        parts={plan.hidden}
      />
      <PlanParts
        testId="plan-kept"
        title={t('deletion.kept')}
        hint={t('deletion.keptHint')}
        icon={<IconHistory size={18} />}
        color="teal"
        parts={plan.kept}
      />
    </>
  );
}
