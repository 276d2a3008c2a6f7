/** What can be done with the chosen rows, as buttons of their bar. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowsMove, IconPencil, IconTrash, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BulkKind } from '../../shared/lists/bulk.ts';
import { useWords } from '../i18n/use-words.ts';

const ICONS: Readonly<Record<BulkKind, TablerIcon>> = {
  move: IconArrowsMove,
  set: IconPencil,
  restore: IconArrowBackUp,
  delete: IconTrash,
};
const ORDER = ['move', 'set', 'restore', 'delete'] as const satisfies readonly BulkKind[];

type Props = Readonly<{ kinds: ReadonlySet<BulkKind>; onAsk: (kind: BulkKind) => void }>;

export function BulkActions({ kinds, onAsk }: Props): ReactNode {
  const { t } = useWords();
  return ORDER.filter((kind) => kinds.has(kind)).map((kind) => {
    const Icon = ICONS[kind];
    return (
      <Button
        key={kind}
        variant="subtle"
        color={kind === 'delete' ? 'red' : 'gray'}
        size="compact-md"
        leftSection={<Icon size={16} />}
        aria-keyshortcuts={kind === 'delete' ? 'Delete' : undefined}
        onClick={() => onAsk(kind)}
      >
        {t(`bulk.${kind}`)}
      </Button>
    );
  });
}
