/** One part of the state of the data: what it is about, and what can be done about it. */
import { Card, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function Block({
  title,
  children,
  action,
}: Readonly<{ title: string; children: ReactNode; action?: ReactNode }>): ReactNode {
  return (
    <Card withBorder component="section">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Card>
  );
}
