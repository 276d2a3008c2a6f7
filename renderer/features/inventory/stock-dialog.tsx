/** Receiving, moving, writing off. What is typed stays until the movement is there or the person gives it up. */
import { Select, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { locationTree } from '../../../shared/features/locations/queries.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { inventoryMove, inventoryReceive, inventoryWriteOff } from '../../../shared/mutations/inventory-mutations.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { type Outcome, useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import type { Field } from '../../form/field.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { TreeField } from '../../form/tree-field.tsx';
import { type NewRow, useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';

export type StockAction = 'receive' | 'move' | 'writeOff';

/** The places that each needs. */
const PLACES: Readonly<Record<StockAction, readonly string[]>> = {
  receive: ['to_location_id'],
  move: ['from_location_id', 'to_location_id'],
  writeOff: ['from_location_id'],
};

/** The field that a refusal is about, where it does not name one. */
const BLAMED: Readonly<Record<string, string>> = {
  'stock.insufficient': 'quantity',
  'stock.sameLocation': 'to_location_id',
};

type Values = Readonly<Record<string, JsonValue>>;
const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** Asks for the movement that a filled form means. */
function useMovement(action: StockAction, itemId: string): (values: Values) => Promise<Outcome> {
  const attempt = useAttempt();
  return async (values) => {
    const said = textOf(values['comment']);
    const common = { itemId, quantity: Number(values['quantity']), ...(said === '' ? {} : { comment: said }) };
    const [from, to] = [textOf(values['from_location_id']), textOf(values['to_location_id'])];
    if (action === 'receive') return attempt(inventoryReceive, { ...common, locationId: to });
    if (action === 'writeOff') return attempt(inventoryWriteOff, { ...common, locationId: from });
    return attempt(inventoryMove, { ...common, fromLocationId: from, toLocationId: to });
  };
}

type Props = Readonly<{ action: StockAction; detail: InventoryItemDetail; onClose: () => void }>;

/** Places with what lies there; the one that was chosen stays among them when nothing lies there any more. */
function useSources(detail: InventoryItemDetail, chosen: JsonValue | undefined) {
  const places = useQuery(locationTree, {}).data ?? [];
  const empty = detail.stock.some((row) => row.location_id === chosen)
    ? []
    : places.filter(({ id }) => id === chosen).map(({ id, name }) => ({ value: id, label: `${name} — 0` }));
  const stocked = detail.stock.map((row) => ({
    value: row.location_id,
    label: `${row.location} — ${String(row.quantity)}`,
  }));
  return [...stocked, ...empty];
}

type FromProps = Readonly<{
  field: Field;
  detail: InventoryItemDetail;
  available: number;
  onChoose: (place: string | null) => void;
}>;

function From({ field, detail, available, onChoose }: FromProps): ReactNode {
  const { t } = useWords();
  return (
    <Select
      label={t('inventory.from')}
      data={useSources(detail, field.typed)}
      value={textOf(field.typed) === '' ? null : textOf(field.typed)}
      onChange={onChoose}
      required
      allowDeselect={false}
      error={field.problem}
      description={t('inventory.available', { count: available })}
    />
  );
}

/** How many, with what lay there when the person began, where that is not what lies there now. */
function Quantity({
  form,
  field,
  available,
}: {
  form: NewRow;
  field: Field;
  available: number | undefined;
}): ReactNode {
  const { t } = useWords();
  const seen = form.extra('$seen', null);
  const before = typeof seen.value === 'number' ? seen.value : undefined;
  const begin = (typed: JsonValue): void => {
    if (available !== undefined && before === undefined) seen.put(available);
    field.type(typed);
  };
  return (
    <div>
      <FieldControl field={{ ...field, type: begin }} autoFocus />
      {available !== undefined && before !== undefined && before !== available && (
        <Text size="xs" c="dimmed" pt={4} role="status" data-testid="stock-meanwhile">
          {t('inventory.meanwhile', { count: available, before })}
        </Text>
      )}
    </div>
  );
}

function Fields({ action, detail, form }: Pick<Props, 'action' | 'detail'> & { form: NewRow }): ReactNode {
  const { t } = useWords();
  const places = useQuery(locationTree, {}).data ?? [];
  const [from, to] = [form.field('from_location_id'), form.field('to_location_id')];
  const [quantity, comment] = [form.field('quantity'), form.field('comment')];
  const needs = (name: string): boolean => PLACES[action].includes(name);
  const available = detail.stock.find((row) => row.location_id === from?.typed)?.quantity ?? 0;
  return (
    <>
      {from !== undefined && needs(from.name) && (
        <From
          field={from}
          detail={detail}
          available={available}
          onChoose={(place) => {
            from.choose(place, null);
            // What lay at another place says nothing about this one.
            form.extra('$seen', null).put(null);
          }}
        />
      )}
      {to !== undefined && needs(to.name) && (
        <TreeField
          field={to}
          rows={places}
          label={t(action === 'receive' ? 'inventory.location' : 'inventory.to')}
          isRequired
        />
      )}
      {quantity !== undefined && (
        <Quantity form={form} field={quantity} available={action === 'receive' ? undefined : available} />
      )}
      {comment !== undefined && <FieldControl field={comment} />}
    </>
  );
}

export function StockDialog({ action, detail, onClose }: Props): ReactNode {
  const { t } = useWords();
  const { item } = detail;
  // What is proposed stays what it was when the form was opened, whatever moves meanwhile.
  const [first] = useState(detail.stock[0]);
  const form = useNewRow(
    'inventory_history',
    `inventory_items/${item.id}/${action}`,
    [...PLACES[action], 'quantity', 'comment'],
    {
      from_location_id: first?.location_id ?? null,
      to_location_id: action === 'receive' ? item.location_id : null,
      quantity: 1,
    },
    PLACES[action],
  );
  const move = useMovement(action, item.id);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const outcome = await move(values);
    if (outcome.ok) {
      form.forget();
      onClose();
    } else if (!form.refuse(outcome.details, outcome.sentence, BLAMED[outcome.code])) setProblem(outcome.sentence);
  };
  return (
    <FormDialog
      title={`${t(`inventory.acts.${action}`)}: ${item.name}`}
      form={form}
      problem={problem}
      word={t(`inventory.acts.${action}`)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields action={action} detail={detail} form={form} />
    </FormDialog>
  );
}
