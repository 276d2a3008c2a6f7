/**
 * A cell while somebody writes in it. What may be meant stands below: Enter takes the first, Escape leaves what is
 * typed as it is.
 */
import { Popover } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import { runSheetThings } from '../../../shared/features/run-sheet/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { placesOf, sameText } from '../../../shared/rules/run-sheet-view.ts';
import { RUN_SHEET_ACTIONS } from '../../../shared/schema/tables/run-sheet-lines.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ColumnKey, Patch } from './sheet-model.ts';

/** Something that may be meant. */
export interface Option {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Why it may not do: «в ремонте». */
  readonly warning?: string;
  readonly patch: Patch;
  /** A thing that the production does not need yet. */
  readonly newNeed?: string;
}

/** What was written: a text, or one of the options. */
export type Written =
  | { readonly kind: 'text'; readonly text: string; readonly isFree: boolean }
  | { readonly kind: 'option'; readonly option: Option };

/** Where the cursor goes afterwards. */
export type Then = 'down' | 'up' | 'right' | 'left' | 'stay';

/** Columns in which what is typed mostly means something that is known. */
const MEANT: ReadonlySet<ColumnKey> = new Set(['department', 'action', 'what', 'who']);
const MOST = 8;
/** Statuses of things that cannot be counted on. */
const AWAY: ReadonlySet<string> = new Set(['in_repair', 'decommissioned', 'on_tour']);

function useThings(performanceId: string, column: ColumnKey, text: string): readonly Option[] {
  const { language, t } = useWords();
  const asked = column === 'what' ? text.slice(0, 255) : '';
  const found = useQuery(runSheetThings, { performanceId, text: asked }).data;
  // The last answer stays in sight until the next: Enter must not take what was found for another text.
  return (found?.text === asked ? found.things : []).map((thing) => ({
    key: thing.itemId,
    title: thing.name,
    detail: [
      thing.number,
      thing.place ?? t('runSheet.noPlace'),
      `${thing.quantity} ${thing.unit}`,
      ...(thing.needId === null ? [t('runSheet.notNeeded')] : []),
    ].join(' · '),
    ...(AWAY.has(thing.status) ? { warning: statusName(thing.status, language) } : {}),
    patch: { what: thing.name, performance_inventory_id: thing.needId },
    ...(thing.needId === null ? { newNeed: thing.itemId } : {}),
  }));
}

function useKnown(sheet: RunSheet, column: ColumnKey, text: string, isChanged: boolean): readonly Option[] {
  const { language } = useWords();
  const wanted = isChanged ? sameText(text) : '';
  const holds = (...words: readonly string[]): boolean => words.some((word) => sameText(word).includes(wanted));
  switch (column) {
    case 'department':
      return sheet.departments
        .filter(({ name, code }) => holds(name, code))
        .map(({ id, name }) => ({ key: id, title: name, detail: '', patch: { department_id: id } }));
    case 'action':
      return RUN_SHEET_ACTIONS.filter((action) => holds(statusName(action, language))).map((action) => ({
        key: action,
        title: statusName(action, language),
        detail: '',
        patch: { action },
      }));
    case 'who':
      return sheet.people
        .filter((person) => (wanted === '' ? person.function !== null : holds(person.name, person.function ?? '')))
        .slice(0, MOST)
        .map(({ id, name, function: as }) => ({
          key: id,
          title: name,
          detail: as ?? '',
          patch: { who_id: id, who: null },
        }));
    case 'from_place':
    case 'to_place': {
      if (wanted === '') return [];
      const places = new Map(sheet.lines.flatMap(placesOf).map((place) => [sameText(place), place]));
      return [...places]
        .filter(([key]) => key.includes(wanted) && key !== wanted)
        .slice(0, MOST)
        .map(([key, place]) => ({ key, title: place, detail: '', patch: { [column]: place } }));
    }
    default:
      return [];
  }
}

/** Columns that take a text as it is. */
const FREE: ReadonlySet<ColumnKey> = new Set(['what', 'who']);

interface ListProps {
  readonly listId: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly active: number | undefined;
  /** What may stay as it is typed. */
  readonly freeText: string | undefined;
  readonly onTake: (option: Option) => void;
}

