/** The control for a value of any column, from the catalog: its kind, its choices, what it points at. */

import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { permissionName } from '../../../shared/i18n/permission-names.ts';
import { permissionCodes } from '../../../shared/rules/permission-codes.ts';
import type { Column, JsonValue } from '../../../shared/schema/define.ts';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEdit, useSeen } from '../../lib/use-edit.ts';
import { parseField, textOfField } from './field-text.ts';
import { useValueText } from './record-value.ts';

export interface FieldProps {
  readonly name: string;
  readonly column: Column;
  readonly value: JsonValue;
  readonly isDisabled: boolean;
  /** The name stands beside the control already; the field saves by itself. Otherwise it is part of a form, and every stroke counts. */
  readonly hideLabel: boolean;
  /**
   * Called when the person has decided, with what they saw when they began. Answers whether it was saved; what was not stays in the field.
   */
  readonly onDecide: (value: JsonValue, seen: JsonValue) => Promise<boolean> | void;
}

const INPUT_TYPES: Readonly<Record<string, string>> = { date: 'date', time: 'time', timestamptz: 'datetime-local' };
const isNumber = (column: Column): boolean =>
  column.type === 'int' || column.type === 'numeric' || column.type === 'bigint';

function Typed({ name, column, value, isDisabled, hideLabel, onDecide }: FieldProps): ReactNode {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const edit = useEdit(value);
  const shown = useValueText();
  const label = fieldName(name, language);
  const text = edit.draft ?? textOfField(column, value, { language, zone });
  const parsed = parseField(column, text, { language, zone });
  const decide = async (): Promise<void> => {
    if (edit.draft === undefined || parsed === undefined || !hideLabel) return;
    const isSame = JSON.stringify(parsed) === JSON.stringify(edit.seen());
    if (isSame || (await onDecide(parsed, edit.seen())) !== false) edit.end();
  };
  const isLong = column.type === 'text' || column.type === 'json';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && edit.draft !== undefined && hideLabel) {
      event.stopPropagation();
      edit.end();
    }
    if (event.key === 'Enter' && hideLabel && (!isLong || event.ctrlKey)) void decide();
  };
  const shared = {
    value: text,
    disabled: isDisabled,
    onBlur: () => {
      void decide();
    },
    onKeyDown,
    error:
      parsed === undefined
        ? t(column.type === 'json' ? 'records.notJson' : isNumber(column) ? 'records.notNumber' : 'records.notTime')
        : undefined,
    description:
      hideLabel && edit.isChangedMeanwhile ? t('records.meanwhile', { value: shown(column, value, {}) }) : undefined,
    ...(hideLabel
      ? { 'aria-label': label }
      : { label, withAsterisk: !column.nullable && column.initial === undefined }),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      edit.type(event.currentTarget.value);
      const next = parseField(column, event.currentTarget.value, { language, zone });
      if (!hideLabel && next !== undefined) void onDecide(next, value);
    },
  };
  if (isLong)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={column.type === 'json' ? 1 : 2}
        maxRows={10}
        {...(column.type === 'json' ? { ff: 'monospace' } : {})}
      />
    );
  // A number is replaced by what is typed, not added to: `22` after `1` is twenty-two.
  const number = isNumber(column)
    ? { inputMode: 'decimal' as const, onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select() }
    : {};
  return (
    <TextInput
      {...shared}
      {...number}
      type={INPUT_TYPES[column.type] ?? 'text'}
      {...(column.length === undefined ? {} : { maxLength: column.length })}
    />
  );
}

/** What stood there when the list was opened goes along with the choice. */
function useChoice({ value, onDecide }: FieldProps): {
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly choose: (next: JsonValue) => void;
} {
  const seen = useSeen(value);
  const decide = async (next: JsonValue): Promise<void> => {
    // Refused: what stands there now is what the person sees from here on.
    if ((await onDecide(next, seen.take(next))) === false) seen.end();
  };
  return {
    onFocus: seen.begin,
    onBlur: seen.end,
    choose: (next) => {
      void decide(next);
    },
  };
}

function Pointing(props: FieldProps): ReactNode {
  const { name, column, value, isDisabled, hideLabel } = props;
  const { language } = useWords();
  const { choose, ...watching } = useChoice(props);
  const options = useQuery(recordOptions, { table: column.references?.table ?? '' }).data ?? [];
  const label = fieldName(name, language);
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label, withAsterisk: !column.nullable })}
      {...watching}
      disabled={isDisabled}
      searchable
      clearable={column.nullable}
      limit={200}
      nothingFoundMessage="—"
      data={options.map((option) => ({ value: option.id, label: option.label }))}
      value={typeof value === 'string' ? value : null}
      onChange={choose}
    />
  );
}

function Chosen(props: FieldProps): ReactNode {
  const { name, column, value, isDisabled, hideLabel } = props;
  const { language } = useWords();
  const { choose, ...watching } = useChoice(props);
  const label = fieldName(name, language);
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label })}
      {...watching}
      disabled={isDisabled}
      data={(column.values ?? []).map((option) => ({ value: option, label: statusName(option, language) }))}
      value={typeof value === 'string' ? value : null}
      clearable={column.nullable}
      allowDeselect={column.nullable}
      onChange={choose}
    />
  );
}

function Listed(props: FieldProps): ReactNode {
  const { name, value, isDisabled, hideLabel } = props;
  const { language } = useWords();
  const { choose, ...watching } = useChoice(props);
  const label = fieldName(name, language);
  const naming = { ...(hideLabel ? { 'aria-label': label } : { label }), ...watching, disabled: isDisabled };
  const list = Array.isArray(value) ? value.map(String) : [];
  if (name !== 'permissions') return <TagsInput {...naming} value={list} onChange={choose} />;
  const data = [...new Set(['*', ...permissionCodes, ...list])].map((permission) => ({
    value: permission,
    label: permissionName(permission, language),
  }));
  return <MultiSelect {...naming} data={data} value={list} onChange={choose} searchable />;
}

export function FieldControl(props: FieldProps): ReactNode {
  const { t, language } = useWords();
  const { name, column, value, isDisabled, hideLabel, onDecide } = props;
  if (column.references !== undefined) return <Pointing {...props} />;
  if (column.values !== undefined) return <Chosen {...props} />;
  if (column.type === 'text[]') return <Listed {...props} />;
  if (column.type !== 'bool') return <Typed {...props} />;
  const label = fieldName(name, language);
  return (
    <Switch
      {...(hideLabel ? { 'aria-label': label, label: t(value === true ? 'common.yes' : 'common.no') } : { label })}
      disabled={isDisabled}
      checked={value === true}
      onChange={(event) => {
        void onDecide(event.currentTarget.checked, value);
      }}
    />
  );
}
