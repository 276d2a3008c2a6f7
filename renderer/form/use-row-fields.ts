/**
 * The fields of a row that is there, edited in place. What the person saw when they began travels with each edit, so
 * that what arrives meanwhile becomes a conflict and is not written over; what they typed stays until it is saved or
 * given up, through a reload, a crash or an empty battery.
 */
import { useRef, useState } from 'react';
import { sameJson } from '../../shared/base/json.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import type { DraftFields, FieldDraft } from '../../shared/features/form/drafts.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import { rowUpdate } from '../../shared/mutations/row-mutations.ts';
import { columnOf, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { useAttempt } from '../data/use-mutate.ts';
import { useTheaterZone } from '../data/use-theater-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { todayIn } from '../lib/zoned-time.ts';
import type { Field } from './field.ts';
import { isTypedInto, readField } from './read-field.ts';
import { useDraft } from './use-draft.ts';

interface Problem {
  readonly sentence: string;
  readonly proposal: string | undefined;
}

export const proposalOf = ({ proposal }: RefusalData['details']): string | undefined =>
  typeof proposal === 'string' ? proposal : undefined;

/** What was typed in these fields and is not saved. */
export const draftsAmong = (fields: readonly Field[]): DraftFields =>
  Object.fromEntries(
    fields.flatMap(({ name, typed, value }) => (typed === undefined ? [] : [[name, { typed, seen: value }]])),
  );

/** `values` are the row's as it stands, by column. Answers its field of a name; undefined where the table has none. */
export function useRowFields(
  table: TableName,
  id: string,
  values: Readonly<Record<string, JsonValue | undefined>>,
): (name: string) => Field | undefined {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const reader = { t, language, zone, today: todayIn(zone) };
  const attempt = useAttempt();
  const draft = useDraft(`${table}/${id}`);
  /** What is on its way, by field; with what was chosen meanwhile, which follows. */
  const saving = useRef(new Map<string, FieldDraft | undefined>());
  const [problems, setProblems] = useState<Readonly<Record<string, Problem | undefined>>>({});
  const tell = (name: string, problem: Problem | undefined): void =>
    setProblems((before) => ({ ...before, [name]: problem }));
  const end = (name: string): void => {
    draft.drop([name]);
    tell(name, undefined);
  };
  const save = async (name: string, value: JsonValue, seen: JsonValue, isChosen = false): Promise<void> => {
    // Enter decides, and so does leaving the field before the answer has come. What is chosen meanwhile follows.
    if (saving.current.has(name)) {
      // What was chosen in between was never written: what was seen stays that of the first.
      if (isChosen) saving.current.set(name, { typed: value, seen: saving.current.get(name)?.seen ?? seen });
      return;
    }
    saving.current.set(name, undefined);
    const args = { table, id, changes: { [name]: value }, seen: { [name]: seen } };
    const outcome = await attempt(rowUpdate, args);
    const next = saving.current.get(name);
    saving.current.delete(name);
    if (outcome.ok && next !== undefined) await save(name, next.typed, next.seen, true);
    else if (outcome.ok) end(name);
    else tell(name, { sentence: outcome.sentence, proposal: proposalOf(outcome.details) });
  };
  return (name) => {
    const column = columnOf(tableOf(table), name);
    if (column === undefined) return undefined;
    const value = values[name] ?? null;
    const edit = draft.fields[name];
    const read = edit === undefined ? undefined : readField(tableOf(table), name, edit.typed, reader);
    const problem = problems[name];
    return {
      name,
      column,
      label: fieldName(name, language),
      value,
      typed: edit?.typed,
      isRestored: edit !== undefined && draft.restored.has(name),
      // What was typed is there already: it has been saved, and the answer is on its way; or somebody wrote the same.
      isChangedMeanwhile:
        edit !== undefined && !sameJson(edit.seen, value) && !(read?.ok === true && sameJson(read.value, value)),
      problem: read?.ok === false ? read.problem : problem?.sentence,
      isAnnounced: true,
      proposal: problem?.proposal,
      isInPlace: true,
      type: (typed) => {
        draft.put(name, { typed, seen: edit === undefined ? value : edit.seen });
        if (problem !== undefined) tell(name, undefined);
      },
      decide: () => {
        if (edit === undefined || read?.ok !== true) return;
        if (sameJson(read.value, edit.seen) && sameJson(edit.seen, value)) end(name);
        else void save(name, read.value, edit.seen);
      },
      choose: (chosen, seen) => {
        if (isTypedInto(column)) draft.put(name, { typed: chosen, seen });
        void save(name, chosen, seen, true);
      },
      giveUp: () => end(name),
      stay: () => {
        if (edit !== undefined) draft.put(name, { ...edit, seen: value });
      },
    };
  };
}
