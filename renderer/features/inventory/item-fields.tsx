/** Fields of a thing, edited in place: Enter or leaving saves, Escape gives up. What the person saw travels with the edit. */

import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { categoryTree } from '../../../shared/features/locations/queries.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { type Row, tableOf } from '../../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../../shared/schema/define.ts';
import { useCan } from '../../app/contexts.ts';
import { TreeSelect } from '../../components/tree-select.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { useEdit, useSeen } from '../../lib/use-edit.ts';
import { parseField, textOfField } from '../records/field-text.ts';
import { useValueText } from '../records/record-value.ts';

type Item = Row<'inventory_items'>;
const TEXT_FIELDS = [
  'name',
  'inventory_number',
  'barcode',
  'manufacturer',
  'model',
  'serial_number',
  'unit',
  'purchase_price',
  'current_value',
  'purchase_date',
  'warranty_until',
  'weight',
  'width',
  'height',
  'depth',
] as const;
const LONG_FIELDS = ['description', 'technical_description'] as const;
type TextField = (typeof TEXT_FIELDS)[number] | (typeof LONG_FIELDS)[number];

type Save = (name: string, value: JsonValue, seen: JsonValue) => Promise<boolean>;
type FieldProps = Readonly<{ item: Item; name: TextField; isLong: boolean; onSave: Save }>;

const columns: Readonly<Record<string, Column>> = tableOf('inventory_items').columns;

function TextValue({ item, name, isLong, onSave }: FieldProps): ReactNode {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const mayEdit = useCan('inventory.edit');
  const shown = useValueText();
  const label = fieldName(name, language);
  const value = item[name] ?? null;
  const edit = useEdit(value);
  const column = columns[name];
  if (column === undefined) return null;
  if (edit.draft === undefined) {
    const words = value === null || value === '' ? t('common.none') : shown(column, value, {});
    return (
      <button
        type="button"
        className="value"
        disabled={!mayEdit}
        aria-label={`${t('inventory.edit', { field: label })}: ${words}`}
        onClick={() => edit.type(textOfField(column, value, { language, zone }))}
      >
        {value === null || value === '' ? <span className="dim">—</span> : words}
      </button>
    );
  }
  const parsed = parseField(column, edit.draft, { language, zone });
  const finish = async (): Promise<void> => {
    if (parsed === undefined) return;
    if (JSON.stringify(parsed) === JSON.stringify(edit.seen()) || (await onSave(name, parsed, edit.seen()))) edit.end();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      edit.end();
    }
    if (event.key === 'Enter' && (!isLong || event.ctrlKey)) void finish();
  };
  const props = {
    value: edit.draft,
    autoFocus: true,
    'aria-label': label,
    onBlur: () => {
      void finish();
    },
    onKeyDown,
    error: parsed === undefined ? t('records.notNumber') : undefined,
    description: edit.isChangedMeanwhile ? t('records.meanwhile', { value: shown(column, value, {}) }) : undefined,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => edit.type(event.currentTarget.value),
  };
  if (isLong) return <Textarea {...props} autosize minRows={3} />;
  const isNumber = column.type === 'numeric';
  return (
    <TextInput
      {...props}
      type={column.type === 'date' ? 'date' : 'text'}
      {...(isNumber ? { inputMode: 'decimal' } : {})}
      onFocus={(event) => {
        if (isNumber) event.currentTarget.select();
      }}
      {...(name === 'barcode' ? takesScan : {})}
      {...(column.length === undefined ? {} : { maxLength: column.length })}
    />
  );
}

export function ItemFields({ item }: Readonly<{ item: Item }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('inventory.edit');
  const categories = useQuery(categoryTree, {}).data ?? [];
  const category = useSeen(item.category_id);
  const condition = useSeen(item.condition);
  const save: Save = (name, value, seen) =>
    mutate(rowUpdate, { table: 'inventory_items', id: item.id, changes: { [name]: value }, seen: { [name]: seen } });
  const row = (name: string, control: ReactNode): ReactNode => (
    <div className="field" key={name}>
      <span className="dim">{fieldName(name, language)}</span>
      {control}
    </div>
  );
  const texts = (names: readonly TextField[], isLong: boolean): ReactNode =>
    names.map((name) => row(name, <TextValue item={item} name={name} isLong={isLong} onSave={save} />));
  return (
    <Stack gap={2}>
      {texts(TEXT_FIELDS.slice(0, 3), false)}
      {row(
        'category_id',
        <TreeSelect
          label={fieldName('category_id', language)}
          hideLabel
          isDisabled={!mayEdit}
          onFocus={category.begin}
          onBlur={category.end}
          rows={categories}
          value={item.category_id}
          onChange={(value) => {
            void save('category_id', value, category.take(value));
          }}
        />,
      )}
      {row(
        'condition',
        <Select
          aria-label={fieldName('condition', language)}
          disabled={!mayEdit}
          allowDeselect={false}
          onFocus={condition.begin}
          onBlur={condition.end}
          data={['good', 'fair', 'poor'].map((value) => ({ value, label: statusName(value, language) }))}
          value={item.condition}
          onChange={(value) => {
            void save('condition', value, condition.take(value));
          }}
        />,
      )}
      {texts(TEXT_FIELDS.slice(3), false)}
      {texts(LONG_FIELDS, true)}
      {row(
        'is_active',
        <Switch
          aria-label={fieldName('is_active', language)}
          disabled={!mayEdit}
          checked={item.is_active}
          label={t(item.is_active ? 'common.yes' : 'common.no')}
          onChange={(event) => {
            void save('is_active', event.currentTarget.checked, item.is_active);
          }}
        />,
      )}
    </Stack>
  );
}
