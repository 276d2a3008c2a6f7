/** Setting up a count: what it is called, where, of what, blind or not. */

import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { categoryTree, locationTree } from '../../../shared/features/locations/queries.ts';
import { countCreate, countStart } from '../../../shared/mutations/count-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TreeSelect } from '../../components/tree-select.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';

export function NewCount({ onClose, locationId }: Readonly<{ onClose: () => void; locationId?: string }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const places = useQuery(locationTree, {}).data ?? [];
  const categories = useQuery(categoryTree, {}).data ?? [];
  const [form, setForm] = useState<{
    name: string | undefined;
    place: string | null;
    category: string | null;
    isBlind: boolean;
  }>({ name: undefined, place: locationId ?? null, category: null, isBlind: false });
  const [today] = useState(() => new Date());
  const placeName = places.find((row) => row.id === form.place)?.name;
  const proposed = placeName === undefined ? '' : `${placeName}, ${new Intl.DateTimeFormat(language).format(today)}`;
  const submit = async (): Promise<void> => {
    if (form.place === null) return;
    const id = newId();
    const args = {
      id,
      name: form.name ?? proposed,
      locationId: form.place,
      categoryId: form.category,
      isBlind: form.isBlind,
    };
    if (!(await mutate(countCreate, args))) return;
    if (await mutate(countStart, { countId: id })) go({ to: '/counts/{-$id}/{-$part}', params: { id } });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('counts.newCount')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <TreeSelect
            rows={places}
            value={form.place}
            onChange={(place) => setForm({ ...form, place })}
            label={t('counts.location')}
            isRequired
            autoFocus
          />
          <TextInput
            label={t('counts.name')}
            value={form.name ?? proposed}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            required
            maxLength={255}
          />
          <TreeSelect
            rows={categories}
            value={form.category}
            onChange={(category) => setForm({ ...form, category })}
            label={t('counts.category')}
          />
          <Switch
            label={t('counts.blind')}
            checked={form.isBlind}
            onChange={(event) => setForm({ ...form, isBlind: event.currentTarget.checked })}
          />
          <Text size="sm" c="dimmed">
            {t('counts.frozen')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={form.place === null}>
              {t('counts.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
