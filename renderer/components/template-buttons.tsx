/** What can be done with any template of the theatre's own: another one is begun from it, or it goes to the trash. */
import { Button } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Action = Readonly<{ label: string; onClick: () => void }>;
/** `remove` is left out for who may not delete. */
type Props = Readonly<{ copy: Action; remove: Action | undefined }>;

export function TemplateButtons({ copy, remove }: Props): ReactNode {
  return (
    <>
      <Button variant="default" size="compact-md" leftSection={<IconCopy size={16} />} onClick={copy.onClick}>
        {copy.label}
      </Button>
      {remove !== undefined && (
        <Button variant="default" size="compact-md" leftSection={<IconTrash size={16} />} onClick={remove.onClick}>
          {remove.label}
        </Button>
      )}
    </>
  );
}
