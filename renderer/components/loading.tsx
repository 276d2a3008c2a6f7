/** What stands where something is on its way. Said aloud too, and quietly: it interrupts nobody. */
import { Loader, type MantineSize } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

export function Loading({ size = 'md' }: Readonly<{ size?: MantineSize }>): ReactNode {
  const { t } = useWords();
  // Only what has a role may bear a name (WAI-ARIA 1.2, «prohibited»).
  return <Loader m={size === 'md' ? 'xl' : 0} size={size} role="status" aria-label={t('common.loading')} />;
}
