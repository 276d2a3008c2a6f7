/** Takes the list in sight as a file. A sign without its word: it stands where there is room for no more. */
import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { askForSheet, type SheetTarget, useHasSheet } from './sheet-target.ts';

const KEYS = 'Ctrl E';

type Props = Readonly<{
  /** Among actions that are words alone, without a frame of its own. */
  isQuiet?: boolean;
  /** A list that stands beside another one: the key takes that. */
  target?: SheetTarget | undefined;
}>;

export function ExportButton({ isQuiet = false, target }: Props): ReactNode {
  const { t } = useWords();
  const word = t('sheet.take');
  const hasSheet = useHasSheet();
  return (
    <Button
      variant={isQuiet ? 'subtle' : 'default'}
      {...(isQuiet ? { color: 'gray' } : {})}
      size={isQuiet ? 'compact-md' : 'compact-sm'}
      px={7}
      aria-label={word}
      {...(target === undefined ? { title: `${word} ${KEYS}`, 'aria-keyshortcuts': 'Control+E' } : { title: word })}
      disabled={target === undefined && !hasSheet}
      onClick={() => askForSheet(target)}
    >
      <IconTableExport size={16} />
    </Button>
  );
}
