/** A new row of any table. What is typed stays until the row is there or the person gives it up. */
import { type ReactNode, useState } from 'react';
import { tableName } from '../../../shared/i18n/names.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';
import { editableColumns } from './record-tables.ts';

type Props = Readonly<{
  table: TableName;
  /** What was entered before, to be corrected; with a name of its own for what is typed then. */
  before?: { readonly form: string; readonly values: Readonly<Record<string, JsonValue>> };
  onClose: () => void;
  onCreated: (id: string) => void;
}>;

const NOTHING = {};

export function NewRecord({ table, before, onClose, onCreated }: Props): ReactNode {
  const { t, language } = useWords();
  const attempt = useAttempt();
  const columns = editableColumns(table).map(([name]) => name);
  const form = useNewRow(table, `${table}/${before?.form ?? 'new'}`, columns, before?.values ?? NOTHING);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const id = newId();
    const outcome = await attempt(rowCreate, { table, id, values });
    if (outcome.ok) {
      form.forget();
      onCreated(id);
    } else if (!form.refuse(outcome.details, outcome.sentence)) setProblem(outcome.sentence);
  };
  return (
    <FormDialog
      title={`${t('records.new')}: ${tableName(table, language)}`}
      size="lg"
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
      isLong
    >
      {columns.map((name) => {
        const field = form.field(name);
        return field === undefined ? null : <FieldControl key={name} field={field} />;
      })}
    </FormDialog>
  );
}
