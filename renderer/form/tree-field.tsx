/** A field that is chosen from a tree: a place, a category. What is wrong with it stands below it. */
import type { ReactNode } from 'react';
import type { TreeRow } from '../../shared/ipc/views.ts';
import { TreeSelect } from '../components/tree-select.tsx';
import type { Field } from './field.ts';

type Props = Readonly<{
  field: Field;
  rows: readonly TreeRow[];
  label: string;
  isRequired?: boolean;
  autoFocus?: boolean;
}>;

export function TreeField({ field, rows, label, isRequired = false, autoFocus = false }: Props): ReactNode {
  return (
    <TreeSelect
      rows={rows}
      value={typeof field.typed === 'string' ? field.typed : null}
      onChange={(value) => field.choose(value, field.value)}
      label={label}
      isRequired={isRequired}
      autoFocus={autoFocus}
      {...(field.problem === undefined ? {} : { problem: field.problem })}
    />
  );
}