function OptionList({ listId, label, options, active, freeText, onTake }: ListProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <div role="listbox" id={listId} aria-label={label}>
        {options.map((option, index) => (
          <div
            key={option.key}
            id={`${listId} ${String(index)}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="sheet-option"
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              onTake(option);
            }}
          >
            <span className="grow">
              <b className="cut">{option.title}</b>
              {option.detail !== '' && <small className="cut">{option.detail}</small>}
            </span>
            {option.warning !== undefined && <span className="warning">{option.warning}</span>}
            {index === active && <kbd className="kbd">Enter</kbd>}
          </div>
        ))}
      </div>
      {freeText !== undefined && (
        <p className="sheet-free">
          <IconPencil size={16} aria-hidden />
          <span className="grow cut">{t('runSheet.keepText', { text: freeText })}</span>
          <kbd className="kbd">Esc</kbd>
        </p>
      )}
    </>
  );
}

interface Props {
  readonly performanceId: string;
  readonly sheet: RunSheet;
  readonly column: ColumnKey;
  readonly label: string;
  /** What stands in the field at first. */
  readonly initial: string;
  /** Typed over what stood there: the first key counts as a change. */
  readonly isTyped: boolean;
  readonly onWrite: (written: Written, then: Then) => void;
  readonly onCancel: () => void;
}

/** What is typed, what may be meant by it, and what keys make of both. */
function useWriting({ performanceId, sheet, column, initial, isTyped, onWrite, onCancel }: Props) {
  const [text, setText] = useState(initial);
  const [isChanged, setChanged] = useState(isTyped);
  const [isFree, setFree] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const things = useThings(performanceId, column, isChanged ? text : '');
  const known = useKnown(sheet, column, text, isChanged);
  const options = isFree ? [] : column === 'what' ? things : known;
  const first = MEANT.has(column) && isChanged && text.trim() !== '' ? 0 : undefined;
  const active = chosen ?? first;
  const finish = (then: Then, isTaking: boolean): void => {
    const option = isTaking && active !== undefined ? options[active] : undefined;
    onWrite(option === undefined ? { kind: 'text', text, isFree } : { kind: 'option', option }, then);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.nativeEvent.isComposing) return;
    if (step !== 0 && options.length > 0)
      setChosen(((active ?? (step > 0 ? -1 : 0)) + step + options.length) % options.length);
    else if (step !== 0) finish(step > 0 ? 'down' : 'up', false);
    else if (event.key === 'Enter') finish(event.shiftKey ? 'up' : 'down', true);
    else if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right', column !== 'what' || chosen !== undefined);
    else if (event.key === 'Escape' && options.length > 0) setFree(true);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  };
  const type = (typed: string): void => {
    setText(typed);
    setChanged(true);
    setFree(false);
    setChosen(undefined);
  };
  return { text, isChanged, options, active, finish, onKeyDown, type };
}

export function CellEditor(props: Props): ReactNode {
  const { column, label, isTyped, onWrite } = props;
  const listId = useId();
  const { text, isChanged, options, active, finish, onKeyDown, type } = useWriting(props);
  return (
    <Popover
      opened={options.length > 0}
      position="bottom-start"
      offset={2}
      shadow="md"
      trapFocus={false}
      transitionProps={{ duration: 0 }}
      closeOnEscape={false}
    >
      <Popover.Target>
        <input
          className="sheet-input"
          role="combobox"
          aria-label={label}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(active === undefined || options.length === 0 ? {} : { 'aria-activedescendant': `${listId} ${active}` })}
          autoFocus
          value={text}
          maxLength={255}
          onFocus={(event) => (isTyped ? undefined : event.currentTarget.select())}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => event.stopPropagation()}
          onCopy={(event) => event.stopPropagation()}
          onBlur={() => finish('stay', false)}
        />
      </Popover.Target>
      <Popover.Dropdown className="sheet-options" p={6}>
        <OptionList
          listId={listId}
          label={label}
          options={options}
          active={active}
          freeText={FREE.has(column) && isChanged ? text : undefined}
          onTake={(option) => onWrite({ kind: 'option', option }, 'stay')}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
