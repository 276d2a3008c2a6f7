/** What the chosen rows are to be given: a place, or a field with its value. */
import { Checkbox, Select, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { categoryTree, locationTree } from '../../shared/features/locations/queries.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import { type BulkAction, settable } from '../../shared/lists/bulk.ts';
import { columnOf, tableOf } from '../../shared/schema/catalog.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { TreeSelect } from '../components/tree-select.tsx';
import { useQuery } from '../data/use-query.ts';
import { useTheaterZone } from '../data/use-theater-zone.ts';
import type { Field } from '../form/field.ts';
import { FieldControl } from '../form/field-control.tsx';
import { isTypedInto, readField } from '../form/read-field.ts';
import { useWords } from '../i18n/use-words.ts';
import { todayIn } from '../lib/zoned-time.ts';
import type { ListModel } from '../list/use-list.ts';

type Choosing = Readonly<{
  /** Undefined while it is not said what to do. */
  onChoose: (action: BulkAction | undefined) => void;
}>;

/** Where to. */
export function PlaceChoice({ onChoose }: Choosing): ReactNode {
  const { t } = useWords();
  const places = useQuery(locationTree, {}).data ?? [];
  const [to, setTo] = useState<string | null>(null);
  return (
    <TreeSelect
      rows={places}
      value={to}
      onChange={(id) => {
        setTo(id);
        onChoose(id === null ? undefined : { kind: 'move', to: id });
      }}
      label={t('bulk.to')}
      isRequired
      autoFocus
    />
  );
}

interface ValueProps {
  readonly name: string;
  readonly column: Column;
  /** Undefined: not chosen yet. */
  readonly typed: JsonValue | undefined;
  readonly problem: string | undefined;
  readonly onType: (typed: JsonValue) => void;
}

const textOrNone = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);

function CategoryValue({ name, typed, onType }: ValueProps): ReactNode {
  const { language } = useWords();
  const categories = useQuery(categoryTree, {}).data ?? [];
  return (
    <TreeSelect
      rows={categories}
      value={textOrNone(typed)}
      onChange={onType}
      label={fieldName(name, language)}
      isRequired
    />
  );
}

function ValueControl(props: ValueProps): ReactNode {
  const { name, column, typed, problem, onType } = props;
  const { t, language } = useWords();
  const label = fieldName(name, language);
  if (column.references?.table === 'inventory_categories') return <CategoryValue {...props} />;
  if (column.type === 'bool')
    return (
      <Select
        label={label}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={typeof typed === 'boolean' ? String(typed) : null}
        onChange={(value) => onType(value === 'true')}
      />
    );
  const field: Field = {
    name,
    // Emptied by the box beside it, so that an untouched field empties nothing.
    column: { ...column, nullable: false },
    label,
    value: null,
    typed: typed ?? (isTypedInto(column) ? '' : null),
    isRestored: false,
    isChangedMeanwhile: false,
    problem,
    isAnnounced: true,
    proposal: undefined,
    isInPlace: false,
    type: onType,
    decide: () => undefined,
    choose: onType,
    giveUp: () => undefined,
    stay: () => undefined,
  };
  return <FieldControl field={field} />;
}

/** So long after a stroke it is looked at what is typed. */
const TYPING_MS = 300;

/** Which field, and what it shall be. */
export function FieldChoice({ model, onChoose }: Choosing & Readonly<{ model: ListModel }>): ReactNode {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const { table } = model.list;
  const columns = settable(model.list, model.may);
  const [name, setName] = useState<string | null>(null);
  const [typed, setTyped] = useState<JsonValue>();
  const column = name === null ? undefined : columnOf(tableOf(table), name);
  const reader = { t, language, zone, today: todayIn(zone) };
  const isEmptied = typed === null;
  const read =
    name === null || typed === undefined || typed === '' ? undefined : readField(tableOf(table), name, typed, reader);
  const wanted =
    name === null || read?.ok !== true ? '' : JSON.stringify({ kind: 'set', column: name, value: read.value });
  const isTyped = column !== undefined && isTypedInto(column) && !isEmptied;
  useEffect(() => {
    const choose = (): void => onChoose(wanted === '' ? undefined : (JSON.parse(wanted) as BulkAction));
    if (!isTyped || wanted === '') {
      choose();
      return undefined;
    }
    const timer = setTimeout(choose, TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted, isTyped, onChoose]);
  return (
    <Stack gap="sm">
      <Select
        label={t('bulk.field')}
        searchable
        allowDeselect={false}
        data={columns.map(({ key }) => ({ value: key, label: fieldName(key, language) }))}
        value={name}
        onChange={(key) => {
          setName(key);
          setTyped(undefined);
        }}
        data-autofocus
      />
      {name !== null && column !== undefined && (
        <>
          {!isEmptied && (
            <ValueControl
              key={name}
              name={name}
              column={column}
              typed={typed}
              problem={read?.ok === false ? read.problem : undefined}
              onType={setTyped}
            />
          )}
          {column.nullable && (
            <Checkbox
              label={t('bulk.empty')}
              checked={isEmptied}
              onChange={(event) => setTyped(event.currentTarget.checked ? null : undefined)}
            />
          )}
        </>
      )}
    </Stack>
  );
}
