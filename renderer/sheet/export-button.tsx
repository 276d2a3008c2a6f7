/** Takes the list in sight as a file. A sign without its word: it stands where there is room for no more. */
import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { askForSheet } from './sheet-target.ts';

const KEYS = 'Ctrl E';

/** `isQuiet`: among actions that are words alone, without a frame of its own. */
export function ExportButton({ isQuiet = false }: Readonly<{ isQuiet?: boolean }>): ReactNode {
  const { t } = useWords();
  const word = t('sheet.take');
  return (
    <Button
      variant={isQuiet ? 'subtle' : 'default'}
      {...(isQuiet ? { color: 'gray' } : {})}
      size={isQuiet ? 'compact-md' : 'compact-sm'}
      px={7}
      aria-label={word}
      title={`${word} ${KEYS}`}
      aria-keyshortcuts="Control+E"
      onClick={askForSheet}
    >
      <IconTableExport size={16} />
    </Button>
  );
}
