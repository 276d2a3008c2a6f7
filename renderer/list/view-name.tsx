/** Asks for the name of a view, and, where that can be chosen, whether it is everybody's. */
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { MAX_VIEW_NAME } from '../../shared/lists/saved-view.ts';
import { Dialog } from '../components/dialog.tsx';
import { useWords } from '../i18n/use-words.ts';

type Props = Readonly<{
  title: string;
  initial: string;
  /** Whether the person may make one that everybody shares; undefined where that is not the question. */
  mayShare: boolean | undefined;
  /** Answers whether it was done. */
  onName: (name: string, isShared: boolean) => Promise<boolean>;
  onClose: () => void;
}>;

export function ViewName({ title, initial, mayShare, onName, onClose }: Props): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState(initial);
  const [isShared, setShared] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const wanted = name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted === '' || isBusy) return;
    setBusy(true);
    void onName(wanted, isShared)
      .then((isDone) => isDone && onClose())
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={title} size="sm" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t('list.viewName')}
            maxLength={MAX_VIEW_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {mayShare === true && (
            <Checkbox
              label={t('list.shareView')}
              checked={isShared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={wanted === ''} loading={isBusy}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
