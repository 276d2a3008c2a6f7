/** Title of a screen with what can be done there. */
import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function PageHeader({ title, aside, children }: Readonly<{ title: string; aside?: ReactNode; children?: ReactNode }>): ReactNode {
  return (
    <Group px="md" py="sm" justify="space-between" gap="sm">
      <Group gap="sm" align="baseline"><Title order={1} size="h3">{title}</Title>{aside}</Group>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
