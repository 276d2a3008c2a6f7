/** A new thing, and optionally how many of it stand where. */

import { NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { categoryTree, locationTree } from '../../../shared/features/locations/queries.ts';
import { inventoryCreate } from '../../../shared/mutations/inventory-mutations.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { TreeSelect } from '../../components/tree-select.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { TreeField } from '../../form/tree-field.tsx';
import { type NewRow, useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { takesScan } from '../../lib/scan-target.ts';

/** A thing as it was entered before, to be corrected. */
export interface ItemToEnter {
  readonly values?: Readonly<Record<string, JsonValue>>;
  readonly stock?: Readonly<{ locationId: string; quantity: number }>;
}

const COLUMNS = ['name', 'inventory_number', 'barcode', 'category_id'] as const;

const textOrNone = (value: JsonValue): string | null => (typeof value === 'string' ? value : null);

/** How many of it stand where: no columns of the thing. */
function useStock(form: NewRow, before: ItemToEnter['stock']) {
  return {
    place: form.extra('$place', before?.locationId ?? null),
    quantity: form.extra('$quantity', before?.quantity ?? 1),
  };
}

function Fields({ form, stock }: Readonly<{ form: NewRow; stock: ReturnType<typeof useStock> }>): ReactNode {
  const { t } = useWords();
  const places = useQuery(locationTree, {}).data ?? [];
  const categories = useQuery(categoryTree, {}).data ?? [];
  const { place, quantity } = stock;
  return (
    <>
      {COLUMNS.map((name) => {
        const field = form.field(name);
        if (field === undefined) return null;
        if (name === 'category_id')
          return <TreeField key={name} field={field} rows={categories} label={t('inventory.category')} />;
        return (
          <FieldControl
            key={name}
            field={field}
            autoFocus={name === 'name'}
            {...(name === 'barcode' ? { also: takesScan } : {})}
          />
        );
      })}
      <TreeSelect rows={places} value={textOrNone(place.value)} onChange={place.put} label={t('inventory.location')} />
      <NumberInput
        label={t('inventory.quantity')}
        value={Number(quantity.value)}
        onChange={quantity.put}
        min={0}
        allowDecimal={false}
      />
    </>
  );
}

type Props = Readonly<{
  onClose: () => void;
  barcode?: string;
  /** What was entered before, with a name for what is typed then. */
  before?: { readonly form: string; readonly entered: ItemToEnter };
  onCreated?: () => void;
}>;

/** What is typed stays until the thing is there or the person gives it up; for each scanned code by itself. */
function useItemForm({ before, barcode }: Props): NewRow {
  const name = before?.form ?? (barcode === undefined ? 'new' : `new/${barcode}`);
  const values = before?.entered.values ?? (barcode === undefined ? {} : { barcode });
  return useNewRow('inventory_items', `inventory_items/${name}`, COLUMNS, values);
}

export function NewItem(props: Props): ReactNode {
  const { onClose, onCreated, before } = props;
  const { t } = useWords();
  const attempt = useAttempt();
  const form = useItemForm(props);
  const stock = useStock(form, before?.entered.stock);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const typed = form.read();
    setProblem(undefined);
    if (typed === undefined) return;
    const id = newId();
    const locationId = textOrNone(stock.place.value);
    const quantity = Number(stock.quantity.value);
    const placed = locationId !== null && quantity > 0 ? { stock: { locationId, quantity } } : {};
    const outcome = await attempt(inventoryCreate, { id, values: { ...before?.entered.values, ...typed }, ...placed });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence)) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    onClose();
    onCreated?.();
    go({ to: '/inventory/{-$id}', params: { id } });
  };
  return (
    <FormDialog
      title={t('inventory.newItem')}
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields form={form} stock={stock} />
    </FormDialog>
  );
}
