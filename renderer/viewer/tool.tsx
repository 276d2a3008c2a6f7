/** A button of a viewer's bar, with its key in its hint. */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = Readonly<{ label: string; keys?: string; onClick: () => void; isOff?: boolean; children: ReactNode }>;

export function Tool({ label, keys, onClick, isOff = false, children }: Props): ReactNode {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`}>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} disabled={isOff} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
