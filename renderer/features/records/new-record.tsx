/** A new row of any table. */

import { Alert, Button, Group, ScrollArea, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FieldControl } from './field-control.tsx';
import { editableColumns } from './record-tables.ts';

export function NewRecord({
  table,
  initial,
  onClose,
  onCreated,
}: Readonly<{
  table: TableName;
  initial?: Readonly<Record<string, JsonValue>>;
  onClose: () => void;
  onCreated: (id: string) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const attempt = useAttempt();
  const columns = editableColumns(table);
  const [values, setValues] = useState<Readonly<Record<string, JsonValue>>>(initial ?? {});
  const [problem, setProblem] = useState<{
    readonly sentence: string;
    readonly column: string | undefined;
    readonly proposal: string | undefined;
  }>();
  const submit = async (): Promise<void> => {
    const id = newId();
    const missing = columns.find(
      ([name, column]) =>
        !column.nullable &&
        column.initial === undefined &&
        (values[name] === undefined || values[name] === null || values[name] === ''),
    );
    if (missing !== undefined) {
      setProblem({
        sentence: t('records.required', { field: fieldName(missing[0], language) }),
        column: missing[0],
        proposal: undefined,
      });
      return;
    }
    const outcome = await attempt(rowCreate, { table, id, values });
    if (outcome.ok) {
      onCreated(id);
      return;
    }
    const { column, proposal } = outcome.details;
    setProblem({
      sentence: outcome.sentence,
      column: typeof column === 'string' ? column : undefined,
      proposal: typeof proposal === 'string' ? proposal : undefined,
    });
  };
  const { column: wrong, proposal } = problem ?? {};
  return (
    <Dialog onClose={onClose} title={`${t('records.new')}: ${tableName(table, language)}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
            <Stack gap="sm" pr="sm">
              {columns.map(([name, column]) => (
                <FieldControl
                  key={`${name}${name === wrong ? String(values[name]) : ''}`}
                  name={name}
                  column={column}
                  value={values[name] ?? column.initial ?? null}
                  isDisabled={false}
                  hideLabel={false}
                  onDecide={(value) => setValues((before) => ({ ...before, [name]: value }))}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          {problem !== undefined && (
            <Alert color="orange" icon={<IconAlertTriangle />} role="alert">
              {problem.sentence}
              {proposal !== undefined && wrong !== undefined && (
                <Button
                  ml="xs"
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    setValues({ ...values, [wrong]: proposal });
                    setProblem(undefined);
                  }}
                >
                  {t('records.take', { value: proposal })}
                </Button>
              )}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('common.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
