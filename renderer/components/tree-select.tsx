/** A choice from a tree, indented, searchable. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TreeRow } from '../../shared/ipc/views.ts';

/** Parents before children, each with its depth. */
export function flattenTree(rows: readonly TreeRow[]): { readonly row: TreeRow; readonly depth: number }[] {
  const known = new Set(rows.map((row) => row.id));
  const children = Map.groupBy(rows, (row) => (row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : null));
  const flat: { row: TreeRow; depth: number }[] = [];
  const visit = (parent: string | null, depth: number): void => {
    for (const row of children.get(parent) ?? []) {
      flat.push({ row, depth });
      visit(row.id, depth + 1);
    }
  };
  visit(null, 0);
  return flat;
}

type Props = Readonly<{ rows: readonly TreeRow[]; value: string | null; onChange: (id: string | null) => void; label: string; placeholder?: string; isRequired?: boolean; hideLabel?: boolean; autoFocus?: boolean }>;

export function TreeSelect({ rows, value, onChange, label, placeholder, isRequired, hideLabel, autoFocus }: Props): ReactNode {
  const data = flattenTree(rows).map(({ row, depth }) => ({ value: row.id, label: `${'\u2003'.repeat(depth)}${row.name}` }));
  return (
    <Select
      data={data} value={value} onChange={onChange} searchable clearable={isRequired !== true} required={isRequired === true} nothingFoundMessage="—" maxDropdownHeight={320}
      {...(hideLabel === true ? { 'aria-label': label } : { label })} {...(placeholder === undefined ? {} : { placeholder })} {...(autoFocus === true ? { 'data-autofocus': true } : {})}
    />
  );
}
