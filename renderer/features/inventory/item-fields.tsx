/** Fields of a thing, edited in place: Enter or leaving saves, Escape gives up. What the person saw travels with the edit. */
import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { Row } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { flattenTree } from '../../components/tree-select.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useRows } from '../../data/use-rows.ts';
import { languageOf } from '../../i18n/i18n.ts';

type Item = Row<'inventory_items'>;
const TEXT_FIELDS = ['name', 'inventory_number', 'barcode', 'manufacturer', 'model', 'serial_number', 'unit', 'purchase_price', 'current_value', 'purchase_date', 'warranty_until', 'weight', 'width', 'height', 'depth'] as const;
const LONG_FIELDS = ['description', 'technical_description'] as const;
type TextField = (typeof TEXT_FIELDS)[number] | (typeof LONG_FIELDS)[number];

type FieldProps = Readonly<{ item: Item; name: TextField; isLong: boolean; onSave: (name: string, value: string | null) => Promise<boolean> }>;

function TextValue({ item, name, isLong, onSave }: FieldProps): ReactNode {
  const { t, i18n } = useTranslation();
  const [draft, setDraft] = useState<string>();
  const label = fieldName(name, languageOf(i18n.language));
  const value = item[name] ?? '';
  const finish = async (): Promise<void> => {
    if (draft === undefined) return;
    if (draft === value || (await onSave(name, draft === '' ? null : draft))) setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setDraft(undefined);
    if (event.key === 'Enter' && (!isLong || event.ctrlKey)) void finish();
  };
  const mayEdit = useCan('inventory.edit');
  if (draft === undefined) {
    return <button type="button" className="value" disabled={!mayEdit} aria-label={`${t('inventory.edit', { field: label })}: ${value === '' ? t('common.none') : value}`} onClick={() => setDraft(value)}>{value === '' ? <span style={{ color: 'var(--mantine-color-dimmed)' }}>—</span> : value}</button>;
  }
  const props = { value: draft, autoFocus: true, 'aria-label': label, onBlur: () => { void finish(); }, onKeyDown };
  const type = name.endsWith('_date') || name === 'warranty_until' ? 'date' : 'text';
  return isLong ? <Textarea {...props} autosize minRows={3} onChange={(event) => setDraft(event.currentTarget.value)} /> : <TextInput {...props} type={type} onChange={(event) => setDraft(event.currentTarget.value)} />;
}

export function ItemFields({ item }: Readonly<{ item: Item }>): ReactNode {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const mutate = useMutate();
  const mayEdit = useCan('inventory.edit');
  const categories = useRows<readonly TreeRow[]>('categories.tree', {}).data ?? [];
  const save = (name: string, value: string | boolean | null): Promise<boolean> =>
    mutate('row.update', { table: 'inventory_items', id: item.id, changes: { [name]: value }, seen: { [name]: (item as Readonly<Record<string, unknown>>)[name] ?? null } });
  const row = (name: string, control: ReactNode): ReactNode => <div className="field" key={name}><span style={{ color: 'var(--mantine-color-dimmed)' }}>{fieldName(name, language)}</span>{control}</div>;
  return (
    <Stack gap={2}>
      {TEXT_FIELDS.slice(0, 3).map((name) => row(name, <TextValue item={item} name={name} isLong={false} onSave={save} />))}
      {row('category_id', <Select aria-label={fieldName('category_id', language)} disabled={!mayEdit} data={flattenTree(categories).map(({ row: category, depth }) => ({ value: category.id, label: `${'\u2003'.repeat(depth)}${category.name}` }))} value={item.category_id} onChange={(value) => { void save('category_id', value); }} searchable clearable />)}
      {row('condition', <Select aria-label={fieldName('condition', language)} disabled={!mayEdit} data={['good', 'fair', 'poor'].map((value) => ({ value, label: statusName(value, language) }))} value={item.condition} onChange={(value) => { void save('condition', value); }} allowDeselect={false} />)}
      {TEXT_FIELDS.slice(3).map((name) => row(name, <TextValue item={item} name={name} isLong={false} onSave={save} />))}
      {LONG_FIELDS.map((name) => row(name, <TextValue item={item} name={name} isLong onSave={save} />))}
      {row('is_active', <Switch aria-label={fieldName('is_active', language)} disabled={!mayEdit} checked={item.is_active} onChange={(event) => { void save('is_active', event.currentTarget.checked); }} label={t(item.is_active ? 'common.yes' : 'common.no')} />)}
    </Stack>
  );
}
