/**
 * A window with a form that is sent as a whole. Ctrl and Enter send it from any field; Escape, or a click beside it,
 * asks where something was typed: it is kept in any case, unless it is given up by its name.
 */
import { Alert, Button, Group, type ModalProps, ScrollArea, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FormContinued } from './form-continued.tsx';
import type { NewRow } from './use-new-row.ts';

type Props = Readonly<{
  title: string;
  size?: ModalProps['size'];
  form: NewRow;
  /** Why it was not taken, where no field is to blame. */
  problem: string | undefined;
  /** What sending is called. */
  word: string;
  /** Sends it, says what is wrong, closes it where it was taken. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  /** Many fields: they scroll, the buttons stay in sight. */
  isLong?: boolean;
  children: ReactNode;
}>;

/** Enter closes and keeps; Escape once more goes back to the form. */
function Leaving({ form, onStay, onClose }: Pick<Props, 'form' | 'onClose'> & { onStay: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div role="group" aria-label={t('form.leave')} data-testid="leaving">
      <Text size="sm" pb="xs">
        {t('form.leave')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            form.forget();
            onClose();
          }}
        >
          {t('form.giveUpAll')}
        </Button>
        <Button variant="default" onClick={onStay}>
          {t('form.goOn')}
        </Button>
        <Button autoFocus onClick={onClose}>
          {t('form.keep')}
        </Button>
      </Group>
    </div>
  );
}

function Foot({ form, word, onClose }: Pick<Props, 'form' | 'word' | 'onClose'>): ReactNode {
  const { t } = useWords();
  return (
    <Group justify="flex-end">
      <Button
        variant="default"
        onClick={() => {
          form.forget();
          onClose();
        }}
      >
        {t('common.cancel')}
      </Button>
      <Button type="submit" title="Ctrl Enter" aria-keyshortcuts="Control+Enter">
        {word}
      </Button>
    </Group>
  );
}

/** Sends once at a time: Enter is pressed again while the answer is on its way. */
function useSending(onSubmit: () => Promise<void>): () => void {
  const isSending = useRef(false);
  return () => {
    if (isSending.current) return;
    isSending.current = true;
    void onSubmit().finally(() => {
      isSending.current = false;
    });
  };
}

export function FormDialog(props: Props): ReactNode {
  const { title, size, form, problem, word, onSubmit, onClose, isLong = false, children } = props;
  const [isLeaving, setLeaving] = useState(false);
  const send = useSending(onSubmit);
  const sheet = useRef<HTMLFormElement>(null);
  const { isReady } = form;
  // The window took the focus before the fields were there.
  useEffect(() => {
    if (isReady) sheet.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isReady]);
  const leave = (): void => {
    if (form.isTouched) setLeaving(!isLeaving);
    else onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isLeaving) return;
    event.preventDefault();
    send();
  };
  const fields = form.isReady ? children : <Skeleton h={200} />;
  return (
    <Dialog onClose={leave} title={title} {...(size === undefined ? {} : { size })}>
      <form
        ref={sheet}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          <FormContinued form={form} />
          {isLong ? (
            <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
              <Stack gap="sm" pr="sm">
                {fields}
              </Stack>
            </ScrollArea.Autosize>
          ) : (
            fields
          )}
          {problem !== undefined && (
            <Alert color="orange" icon={<IconAlertTriangle />} role="alert">
              {problem}
            </Alert>
          )}
          {isLeaving ? (
            <Leaving form={form} onStay={() => setLeaving(false)} onClose={onClose} />
          ) : (
            <Foot form={form} word={word} onClose={onClose} />
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
