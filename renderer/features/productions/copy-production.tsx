/** A production as the start of another: what of it comes along is chosen, and all of it is one step to take back. */
import { Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type CopiedPart, copiedParts, performanceCopy } from '../../../shared/mutations/production-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';

type Props = Readonly<{ id: string; title: string; onClose: () => void }>;

export function CopyProduction({ id, title, onClose }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [name, setName] = useState(t('productions.copyOf', { title }));
  const [parts, setParts] = useState<readonly CopiedPart[]>(copiedParts);
  const [isBusy, setBusy] = useState(false);
  const toggle = (part: CopiedPart, isOn: boolean): void =>
    setParts(copiedParts.filter((each) => (each === part ? isOn : parts.includes(each))));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '' || isBusy) return;
    setBusy(true);
    const copyId = newId();
    const isDone = await mutate(performanceCopy, { id: copyId, fromId: id, title: name, parts: [...parts] });
    setBusy(false);
    if (!isDone) return;
    onClose();
    go({ to: '/productions/{-$id}/{-$tab}', params: { id: copyId } });
  };
  return (
    <Dialog title={t('productions.copyTitle', { title })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('productions.part.title')}
            value={name}
            maxLength={255}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SimpleGrid cols={2} spacing="xs">
            {copiedParts.map((part) => (
              <Checkbox
                key={part}
                label={t(`productions.part.${part}`)}
                checked={parts.includes(part)}
                onChange={(event) => toggle(part, event.currentTarget.checked)}
              />
            ))}
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {t('productions.copyHint')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              {t('productions.copyButton')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
