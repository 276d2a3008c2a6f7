/** Prints what is in sight. A sign without its word: it stands where there is room for no more. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { askToPrint } from './paper-store.ts';

/** `isQuiet`: among actions that are words alone, without a frame of its own. */
export function PrintButton({ isQuiet = false }: Readonly<{ isQuiet?: boolean }>): ReactNode {
  const { t } = useWords();
  const word = t('paper.print');
  return (
    <Button
      variant={isQuiet ? 'subtle' : 'default'}
      {...(isQuiet ? { color: 'gray' } : {})}
      size={isQuiet ? 'compact-md' : 'compact-sm'}
      px={7}
      aria-label={word}
      title={`${word} Ctrl P`}
      aria-keyshortcuts="Control+P"
      onClick={() => void askToPrint()}
    >
      <IconPrinter size={16} />
    </Button>
  );
}
