/** A new thing, and optionally how many of it stand where. */

import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { categoryTree, locationTree } from '../../../shared/features/locations/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import { inventoryCreate } from '../../../shared/mutations/inventory-mutations.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TreeSelect } from '../../components/tree-select.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { takesScan } from '../../lib/scan-target.ts';

/** A thing as it was entered before, to be corrected. */
export interface ItemToEnter {
  readonly values?: Readonly<Record<string, JsonValue>>;
  readonly stock?: Readonly<{ locationId: string; quantity: number }>;
}

interface Form {
  readonly name: string;
  readonly number: string;
  readonly barcode: string;
  readonly category: string | null;
  readonly place: string | null;
  readonly quantity: number | string;
}

function formOf({ values, stock }: ItemToEnter, barcode: string): Form {
  const text = (column: string): string | undefined => {
    const value = values?.[column];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    name: text('name') ?? '',
    number: text('inventory_number') ?? '',
    barcode: text('barcode') ?? barcode,
    category: text('category_id') ?? null,
    place: stock?.locationId ?? null,
    quantity: stock?.quantity ?? 1,
  };
}

function Fields({ form, onChange }: Readonly<{ form: Form; onChange: (form: Form) => void }>): ReactNode {
  const { t, language } = useWords();
  const categories = useQuery(categoryTree, {}).data ?? [];
  const places = useQuery(locationTree, {}).data ?? [];
  return (
    <>
      <TextInput
        label={fieldName('name', language)}
        value={form.name}
        onChange={(event) => onChange({ ...form, name: event.currentTarget.value })}
        required
        data-autofocus
        maxLength={255}
      />
      <TextInput
        label={fieldName('inventory_number', language)}
        value={form.number}
        onChange={(event) => onChange({ ...form, number: event.currentTarget.value })}
        required
        maxLength={50}
      />
      <TextInput
        label={fieldName('barcode', language)}
        value={form.barcode}
        onChange={(event) => onChange({ ...form, barcode: event.currentTarget.value })}
        maxLength={100}
        {...takesScan}
      />
      <TreeSelect
        rows={categories}
        value={form.category}
        onChange={(category) => onChange({ ...form, category })}
        label={t('inventory.category')}
      />
      <TreeSelect
        rows={places}
        value={form.place}
        onChange={(place) => onChange({ ...form, place })}
        label={t('inventory.location')}
      />
      <NumberInput
        label={t('inventory.quantity')}
        value={form.quantity}
        onChange={(quantity) => onChange({ ...form, quantity })}
        min={0}
        allowDecimal={false}
      />
    </>
  );
}

type Props = Readonly<{ onClose: () => void; barcode?: string; initial?: ItemToEnter; onCreated?: () => void }>;

export function NewItem({ onClose, barcode, initial, onCreated }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [form, setForm] = useState<Form>(() => formOf(initial ?? {}, barcode ?? ''));
  const submit = async (): Promise<void> => {
    const id = newId();
    const values = {
      ...initial?.values,
      name: form.name,
      inventory_number: form.number,
      barcode: form.barcode === '' ? null : form.barcode,
      category_id: form.category,
    };
    const isPlaced = form.place !== null && Number(form.quantity) > 0;
    const stock = isPlaced ? { stock: { locationId: form.place, quantity: Number(form.quantity) } } : {};
    if (!(await mutate(inventoryCreate, { id, values, ...stock }))) return;
    onClose();
    onCreated?.();
    go({ to: '/inventory/{-$id}', params: { id } });
  };
  return (
    <Dialog onClose={onClose} title={t('inventory.newItem')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <Fields form={form} onChange={setForm} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('common.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
