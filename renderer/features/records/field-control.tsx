/** The control for a value of any column, from the catalog: its kind, its choices, what it points at. */
import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordOption } from '../../../shared/ipc/views.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { permissions } from '../../../shared/rules/permissions.ts';
import type { Column, JsonValue } from '../../../shared/schema/define.ts';
import { useRows } from '../../data/use-rows.ts';
import { languageOf } from '../../i18n/i18n.ts';

export interface FieldProps {
  readonly name: string;
  readonly column: Column;
  readonly value: JsonValue;
  readonly isDisabled: boolean;
  /** The name stands beside the control already. */
  readonly hideLabel: boolean;
  /** Called when the person has decided: on choice, on leaving the field, on Enter. */
  readonly onDecide: (value: JsonValue) => void;
}

const inputTypes: Readonly<Record<string, string>> = { date: 'date', time: 'time', timestamptz: 'text' };

const asText = (column: Column, value: JsonValue): string => (value === null ? '' : column.type === 'json' ? JSON.stringify(value, null, 1) : String(value));

/** What was typed as a value of the column; undefined where it is none (yet). */
function parse(column: Column, text: string): JsonValue | undefined {
  if (text.trim() === '' && column.type !== 'text' && column.type !== 'varchar') return column.nullable || column.type !== 'json' ? null : {};
  if (text === '' && column.nullable) return null;
  if (column.type === 'int') return /^-?\d+$/.test(text.trim()) ? Number(text) : undefined;
  if (column.type === 'numeric') return /^-?\d+([.,]\d+)?$/.test(text.trim()) ? text.trim().replace(',', '.') : undefined;
  if (column.type !== 'json') return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Half typed: said under the field.
    return undefined;
  }
}

function Typed({ name, column, value, isDisabled, hideLabel, onDecide }: FieldProps): ReactNode {
  const { t, i18n } = useTranslation();
  const [draft, setDraft] = useState<string>();
  const label = fieldName(name, languageOf(i18n.language));
  const text = draft ?? asText(column, value);
  const parsed = parse(column, text);
  const decide = (): void => {
    if (draft === undefined || parsed === undefined) return;
    setDraft(undefined);
    if (JSON.stringify(parsed) !== JSON.stringify(value)) onDecide(parsed);
  };
  const isLong = column.type === 'text' || column.type === 'json';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    }
    if (event.key === 'Enter' && hideLabel && (!isLong || event.ctrlKey)) decide();
  };
  const shared = {
    value: text, disabled: isDisabled, onBlur: decide, onKeyDown, error: parsed === undefined ? t(column.type === 'json' ? 'records.notJson' : 'records.notNumber') : undefined,
    ...(hideLabel ? { 'aria-label': label } : { label, withAsterisk: !column.nullable && column.initial === undefined }),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setDraft(event.currentTarget.value);
      // In a form there is nothing to save yet: every stroke counts.
      const next = parse(column, event.currentTarget.value);
      if (!hideLabel && next !== undefined) onDecide(next);
    },
  };
  return isLong ? <Textarea {...shared} autosize minRows={column.type === 'json' ? 1 : 2} maxRows={10} {...(column.type === 'json' ? { ff: 'monospace' } : {})} />
    : <TextInput {...shared} type={inputTypes[column.type] ?? 'text'} {...(column.length === undefined ? {} : { maxLength: column.length })} />;
}

function Pointing({ name, column, value, isDisabled, hideLabel, onDecide }: FieldProps): ReactNode {
  const { i18n } = useTranslation();
  const options = useRows<readonly RecordOption[]>('records.options', { table: column.references?.table ?? '' }).data ?? [];
  const label = fieldName(name, languageOf(i18n.language));
  return <Select {...(hideLabel ? { 'aria-label': label } : { label, withAsterisk: !column.nullable })} disabled={isDisabled} searchable clearable={column.nullable} limit={200} nothingFoundMessage="—" data={options.map((option) => ({ value: option.id, label: option.label }))} value={typeof value === 'string' ? value : null} onChange={(id) => onDecide(id)} />;
}

export function FieldControl(props: FieldProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { name, column, value, isDisabled, hideLabel, onDecide } = props;
  const language = languageOf(i18n.language);
  const label = fieldName(name, language);
  const naming = hideLabel ? { 'aria-label': label } : { label };
  if (column.references !== undefined) return <Pointing {...props} />;
  if (column.values !== undefined) return <Select {...naming} disabled={isDisabled} data={column.values.map((option) => ({ value: option, label: statusName(option, language) }))} value={typeof value === 'string' ? value : null} clearable={column.nullable} allowDeselect={column.nullable} onChange={(option) => onDecide(option)} />;
  if (column.type === 'bool') return <Switch {...(hideLabel ? { 'aria-label': label, label: t(value === true ? 'common.yes' : 'common.no') } : { label })} disabled={isDisabled} checked={value === true} onChange={(event) => onDecide(event.currentTarget.checked)} />;
  if (column.type === 'text[]') {
    const list = Array.isArray(value) ? value.map(String) : [];
    return name === 'permissions'
      ? <MultiSelect {...naming} disabled={isDisabled} data={[...new Set(['*', ...permissions, ...list])].map((permission) => ({ value: permission, label: permission === '*' ? t('records.everything') : t(`permissions.${permission.replace('.', '_')}`, permission) }))} value={list} onChange={(next) => onDecide(next)} searchable />
      : <TagsInput {...naming} disabled={isDisabled} value={list} onChange={(next) => onDecide(next)} />;
  }
  return <Typed key={`${name}`} {...props} />;
}
