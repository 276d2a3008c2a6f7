/** One condition as it is put together: an operator of the column's kind, and what it needs. Applied as it is typed. */
import { MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { recordOptions } from '../../shared/features/records/queries.ts';
import { statusName } from '../../shared/i18n/names.ts';
import { type Period, periods } from '../../shared/lists/days.ts';
import { type ListColumn, type Operator, operators } from '../../shared/lists/list-column.ts';
import { type Condition, isAskable, operatorFor, valueCount } from '../../shared/lists/list-view.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { useQuery } from '../data/use-query.ts';
import { useTheaterZone } from '../data/use-theater-zone.ts';
import { DateInput } from '../form/date-input.tsx';
import { useWords } from '../i18n/use-words.ts';
import { editableDay, parseDay } from '../lib/dates.ts';
import { editableDecimal, parseDecimal } from '../lib/numbers.ts';
import { todayIn } from '../lib/zoned-time.ts';

/** Values are texts as the condition keeps them, whatever the reader’s language writes. */
type Values = Readonly<{
  column: ListColumn;
  operator: Operator;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}>;

function LinkValues({ target, values, onChange }: Values & { readonly target: TableName }): ReactNode {
  const { t } = useWords();
  const options = useQuery(recordOptions, { table: target }).data ?? [];
  return (
    <MultiSelect
      searchable
      data-autofocus
      aria-label={t('list.value')}
      placeholder={values.length === 0 ? t('list.chooseValue') : ''}
      data={options.map(({ id, label }) => ({ value: id, label }))}
      value={[...values]}
      onChange={onChange}
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** A number as it is typed; the condition gets it once it is one. */
function NumberValue({
  value,
  onChange,
  label,
}: Readonly<{ value: string; onChange: (value: string) => void; label: string }>): ReactNode {
  const { language } = useWords();
  const [text, setText] = useState(editableDecimal(value, language));
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(parseDecimal(event.currentTarget.value, language) ?? '');
      }}
    />
  );
}

/** A day as it is typed; the condition gets it once it is one. */
function DayValue({
  value,
  onChange,
  label,
  isFirst,
}: Readonly<{ value: string; onChange: (value: string) => void; label: string; isFirst: boolean }>): ReactNode {
  const { language } = useWords();
  const today = todayIn(useTheaterZone());
  const [text, setText] = useState(editableDay(value, language));
  return (
    <DateInput
      aria-label={label}
      data-autofocus={isFirst}
      value={text}
      today={today}
      isInPopover
      onType={(typed) => {
        setText(typed);
        onChange(parseDay(typed, today) ?? '');
      }}
    />
  );
}

/** One field for each value that the operator takes. */
function PlainValues({ column, operator, values, onChange }: Values): ReactNode {
  const { t } = useWords();
  const count = valueCount(operator);
  const ends = count === 2 ? (['from', 'to'] as const) : (['value'] as const);
  return ends.map((end, index) => {
    const put = (value: string): void => onChange(ends.map((_, at) => (at === index ? value : (values[at] ?? ''))));
    const value = values[index] ?? '';
    // Known by what it is, not by its name: another language must not take away what is being typed.
    const common = { label: t(`list.${end}`), value };
    if (column.type === 'number') return <NumberValue key={end} {...common} onChange={put} />;
    if (column.type !== 'text') return <DayValue key={end} {...common} onChange={put} isFirst={index === 0} />;
    return (
      <TextInput
        key={end}
        aria-label={common.label}
        data-autofocus={index === 0}
        value={value}
        onChange={(event) => put(event.currentTarget.value)}
      />
    );
  });
}

/**
 * The field for what an operator takes. Lists that open from it stay within the popover, or a click in them would close
 * it.
 */
function ConditionValues(props: Values): ReactNode {
  const { column, operator, values, onChange } = props;
  const { t, language } = useWords();
  if (valueCount(operator) === 0) return null;
  if (column.target !== undefined) return <LinkValues {...props} target={column.target} />;
  const one = (value: string | null): void => onChange(value === null ? [] : [value]);
  const common = { 'aria-label': t('list.value'), comboboxProps: { withinPortal: false } } as const;
  if (column.type === 'choice')
    return (
      <MultiSelect
        {...common}
        data-autofocus
        data={column.values.map((value) => ({ value, label: statusName(value, language, column) }))}
        value={[...values]}
        onChange={onChange}
      />
    );
  if (column.type === 'flag')
    return (
      <Select
        {...common}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={values[0] ?? null}
        onChange={one}
      />
    );
  if (operator === 'during')
    return (
      <Select
        {...common}
        data={periods.map((period: Period) => ({ value: period, label: t(`list.periods.${period}`) }))}
        value={values[0] ?? null}
        onChange={one}
      />
    );
  return <PlainValues key={operator} {...props} />;
}

type Props = Readonly<{
  column: ListColumn;
  condition: Condition | undefined;
  /** Called whenever what was put together can be asked. */
  onChange: (condition: Condition) => void;
}>;

/** What cannot be asked yet stays here and changes nothing in the list. */
export function ConditionEditor({ column, condition, onChange }: Props): ReactNode {
  const { t } = useWords();
  const [operator, setOperator] = useState<Operator>(
    (condition === undefined ? undefined : operatorFor(column, condition.operator)) ?? operators[column.type][0],
  );
  const [values, setValues] = useState<readonly string[]>(condition?.values ?? []);
  const tell = (nextOperator: Operator, nextValues: readonly string[]): void => {
    const next = { column: column.key, operator: nextOperator, values: nextValues };
    if (isAskable(column, next)) onChange(next);
  };
  const choose = (name: string | null): void => {
    const next = operatorFor(column, name ?? '');
    if (next === undefined) return;
    // What was given to an operator of another form says nothing to this one.
    const kept =
      valueCount(next) === valueCount(operator) && (next === 'during') === (operator === 'during') ? values : [];
    setOperator(next);
    setValues(kept);
    tell(next, kept);
  };
  return (
    <Stack gap="xs" w={280}>
      <Select
        aria-label={t('list.operator')}
        allowDeselect={false}
        data={operators[column.type].map((name) => ({ value: name, label: t(`list.operators.${name}`) }))}
        value={operator}
        onChange={choose}
        comboboxProps={{ withinPortal: false }}
      />
      <ConditionValues
        column={column}
        operator={operator}
        values={values}
        onChange={(next) => {
          setValues(next);
          tell(operator, next);
        }}
      />
    </Stack>
  );
}
