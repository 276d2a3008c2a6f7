/** A form for a new row: everything that is typed is kept until the row is there or the person gives it up. */
import { useState } from 'react';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import { columnOf, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { useTheaterZone } from '../data/use-theater-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { todayIn } from '../lib/zoned-time.ts';
import type { Field } from './field.ts';
import { textOfField } from './field-text.ts';
import { isTypedInto, readField } from './read-field.ts';
import { useDraft } from './use-draft.ts';
import { proposalOf } from './use-row-fields.ts';

type Values = Readonly<Record<string, JsonValue>>;

export interface NewRow {
  /** Undefined until it is known whether the form had been begun before. */
  readonly isReady: boolean;
  /** Begun before and found as it was left. */
  readonly isRestored: boolean;
  /** Something was typed or chosen since it opened. */
  readonly isTouched: boolean;
  readonly field: (name: string) => Field | undefined;
  /** What stands in a field that is no column of the table. */
  readonly extra: (name: string, initial: JsonValue) => { readonly value: JsonValue; put(value: JsonValue): void };
  /** The values to send; undefined where a field says what is wrong with it. */
  readonly read: () => Values | undefined;
  /** Says a refusal beside the field that it is about, else beside `otherwise`; answers whether there is one. */
  readonly refuse: (details: RefusalData['details'], sentence: string, otherwise?: string) => boolean;
  /** Sent, or given up: the next form is empty. */
  readonly forget: () => void;
}

interface Problem {
  readonly sentence: string;
  readonly proposal?: string | undefined;
}

const NOTHING: readonly string[] = [];
const isEmpty = (value: JsonValue): boolean => value === null || value === '';

/**
 * `columns` are the form's; `initial` stands in it until something else is typed. `form` names it, `tasks/new`.
 * `needed` are columns that this form does not go without, although a row may.
 */
export function useNewRow(
  table: TableName,
  form: string,
  columns: readonly string[],
  initial: Values,
  needed: readonly string[] = NOTHING,
): NewRow {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const reader = { t, language, zone, today: todayIn(zone) };
  const draft = useDraft(form);
  const [isTouched, setTouched] = useState(false);
  const [problems, setProblems] = useState<Readonly<Record<string, Problem>>>({});
  const typedIn = (name: string): JsonValue => {
    const column = columnOf(tableOf(table), name);
    const value = initial[name] ?? column?.initial ?? null;
    const begun = draft.fields[name];
    if (begun !== undefined) return begun.typed;
    return column !== undefined && isTypedInto(column) ? textOfField(column, value, reader) : value;
  };
  const put = (name: string, typed: JsonValue): void => {
    draft.put(name, { typed, seen: null });
    setTouched(true);
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([of]) => of !== name)));
  };
  const field = (name: string): Field | undefined => {
    const column = columnOf(tableOf(table), name);
    if (column === undefined) return undefined;
    const isBegun = Object.hasOwn(draft.fields, name);
    return {
      name,
      column,
      label: fieldName(name, language),
      value: typedIn(name),
      typed: typedIn(name),
      isRestored: isBegun && draft.restored.has(name),
      isChangedMeanwhile: false,
      problem: problems[name]?.sentence,
      isAnnounced: Object.keys(problems)[0] === name,
      proposal: problems[name]?.proposal,
      isInPlace: false,
      type: (typed) => put(name, typed),
      decide: () => undefined,
      choose: (value) => put(name, value),
      giveUp: () => draft.drop([name]),
      stay: () => undefined,
    };
  };
  return {
    isReady: draft.isLoaded,
    isTouched,
    isRestored: [...draft.restored].some((name) => Object.hasOwn(draft.fields, name)),
    field,
    extra: (name, first) => ({ value: draft.fields[name]?.typed ?? first, put: (value) => put(name, value) }),
    read: () => {
      const wrong: Record<string, Problem> = {};
      const values: Record<string, JsonValue> = {};
      for (const name of columns) {
        const isGiven = Object.hasOwn(draft.fields, name) || Object.hasOwn(initial, name);
        const read = readField(tableOf(table), name, typedIn(name), reader);
        if (!read.ok) wrong[name] = { sentence: read.problem };
        else if (needed.includes(name) && isEmpty(read.value))
          wrong[name] = { sentence: t('records.required', { field: fieldName(name, language) }) };
        else if (isGiven) values[name] = read.value;
      }
      setProblems(wrong);
      return Object.keys(wrong).length === 0 ? values : undefined;
    },
    refuse: (details, sentence, otherwise) => {
      const column = [details['column'], otherwise].find((name) => typeof name === 'string' && columns.includes(name));
      if (typeof column !== 'string') return false;
      setProblems({ [column]: { sentence, proposal: proposalOf(details) } });
      return true;
    },
    forget: () => {
      draft.drop(Object.keys(draft.fields));
      setTouched(false);
    },
  };
}
