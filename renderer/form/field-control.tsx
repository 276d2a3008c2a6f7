/** The control of a field, from the catalog: its kind, its choices, what it points at; with what is wrong beside it. */
import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { recordOptions } from '../../shared/features/records/queries.ts';
import { statusName } from '../../shared/i18n/names.ts';
import { permissionName } from '../../shared/i18n/permission-names.ts';
import { permissionCodes } from '../../shared/rules/permission-codes.ts';
import type { Column, JsonValue } from '../../shared/schema/define.ts';
import { LinkTo } from '../components/link-to.tsx';
import { useQuery } from '../data/use-query.ts';
import { useTheaterZone } from '../data/use-theater-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { hasPage } from '../lib/open-record.ts';
import { todayIn } from '../lib/zoned-time.ts';
import { DateInput, isInCalendar } from './date-input.tsx';
import type { Field } from './field.ts';
import { FieldNote } from './field-note.tsx';
import { textOfField } from './field-text.ts';
import { isNumber } from './read-field.ts';
import { useSeen } from './use-seen.ts';

type Props = Readonly<{
  field: Field;
  isDisabled?: boolean;
  autoFocus?: boolean;
  /** For the control itself, e.g. that it takes scans. */
  also?: Readonly<Record<string, string | boolean>>;
}>;

/** Read out as soon as it is said. */
const LOUD = { role: 'alert' } as const;

const isNeeded = (column: Column): boolean => !column.nullable && column.initial === undefined;

/** The name above the control in a form; beside it, and for readers alone, where the field stands by itself. */
function naming({ isInPlace, label, column }: Field): Readonly<Record<string, string | boolean>> {
  return isInPlace ? { 'aria-label': label } : { label, withAsterisk: isNeeded(column) };
}

/** Leaving the field decides; going on to what stands beside it, or into its calendar, does not. */
const hasLeft = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): boolean =>
  relatedTarget === null || !(currentTarget.contains(relatedTarget) || isInCalendar(relatedTarget));

type Shared = Readonly<Record<string, unknown> & { value: string; disabled: boolean }>;
type ControlProps = Readonly<{ field: Field; isLong: boolean; zone: string; shared: Shared }>;

/** A box for long texts, a day with its calendar, or a line. */
function TypedControl({ field: { column, type }, isLong, zone, shared }: ControlProps): ReactNode {
  const { t } = useWords();
  const onChange = (event: { readonly currentTarget: { readonly value: string } }): void =>
    type(event.currentTarget.value);
  if (isLong) {
    const isJson = column.type === 'json';
    return (
      <Textarea
        {...shared}
        onChange={onChange}
        autosize
        minRows={isJson ? 1 : 2}
        maxRows={10}
        {...(isJson ? { ff: 'monospace' } : {})}
      />
    );
  }
  if (column.type === 'date' || column.type === 'timestamptz')
    return <DateInput {...shared} hasTime={column.type === 'timestamptz'} today={todayIn(zone)} onType={type} />;
  // A number is replaced by what is typed, not added to: `22` after `1` is twenty-two.
  const number = isNumber(column)
    ? { inputMode: 'decimal' as const, onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select() }
    : {};
  return (
    <TextInput
      {...shared}
      {...number}
      onChange={onChange}
      {...(column.type === 'time' ? { placeholder: t('form.time') } : {})}
      {...(column.length === undefined ? {} : { maxLength: column.length })}
    />
  );
}

function Typed({ field, isDisabled = false, autoFocus = false, also = {} }: Props): ReactNode {
  const { language } = useWords();
  const zone = useTheaterZone();
  const { column, value, typed, isInPlace } = field;
  const isLong = column.type === 'text' || column.type === 'json';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isInPlace) return;
    if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      field.giveUp();
    }
    if (event.key === 'Enter' && (!isLong || event.ctrlKey)) field.decide();
  };
  const shared = {
    ...naming(field),
    ...also,
    value: typed === undefined ? textOfField(column, value, { language, zone }) : String(typed ?? ''),
    disabled: isDisabled,
    autoFocus,
    error: field.problem,
    errorProps: field.isAnnounced ? LOUD : {},
  };
  return (
    <div
      className="form-field"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (hasLeft(event) && !isDisabled) field.decide();
      }}
    >
      <TypedControl field={field} isLong={isLong} zone={zone} shared={shared} />
      <FieldNote field={field} />
    </div>
  );
}

