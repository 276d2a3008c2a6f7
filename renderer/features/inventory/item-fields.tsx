/** The fields of one thing, edited in place. */
import { Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { categoryTree } from '../../../shared/features/locations/queries.ts';
import type { Row } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { TreeSelect } from '../../components/tree-select.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import type { Field } from '../../form/field.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { textOfField } from '../../form/field-text.ts';
import { isTypedInto } from '../../form/read-field.ts';
import { draftsAmong, useRowFields } from '../../form/use-row-fields.ts';
import { useSeen } from '../../form/use-seen.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { DraftLeft } from '../../object/object-gone.tsx';

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

type FieldProps = Readonly<{ field: Field; mayEdit: boolean }>;

/** Shown as text until somebody begins to type. */
function TextValue({ field, mayEdit }: FieldProps): ReactNode {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const shown = useValueText();
  const [isOpened, setOpened] = useState(false);
  const { name, column, value, typed, label } = field;
  if (typed !== undefined)
    return (
      <FieldControl
        field={field}
        isDisabled={!mayEdit}
        autoFocus={isOpened}
        {...(name === 'barcode' ? { also: takesScan } : {})}
      />
    );
  const isEmpty = value === null || value === '';
  const words = isEmpty ? t('common.none') : shown(column, value, {});
  return (
    <button
      type="button"
      className="value"
      disabled={!mayEdit}
      aria-label={`${t('inventory.edit', { field: label })}: ${words}`}
      onClick={() => {
        setOpened(true);
        field.type(textOfField(column, value, { language, zone }));
      }}
    >
      {isEmpty ? <span className="dim">—</span> : words}
    </button>
  );
}

function Category({ field, mayEdit }: FieldProps): ReactNode {
  const categories = useQuery(categoryTree, {}).data ?? [];
  const seen = useSeen(field.value);
  return (
    <TreeSelect
      label={field.label}
      hideLabel
      isDisabled={!mayEdit}
      onFocus={seen.begin}
      onBlur={seen.end}
      rows={categories}
      value={typeof field.value === 'string' ? field.value : null}
      onChange={(value) => field.choose(value, seen.take(value))}
    />
  );
}

const SHOWN = [
  ...TEXT_FIELDS.slice(0, 3),
  'category_id',
  'condition',
  ...TEXT_FIELDS.slice(3),
  ...LONG_FIELDS,
  'is_active',
] as const;

export function ItemFields({ item }: Readonly<{ item: Item }>): ReactNode {
  const isDeleted = item.deleted_at !== null;
  const mayEdit = useCan('inventory.edit') && !isDeleted;
  const { t } = useWords();
  const fieldOf = useRowFields('inventory_items', item.id, item);
  const control = (field: Field): ReactNode => {
    if (field.name === 'category_id') return <Category field={field} mayEdit={mayEdit} />;
    return isTypedInto(field.column) ? (
      <TextValue field={field} mayEdit={mayEdit} />
    ) : (
      <FieldControl field={field} isDisabled={!mayEdit} />
    );
  };
  return (
    <Stack gap={2}>
      {isDeleted && (
        <DraftLeft fields={draftsAmong(SHOWN.flatMap((name) => fieldOf(name) ?? []))} hint={t('object.draftDeleted')} />
      )}
      {SHOWN.map((name) => {
        const field = fieldOf(name);
        return field === undefined ? null : (
          <div className="field" key={name}>
            <span className="dim">{field.label}</span>
            {control(field)}
          </div>
        );
      })}
    </Stack>
  );
}
