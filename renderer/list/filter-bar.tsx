/** What is in the list: words, conditions as chips, and a place to make new ones; beside it how it is shown. */
import { Button, Checkbox, Menu, Popover, Stack, Text, TextInput } from '@mantine/core';
import {
  IconColumns3,
  IconFilterPlus,
  IconLayoutGrid,
  IconList,
  IconSearch,
  IconStack2,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { recordOptions } from '../../shared/features/records/queries.ts';
import { formatDay } from '../../shared/i18n/date-text.ts';
import { statusName } from '../../shared/i18n/names.ts';
import { isPeriod } from '../../shared/lists/days.ts';
import { isOperator, type ListColumn } from '../../shared/lists/list-column.ts';
import { type Condition, MAX_CONDITIONS, MAX_TEXT } from '../../shared/lists/list-view.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { useQuery } from '../data/use-query.ts';
import { PrintButton } from '../features/paper/print-button.tsx';
import { useWords } from '../i18n/use-words.ts';
import { formatDecimal } from '../lib/numbers.ts';
import { ExportButton } from '../sheet/export-button.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import type { ListModel } from './use-list.ts';

/** A condition that is being put together: a new one of a column, or the one that stands at a place. */
export interface Editing {
  readonly column: ListColumn;
  readonly index: number | undefined;
}

/** A name may be on its way, or the row gone: then a dot for each, so that the chip does not jump. */
function LinkNames({ target, ids }: Readonly<{ target: TableName; ids: readonly string[] }>): ReactNode {
  const options = useQuery(recordOptions, { table: target }).data ?? [];
  const names = options.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
  return brief(names.length === 0 ? ids.map(() => '…') : names);
}
const brief = ([first = '', ...rest]: readonly string[]): string =>
  rest.length === 0 ? first : `${first}, +${rest.length}`;

function ChipValue({ column, condition }: Readonly<{ column: ListColumn; condition: Condition }>): ReactNode {
  const { t, language } = useWords();
  const { values } = condition;
  if (column.target !== undefined) return <LinkNames target={column.target} ids={values} />;
  if (column.type === 'choice') return brief(values.map((value) => statusName(value, language, column)));
  if (column.type === 'flag') return t(values[0] === 'true' ? 'common.yes' : 'common.no');
  if (column.type === 'number') return values.map((value) => formatDecimal(value, language)).join(' – ');
  if (column.type === 'text') return `«${values[0] ?? ''}»`;
  return values.map((value) => (isPeriod(value) ? t(`list.periods.${value}`) : formatDay(value, language))).join(' – ');
}

type ChipProps = Readonly<{
  model: ListModel;
  condition: Condition;
  index: number;
  editing: Editing | undefined;
  onEdit: (editing: Editing | undefined) => void;
}>;

/**
 * A condition that stands. One that this person or release cannot ask is shown as dropped, and can still be taken away.
 */
function Chip({ model, condition, index, editing, onEdit }: ChipProps): ReactNode {
  const { t } = useWords();
  const column = model.columns.find(({ key }) => key === condition.column);
  const { conditions } = model.view;
  const name = model.word(condition.column);
  const isDropped = model.summary?.dropped.includes(condition.column) === true;
  const isEmpty = condition.values.length === 0;
  return (
    <Popover
      opened={editing?.index === index}
      onChange={(isOpen) => {
        if (!isOpen) onEdit(undefined);
      }}
      position="bottom-start"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className="list-chip" data-dropped={isDropped} data-testid="condition">
          <button
            type="button"
            disabled={column === undefined}
            title={isDropped ? t('list.dropped') : undefined}
            onClick={() => column !== undefined && onEdit(editing?.index === index ? undefined : { column, index })}
          >
            <span>{name}</span>
            <span>
              {isOperator(condition.operator) ? t(`list.operators.${condition.operator}`) : condition.operator}
            </span>
            {column !== undefined && !isEmpty && (
              <b>
                <ChipValue column={column} condition={condition} />
              </b>
            )}
          </button>
          <button
            type="button"
            aria-label={t('list.removeCondition', { name })}
            onClick={() => model.change({ conditions: conditions.filter((_, at) => at !== index) })}
          >
            <IconX size={14} aria-hidden />
          </button>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        {column !== undefined && (
          <ConditionEditor
            column={column}
            condition={condition}
            onChange={(next) => model.change({ conditions: conditions.map((old, at) => (at === index ? next : old)) })}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Chooses a column, then the condition itself, which becomes a chip as soon as it can be asked. */
function NewCondition({ model, editing, onEdit }: Omit<ChipProps, 'condition' | 'index'>): ReactNode {
  const { t } = useWords();
  const { conditions } = model.view;
  // Where the new condition stands once it can be asked: what is typed on replaces it there.
  const place = useRef<number>(undefined);
  const column = editing !== undefined && editing.index === undefined ? editing.column : undefined;
  const put = (condition: Condition): void => {
    const at = place.current ?? conditions.length;
    place.current = at;
    model.change({ conditions: [...conditions.slice(0, at), condition, ...conditions.slice(at + 1)] });
  };
  return (
    <Popover
      opened={column !== undefined}
      onChange={(isOpen) => {
        if (!isOpen) onEdit(undefined);
      }}
      onClose={() => {
        place.current = undefined;
      }}
      position="bottom-start"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <Menu position="bottom-start" width={240} disabled={conditions.length >= MAX_CONDITIONS}>
            <Menu.Target>
              <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconFilterPlus size={16} />}>
                {t('list.condition')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
              {model.columns.map((choice) => (
                <Menu.Item key={choice.key} onClick={() => onEdit({ column: choice, index: undefined })}>
                  {model.word(choice.key)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.condition')}>
        {column !== undefined && (
          <>
            <Text size="sm" fw={600} mb={6}>
              {model.word(column.key)}
            </Text>
            <ConditionEditor key={column.key} column={column} condition={undefined} onChange={put} />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function GroupMenu({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t } = useWords();
  const { group } = model.view;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconStack2 size={16} />}>
          {group === null ? t('list.noGroup') : model.word(group)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => model.change({ group: null })}>{t('list.noGroup')}</Menu.Item>
        <Menu.Divider />
        {model.columns
          .filter(({ isGroupable }) => isGroupable)
          .map(({ key }) => (
            <Menu.Item key={key} onClick={() => model.change({ group: key })}>
              {model.word(key)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ColumnsMenu({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t } = useWords();
  const { columns } = model.view;
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm" aria-label={t('list.columns')} title={t('list.columns')} px={7}>
          <IconColumns3 size={16} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')} mah={420} style={{ overflowY: 'auto' }}>
        <Stack gap="xs">
          {model.columns
            .filter(({ key }) => key !== model.list.title)
            .map(({ key }) => (
              <Checkbox
                key={key}
                label={model.word(key)}
                checked={columns.includes(key)}
                onChange={(event) =>
                  model.change({
                    columns: event.currentTarget.checked ? [...columns, key] : columns.filter((other) => other !== key),
                  })
                }
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

type BarProps = Readonly<{
  model: ListModel;
  placeholder: string;
  tooLong: string;
  editing: Editing | undefined;
  onEdit: (editing: Editing | undefined) => void;
  /** Whether rows can be shown as cards. */
  hasGallery: boolean;
}>;

/** Lines of a table, or cards with pictures. */
function Looks({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t } = useWords();
  const icons = { table: IconList, gallery: IconLayoutGrid } as const;
  return (
    <Button.Group>
      {(['table', 'gallery'] as const).map((layout) => {
        const Icon = icons[layout];
        return (
          <Button
            key={layout}
            variant="default"
            size="compact-sm"
            px={7}
            aria-label={t(`list.looks.${layout}`)}
            title={t(`list.looks.${layout}`)}
            aria-pressed={model.view.layout === layout}
            className="list-look"
            onClick={() => model.change({ layout })}
          >
            <Icon size={16} />
          </Button>
        );
      })}
    </Button.Group>
  );
}

/** `/` anywhere outside of a field leads here. */
function useSlash(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { code, target, ctrlKey, metaKey, altKey } = event;
      if (code !== 'Slash' || ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}

export function FilterBar({ model, placeholder, tooLong: sentence, editing, onEdit, hasGallery }: BarProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useSlash(input);
  // What cannot be asked is not asked, and not kept either: it stands in the field with the reason until it is shorter.
  const [tooLong, setTooLong] = useState<string>();
  const look = (text: string): void => {
    setTooLong(text.length > MAX_TEXT ? text : undefined);
    if (text.length <= MAX_TEXT) model.change({ text });
  };
  return (
    <div className="list-filters">
      <TextInput
        ref={input}
        size="xs"
        w={220}
        leftSection={<IconSearch size={16} />}
        placeholder={placeholder}
        aria-label={placeholder}
        value={tooLong ?? model.view.text}
        error={tooLong === undefined ? undefined : sentence}
        onChange={(event) => look(event.currentTarget.value)}
      />
      {model.view.conditions.map((condition, index) => (
        <Chip
          key={`${index} ${condition.column}`}
          model={model}
          condition={condition}
          index={index}
          editing={editing}
          onEdit={onEdit}
        />
      ))}
      <NewCondition model={model} editing={editing} onEdit={onEdit} />
      <span className="grow" />
      {hasGallery && <Looks model={model} />}
      <GroupMenu model={model} />
      <ColumnsMenu model={model} />
      <ExportButton />
      <PrintButton />
    </div>
  );
}