/** What stood there when the list was opened goes along with the choice. */
function useChoice({ field, isDisabled = false }: Props) {
  const { value, typed, choose, problem } = field;
  const seen = useSeen(value);
  const current = typed === undefined ? value : typed;
  return {
    current,
    props: {
      ...naming(field),
      disabled: isDisabled,
      error: problem,
      errorProps: field.isAnnounced ? LOUD : {},
      onFocus: seen.begin,
      onBlur: seen.end,
      onChange: (next: JsonValue) => choose(next, seen.take(next)),
    },
  };
}

const textOrNone = (value: JsonValue): string | null => (typeof value === 'string' ? value : null);

/** The way to what a field points at. */
function LinkBeside({ table, id, title }: Readonly<{ table: string; id: string; title: string }>): ReactNode {
  const { t } = useWords();
  if (!hasPage(table)) return null;
  const words = t('object.openOf', { title });
  return (
    <LinkTo table={table} id={id} className="form-link" label={words}>
      <IconArrowUpRight size={16} aria-hidden />
    </LinkTo>
  );
}

function Reference(props: Props): ReactNode {
  const { column } = props.field;
  const choice = useChoice(props);
  const options = useQuery(recordOptions, { table: column.references?.table ?? '' }).data ?? [];
  const chosen = textOrNone(choice.current);
  return (
    <div className="form-field">
      <div className="form-line">
        <Select
          {...choice.props}
          className="grow"
          searchable
          clearable={column.nullable}
          limit={200}
          nothingFoundMessage="—"
          data={options.map((option) => ({ value: option.id, label: option.label }))}
          value={chosen}
        />
        {props.field.isInPlace && chosen !== null && (
          <LinkBeside
            table={column.references?.table ?? ''}
            id={chosen}
            title={options.find(({ id }) => id === chosen)?.label ?? props.field.label}
          />
        )}
      </div>
      <FieldNote field={props.field} />
    </div>
  );
}

function OneOf(props: Props): ReactNode {
  const { language } = useWords();
  const { column } = props.field;
  const choice = useChoice(props);
  return (
    <div className="form-field">
      <Select
        {...choice.props}
        data={(column.values ?? []).map((option) => ({ value: option, label: statusName(option, language, column) }))}
        value={textOrNone(choice.current)}
        clearable={column.nullable}
        allowDeselect={column.nullable}
      />
      <FieldNote field={props.field} />
    </div>
  );
}

function Several(props: Props): ReactNode {
  const { language } = useWords();
  const { current, props: shared } = useChoice(props);
  const list = Array.isArray(current) ? current.map(String) : [];
  if (props.field.name !== 'permissions') return <TagsInput {...shared} value={list} />;
  const data = [...new Set(['*', ...permissionCodes, ...list])].map((permission) => ({
    value: permission,
    label: permissionName(permission, language),
  }));
  return <MultiSelect {...shared} data={data} value={list} searchable />;
}

function YesNo({ field, isDisabled = false }: Props): ReactNode {
  const { t } = useWords();
  const { value, typed, label, isInPlace, problem, choose } = field;
  const isOn = (typed === undefined ? value : typed) === true;
  return (
    <Switch
      {...(isInPlace ? { 'aria-label': label, label: t(isOn ? 'common.yes' : 'common.no') } : { label })}
      disabled={isDisabled}
      checked={isOn}
      error={problem}
      onChange={(event) => choose(event.currentTarget.checked, value)}
    />
  );
}

export function FieldControl(props: Props): ReactNode {
  const { column } = props.field;
  if (column.references !== undefined) return <Reference {...props} />;
  if (column.values !== undefined) return <OneOf {...props} />;
  if (column.type === 'text[]') return <Several {...props} />;
  return column.type === 'bool' ? <YesNo {...props} /> : <Typed {...props} />;
}
