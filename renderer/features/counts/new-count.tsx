/** Setting up a count: what it is called, where, of what, blind or not. What is typed stays until it is there. */
import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { categoryTree, locationTree } from '../../../shared/features/locations/queries.ts';
import { countCreate, countStart } from '../../../shared/mutations/count-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt, useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import type { Field } from '../../form/field.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { TreeField } from '../../form/tree-field.tsx';
import { type NewRow, useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';

const COLUMNS = ['location_id', 'name', 'category_id', 'is_blind'] as const;

type Props = Readonly<{ onClose: () => void; locationId?: string }>;

/** Until a name is typed the count is called after its place and the day. */
function useCountForm(locationId: string | undefined): NewRow {
  const { language } = useWords();
  const [today] = useState(() => new Date());
  const places = useQuery(locationTree, {}).data ?? [];
  const name = (place: unknown): string => {
    const found = places.find((row) => row.id === place)?.name;
    return found === undefined ? '' : `${found}, ${new Intl.DateTimeFormat(language).format(today)}`;
  };
  const initial = { location_id: locationId ?? null, category_id: null, is_blind: false };
  const [chosen, setChosen] = useState<unknown>(initial.location_id);
  const form = useNewRow('inventory_counts', `counts/new${locationId === undefined ? '' : `/${locationId}`}`, COLUMNS, {
    ...initial,
    name: name(chosen),
  });
  const place = form.field('location_id')?.typed;
  if (place !== chosen) setChosen(place);
  return form;
}

function Fields({ form }: Readonly<{ form: NewRow }>): ReactNode {
  const { t } = useWords();
  const places = useQuery(locationTree, {}).data ?? [];
  const categories = useQuery(categoryTree, {}).data ?? [];
  const called = (name: (typeof COLUMNS)[number], label: string): Field | undefined => {
    const field = form.field(name);
    return field === undefined ? undefined : { ...field, label };
  };
  const [place, category] = [form.field('location_id'), form.field('category_id')];
  const [name, blind] = [called('name', t('counts.name')), called('is_blind', t('counts.blind'))];
  return (
    <>
      {place !== undefined && (
        <TreeField field={place} rows={places} label={t('counts.location')} isRequired autoFocus />
      )}
      {name !== undefined && <FieldControl field={name} />}
      {category !== undefined && <TreeField field={category} rows={categories} label={t('counts.category')} />}
      {blind !== undefined && <FieldControl field={blind} />}
      <Text size="sm" c="dimmed">
        {t('counts.frozen')}
      </Text>
    </>
  );
}

export function NewCount({ onClose, locationId }: Props): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const mutate = useMutate();
  const form = useCountForm(locationId);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const id = newId();
    const category = values['category_id'];
    const outcome = await attempt(countCreate, {
      id,
      name: String(values['name']),
      locationId: String(values['location_id']),
      categoryId: typeof category === 'string' ? category : null,
      isBlind: values['is_blind'] === true,
    });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence)) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    if (await mutate(countStart, { countId: id })) go({ to: '/counts/{-$id}/{-$part}', params: { id } });
    onClose();
  };
  return (
    <FormDialog
      title={t('counts.newCount')}
      form={form}
      problem={problem}
      word={t('counts.start')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields form={form} />
    </FormDialog>
  );
}
