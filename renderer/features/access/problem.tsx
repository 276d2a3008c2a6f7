/** Why it did not work, above the field that can mend it. */
import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export function Problem({ text }: Readonly<{ text: string | undefined }>): ReactNode {
  return text === undefined ? null : (
    <Alert color="red" icon={<IconAlertCircle />} role="alert" p="xs">
      {text}
    </Alert>
  );
}
