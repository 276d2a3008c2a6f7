/** A new row of any table. What is typed stays until the row is there or the person gives it up. */
import { Alert, Button, Group, ScrollArea, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { tableName } from '../../../shared/i18n/names.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormContinued } from '../../form/form-continued.tsx';
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
    <Dialog onClose={onClose} title={`${t('records.new')}: ${tableName(table, language)}`} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <FormContinued form={form} />
          <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
            <Stack gap="sm" pr="sm">
              {form.isReady ? (
                columns.map((name) => {
                  const field = form.field(name);
                  return field === undefined ? null : <FieldControl key={name} field={field} />;
                })
              ) : (
                <Skeleton h={200} />
              )}
            </Stack>
          </ScrollArea.Autosize>
          {problem !== undefined && (
            <Alert color="orange" icon={<IconAlertTriangle />} role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                form.forget();
                onClose();
              }}
            >
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('common.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
