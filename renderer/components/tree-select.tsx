/** A choice from a tree, indented, searchable by the words of the whole way. */
import { type ComboboxParsedItem, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TreeRow } from '../../shared/ipc/views.ts';

/** A row of the tree with its way from the root, by which it is found and told from others of its name. */
export interface TreeEntry {
  readonly row: TreeRow;
  readonly depth: number;
  /** Names of everything above it, the root first. */
  readonly above: readonly string[];
}

/** Parents before children, each with its depth and what stands above it. */
export function flattenTree(rows: readonly TreeRow[]): TreeEntry[] {
  const known = new Set(rows.map((row) => row.id));
  const children = Map.groupBy(rows, (row) =>
    row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : null,
  );
  const flat: TreeEntry[] = [];
  const visit = (parent: string | null, above: readonly string[]): void => {
    for (const row of children.get(parent) ?? []) {
      flat.push({ row, depth: above.length, above });
      visit(row.id, [...above, row.name]);
    }
  };
  visit(null, []);
  return flat;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,/]+/u)
    .filter((word) => word !== '');

/** Whether an entry is meant by what was typed: every word stands somewhere on its way, one of them in its own name. */
export function isMeant({ row, above }: TreeEntry, typed: string): boolean {
  const words = wordsOf(typed);
  const own = row.name.toLowerCase();
  const way = [...above, row.name].join(' ').toLowerCase();
  return words.every((word) => way.includes(word)) && (words.length === 0 || words.some((word) => own.includes(word)));
}

type Props = Readonly<{
  rows: readonly TreeRow[];
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder?: string;
  isRequired?: boolean;
  hideLabel?: boolean;
  autoFocus?: boolean;
  isDisabled?: boolean;
  /** Why the choice cannot stand as it is. */
  problem?: string;
  onFocus?: () => void;
  onBlur?: () => void;
}>;

export function TreeSelect({
  rows,
  value,
  onChange,
  label,
  placeholder,
  isRequired,
  hideLabel,
  autoFocus,
  isDisabled = false,
  problem,
  onFocus,
  onBlur,
}: Props): ReactNode {
  const entries = new Map(flattenTree(rows).map((entry) => [entry.row.id, entry]));
  const data = [...entries.values()].map(({ row }) => ({ value: row.id, label: row.name }));
  const entryOf = (option: ComboboxParsedItem): TreeEntry | undefined =>
    'value' in option ? entries.get(option.value) : undefined;
  return (
    <Select
      data={data}
      value={value}
      onChange={onChange}
      disabled={isDisabled}
      {...(onFocus === undefined ? {} : { onFocus })}
      {...(onBlur === undefined ? {} : { onBlur })}
      searchable
      clearable={isRequired !== true}
      required={isRequired === true}
      nothingFoundMessage="—"
      maxDropdownHeight={320}
      filter={({ options, search }) => {
        // Opened over what is chosen, the field holds the choice's name: then all is shown.
        const chosen = value === null ? undefined : entries.get(value)?.row.name;
        if (search.trim() === '' || search === chosen) return options;
        return options.filter((option) => {
          const entry = entryOf(option);
          return entry !== undefined && isMeant(entry, search);
        });
      }}
      renderOption={({ option }) => {
        const entry = entries.get(option.value);
        if (entry === undefined) return option.label;
        return (
          <span className="tree-option" style={{ paddingLeft: `${entry.depth * 14}px` }}>
            <span>{option.label}</span>
            {entry.above.length > 1 && <span className="dim small cut">{entry.above.slice(1).join(' / ')}</span>}
          </span>
        );
      }}
      {...(hideLabel === true ? { 'aria-label': label } : { label })}
      {...(problem === undefined ? {} : { error: problem })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(autoFocus === true ? { 'data-autofocus': true } : {})}
    />
  );
}
