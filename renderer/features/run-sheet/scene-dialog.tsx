/** A scene: how the house counts it, what it is called, where it plays and how long it lasts. */
import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { fieldName } from '../../../shared/i18n/names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { sceneInsert } from '../../../shared/mutations/scene-mutations.ts';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDeletions } from '../../store/deletion-store.ts';

/** A scene that is there, or a new one after another. */
export type AskedScene =
  | { readonly kind: 'edit'; readonly scene: SheetScene }
  | { readonly kind: 'new'; readonly afterId: string | null; readonly act: number; readonly number: string };

type Props = Readonly<{ performanceId: string; asked: AskedScene; onClose: () => void }>;

const whole = (value: string | number): number | null => (typeof value === 'number' ? Math.round(value) : null);

/** What is typed, and saving it. */
function useSceneForm({ performanceId, asked, onClose }: Props) {
  const mutate = useMutate();
  const given = asked.kind === 'edit' ? asked.scene : undefined;
  const [number, setNumber] = useState(asked.kind === 'edit' ? asked.scene.number : asked.number);
  const [title, setTitle] = useState(given?.title ?? '');
  const [place, setPlace] = useState(given?.place ?? '');
  const [act, setAct] = useState<string | number>(asked.kind === 'edit' ? asked.scene.act : asked.act);
  const [minutes, setMinutes] = useState<string | number>(given?.duration_minutes ?? '');
  const [note, setNote] = useState(given?.note ?? '');
  const save = async (): Promise<void> => {
    const values = {
      number: number.trim(),
      title: title.trim() || null,
      place: place.trim() || null,
      act: whole(act) ?? 1,
      duration_minutes: whole(minutes),
      note: note.trim() || null,
    };
    if (asked.kind === 'new') {
      if (await mutate(sceneInsert, { id: newId(), performanceId, afterId: asked.afterId, values })) onClose();
      return;
    }
    const { scene } = asked;
    const changed = Object.entries(values).filter(([key, value]) => value !== scene[key as keyof typeof values]);
    const seen = Object.fromEntries(changed.map(([key]) => [key, scene[key as keyof typeof values]]));
    const edit = { table: 'scenes', id: scene.id, changes: Object.fromEntries(changed), seen };
    if (changed.length === 0 || (await mutate(rowUpdate, edit))) onClose();
  };
  return {
    given,
    save,
    number: { value: number, set: setNumber },
    title: { value: title, set: setTitle },
    place: { value: place, set: setPlace },
    act: { value: act, set: setAct },
    minutes: { value: minutes, set: setMinutes },
    note: { value: note, set: setNote },
  };
}

export function SceneDialog(props: Props): ReactNode {
  const { onClose } = props;
  const { t, language } = useWords();
  const { given, save, number, title, place, act, minutes, note } = useSceneForm(props);
  return (
    <Dialog onClose={onClose} title={given === undefined ? t('runSheet.newScene') : t('runSheet.scene')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <Group grow>
            <TextInput
              label={fieldName('number', language)}
              value={number.value}
              maxLength={20}
              required
              data-autofocus
              onChange={(event) => number.set(event.currentTarget.value)}
            />
            <NumberInput label={fieldName('act', language)} value={act.value} min={0} max={99} onChange={act.set} />
            <NumberInput label={t('runSheet.minutes')} value={minutes.value} min={0} max={999} onChange={minutes.set} />
          </Group>
          <TextInput
            label={fieldName('title', language)}
            value={title.value}
            maxLength={255}
            onChange={(event) => title.set(event.currentTarget.value)}
          />
          <TextInput
            label={t('runSheet.scenePlace')}
            value={place.value}
            maxLength={255}
            onChange={(event) => place.set(event.currentTarget.value)}
          />
          <Textarea
            label={fieldName('note', language)}
            value={note.value}
            autosize
            maxRows={6}
            onChange={(event) => note.set(event.currentTarget.value)}
          />
          <Group justify="space-between">
            {given === undefined ? (
              <span />
            ) : (
              <Button
                variant="subtle"
                color="red"
                onClick={() => {
                  onClose();
                  useDeletions.getState().askToDelete({ table: 'scenes', id: given.id });
                }}
              >
                {t('runSheet.deleteScene')}
              </Button>
            )}
            <Button type="submit" disabled={number.value.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
