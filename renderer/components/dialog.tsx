/** A window over the screen. Its close button has a name in the reader's language. */
import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

export function Dialog(props: Omit<ModalProps, 'opened' | 'closeButtonProps'>): ReactNode {
  const { t } = useWords();
  return <Modal opened closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}
