/** Receiving, moving, writing off. */

import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { locationTree } from '../../../shared/features/locations/queries.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { inventoryMove, inventoryReceive, inventoryWriteOff } from '../../../shared/mutations/inventory-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TreeSelect } from '../../components/tree-select.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

export type StockAction = 'receive' | 'move' | 'writeOff';

interface Places {
  readonly from: string | null;
  readonly to: string | null;
}

/** Saves a movement; answers whether it was saved. Without the places that it needs there is none. */
function useSave(): (
  action: StockAction,
  common: { readonly itemId: string; readonly quantity: number; readonly comment?: string },
  places: Places,
) => Promise<boolean> {
  const mutate = useMutate();
  return async (action, common, { from, to }) => {
    if (action === 'receive') return to !== null && mutate(inventoryReceive, { ...common, locationId: to });
    if (from === null) return false;
    if (action === 'writeOff') return mutate(inventoryWriteOff, { ...common, locationId: from });
    return to !== null && mutate(inventoryMove, { ...common, fromLocationId: from, toLocationId: to });
  };
}

export function StockDialog({
  action,
  detail,
  onClose,
}: Readonly<{ action: StockAction; detail: InventoryItemDetail; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const save = useSave();
  const places = useQuery(locationTree, {}).data ?? [];
  const [from, setFrom] = useState<string | null>(detail.stock[0]?.location_id ?? null);
  const [to, setTo] = useState<string | null>(action === 'receive' ? detail.item.location_id : null);
  const [quantity, setQuantity] = useState<number | string>(1);
  const [comment, setComment] = useState('');
  const needsFrom = action !== 'receive';
  const needsTo = action !== 'writeOff';
  const available = detail.stock.find((row) => row.location_id === from)?.quantity ?? 0;
  const submit = async (): Promise<void> => {
    const common = { itemId: detail.item.id, quantity: Number(quantity), ...(comment === '' ? {} : { comment }) };
    if (await save(action, common, { from, to })) onClose();
  };
  return (
    <Dialog onClose={onClose} title={`${t(`inventory.acts.${action}`)}: ${detail.item.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          {needsFrom && (
            <Select
              label={t('inventory.from')}
              data={detail.stock.map((row) => ({ value: row.location_id, label: `${row.location} — ${row.quantity}` }))}
              value={from}
              onChange={setFrom}
              required
              allowDeselect={false}
              description={t('inventory.available', { count: available })}
            />
          )}
          {needsTo && (
            <TreeSelect
              rows={places}
              value={to}
              onChange={setTo}
              label={t(needsFrom ? 'inventory.to' : 'inventory.location')}
              isRequired
            />
          )}
          <NumberInput
            label={t('inventory.quantity')}
            value={quantity}
            onChange={setQuantity}
            min={1}
            allowDecimal={false}
            required
            data-autofocus
          />
          <TextInput
            label={t('inventory.comment')}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            maxLength={2000}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={(needsTo && to === null) || (needsFrom && from === null)}>
              {t(`inventory.acts.${action}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
