/** An empty place says why it is empty and what to do about it. */
import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function EmptyState({
  icon,
  title,
  hint,
  children,
}: Readonly<{ icon?: ReactNode; title: string; hint?: string; children?: ReactNode }>): ReactNode {
  return (
    <Center flex={1} p="xl">
      <Stack align="center" gap="xs" maw={420} ta="center">
        {icon}
        <Title order={3} size="h4">
          {title}
        </Title>
        {hint !== undefined && <Text c="dimmed">{hint}</Text>}
        {children}
      </Stack>
    </Center>
  );
}
