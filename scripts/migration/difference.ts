/** What lies between two forms of one table, and which of it rows would feel. */
import type { ColumnShape, TableShape } from './shape.ts';

type Named<T> = readonly (readonly [name: string, value: T])[];

export interface Difference {
  readonly addedColumns: Named<ColumnShape>;
  readonly goneColumns: readonly string[];
  readonly changedColumns: Named<{ readonly from: ColumnShape; readonly to: ColumnShape }>;
  /** A constraint or index that says something else is gone and added. */
  readonly addedConstraints: Named<string>;
  readonly goneConstraints: readonly string[];
  readonly addedIndexes: Named<string>;
  readonly goneIndexes: readonly string[];
}

const isSame = (a: ColumnShape, b: ColumnShape): boolean =>
  a.type === b.type && a.isRequired === b.isRequired && a.initial === b.initial;

/** The difference of a table that both sides have. */
export function differenceOf(from: TableShape, to: TableShape): Difference {
  const added = (key: 'constraints' | 'indexes'): Named<string> =>
    Object.entries(to[key]).filter(([name, text]) => from[key][name] !== text);
  const gone = (key: 'constraints' | 'indexes'): readonly string[] =>
    Object.entries(from[key])
      .filter(([name, text]) => to[key][name] !== text)
      .map(([name]) => name);
  return {
    addedColumns: Object.entries(to.columns).filter(([name]) => from.columns[name] === undefined),
    goneColumns: Object.keys(from.columns).filter((name) => to.columns[name] === undefined),
    changedColumns: Object.entries(from.columns).flatMap(([name, column]) => {
      const other = to.columns[name];
      return other === undefined || isSame(column, other) ? [] : [[name, { from: column, to: other }] as const];
    }),
    addedConstraints: added('constraints'),
    goneConstraints: gone('constraints'),
    addedIndexes: added('indexes'),
    goneIndexes: gone('indexes'),
  };
}

export const isNothing = (difference: Difference): boolean =>
  Object.values(difference).every((list: readonly unknown[]) => list.length === 0);

const literals = (text: string): readonly string[] => [...text.matchAll(/'([^']*)'/g)].map(([, value]) => value ?? '');
const numbers = (text: string): readonly number[] => [...text.matchAll(/\d+/g)].map(([value]) => Number(value));
const frameOf = (text: string): string =>
  text.replaceAll(/'[^']*'(::[a-z ]+(?=[,\])]))?/g, '').replaceAll(/[\s,]+|\d+/g, '');

/** Whether every row that kept the one condition keeps the other: more values, more room. Says no when in doubt. */
export function isWider(from: string, to: string): boolean {
  if (frameOf(from) !== frameOf(to)) return false;
  const wanted = new Set(literals(to));
  if (!literals(from).every((value) => wanted.has(value))) return false;
  const [room, more] = [numbers(from.replaceAll(/'[^']*'/g, '')), numbers(to.replaceAll(/'[^']*'/g, ''))];
  const isRoom = / <= \d+/.test(to) && room.length === 1 && more.length === 1;
  return isRoom ? (room[0] ?? 0) <= (more[0] ?? 0) : room.join() === more.join();
}

/** Whether rows that kept the one constraint may break the other. */
function isNarrower(from: string | undefined, to: string): boolean {
  if (from === undefined) return true;
  if (to.startsWith('CHECK')) return !isWider(from, to);
  // A reference to the same rows, with another end for them.
  return from.split(' ON DELETE ')[0] !== to.split(' ON DELETE ')[0];
}

/** What a script does to rows that are there. */
export interface Remark {
  /** Rows lose something, or the script stops at rows that do not fit. */
  readonly kind: 'loses' | 'stops';
  readonly text: string;
}

/** Every remark on the way from one form of a table to another. */
export function remarksOn(name: string, from: TableShape, to: TableShape): readonly Remark[] {
  const { goneColumns, addedColumns, changedColumns, addedConstraints } = differenceOf(from, to);
  const isNew = new Set(addedColumns.map(([column]) => column));
  return [
    ...goneColumns.map((column): Remark => ({ kind: 'loses', text: `${name}.${column} goes with what is in it` })),
    ...addedColumns
      .filter(([, column]) => column.isRequired && column.initial === null)
      .map(
        ([column]): Remark => ({
          kind: 'stops',
          text: `${name}.${column} is required: name a value for the rows that are there`,
        }),
      ),
    ...changedColumns.flatMap(([column, change]): Remark[] => [
      ...(change.from.type === change.to.type || isWiderType(change.from.type, change.to.type)
        ? []
        : [
            { kind: 'stops', text: `${name}.${column} was ${change.from.type} and becomes ${change.to.type}` } as const,
          ]),
      ...(change.to.isRequired && !change.from.isRequired && change.to.initial === null
        ? [{ kind: 'stops', text: `${name}.${column} becomes required: name a value for rows without one` } as const]
        : []),
    ]),
    ...addedConstraints
      .filter(
        ([constraint, text]) =>
          !isNew.has(constraint.slice(`ck_${name}_`.length)) && isNarrower(from.constraints[constraint], text),
      )
      .map(
        ([constraint]): Remark => ({
          kind: 'stops',
          text: `${constraint} is narrower: rows that break it stop the upgrade`,
        }),
      ),
    ...Object.entries(to.indexes)
      .filter(
        ([index, text]) =>
          from.indexes[index] === undefined && text.startsWith('CREATE UNIQUE') && Object.keys(from.columns).length > 0,
      )
      .filter(([index]) => ![...isNew].some((column) => index.includes(column)))
      .map(([index]): Remark => ({ kind: 'stops', text: `${index} is new: rows that are alike stop the upgrade` })),
  ];
}

function isWiderType(from: string, to: string): boolean {
  if (to === 'text' && from.startsWith('varchar')) return true;
  const [, before] = /^varchar\((\d+)\)$/.exec(from) ?? [];
  const [, after] = /^varchar\((\d+)\)$/.exec(to) ?? [];
  return before !== undefined && after !== undefined && Number(after) >= Number(before);
}
