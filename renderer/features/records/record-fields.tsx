/** The fields of a record, edited in place. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { draftsAmong, useRowFields } from '../../form/use-row-fields.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DraftLeft } from '../../object/object-gone.tsx';
import { editableColumns, shownColumns } from './record-tables.ts';

type Props = Readonly<{
  table: TableName;
  detail: RecordDetail;
  /** What the program keeps stands among them. */
  withKept: boolean;
  /** These columns in this order; without it all that people fill in. */
  only?: readonly string[];
}>;

/** Whether a row was deleted; by which deletion. */
export const deletionOf = ({ values }: Pick<RecordDetail, 'values'>): string | undefined =>
  typeof values['deletion_id'] === 'string' ? values['deletion_id'] : undefined;

function Kept({ table, detail, name }: Readonly<{ table: TableName; detail: RecordDetail; name: string }>): ReactNode {
  const text = useValueText();
  return (
    <Text size="sm" px={8} style={{ overflowWrap: 'anywhere' }}>
      {text(tableOf(table).columns[name], detail.values[name], detail.parents)}
    </Text>
  );
}

export function RecordFields({ table, detail, withKept, only }: Props): ReactNode {
  const { t, language } = useWords();
  const field = useRowFields(table, detail.id, detail.values);
  const isDeleted = deletionOf(detail) !== undefined;
  const mayEdit = useCan(tableOf(table).write) && !isDeleted;
  const names = only ?? editableColumns(table).map(([name]) => name);
  const fields = names.flatMap((name) => field(name) ?? []);
  const row = (name: string, control: ReactNode): ReactNode => (
    <div className="field" key={name}>
      <span className="dim">{fieldName(name, language)}</span>
      {control}
    </div>
  );
  return (
    <Stack gap={4}>
      {isDeleted && <DraftLeft fields={draftsAmong(fields)} hint={t('object.draftDeleted')} />}
      {fields.map((own) =>
        row(
          own.name,
          own.column.fixed === true ? (
            <Kept table={table} detail={detail} name={own.name} />
          ) : (
            <FieldControl field={own} isDisabled={!mayEdit} />
          ),
        ),
      )}
      {withKept &&
        shownColumns(table)
          .filter(([name]) => detail.values[name] !== null)
          .map(([name]) => row(name, <Kept table={table} detail={detail} name={name} />))}
    </Stack>
  );
}
