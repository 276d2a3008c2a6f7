/**
 * Above a template that is being edited while another version of it was saved: by somebody else, or in another window.
 * Both can be looked at, and one is chosen; whoever goes on and saves keeps both (Attention).
 */
import { Alert, Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

type Props = Readonly<{
  /** What was saved is shown, not what is being edited. */
  isLooking: boolean;
  onLook: (isLooking: boolean) => void;
  /** What was saved has been seen, and is written over. */
  onStay: () => void;
  /** What was typed is given up. */
  onTake: () => void;
}>;

export function TemplateMeanwhile({ isLooking, onLook, onStay, onTake }: Props): ReactNode {
  const { t } = useWords();
  return (
    <Alert color="orange" p="xs" role="status" data-testid="meanwhile">
      {t('form.savedMeanwhile')}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" aria-pressed={isLooking} onClick={() => onLook(!isLooking)}>
          {t(isLooking ? 'form.seeMine' : 'form.seeTheirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onStay}>
          {t('form.stay')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onTake}>
          {t('form.takeTheirs')}
        </Button>
      </Group>
    </Alert>
  );
}
