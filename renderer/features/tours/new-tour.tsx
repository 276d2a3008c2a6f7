/** A tour that begins: its name and its days. What is typed stays until it is there. */
import { SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';

const COLUMNS = ['name', 'starts_on', 'ends_on', 'code', 'manager_id', 'note'];
const NOTHING = {};

export function NewTour({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const form = useNewRow('tours', 'tours/new', COLUMNS, NOTHING);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const id = newId();
    const outcome = await attempt(rowCreate, { table: 'tours', id, values });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence, 'ends_on')) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    onClose();
    go({ to: '/tours/{-$id}/{-$tab}', params: { id, tab: undefined } });
  };
  const control = (name: string, isFirst = false): ReactNode => {
    const field = form.field(name);
    return field === undefined ? null : (
      <FieldControl key={name} field={field} {...(isFirst ? { also: { 'data-autofocus': true } } : {})} />
    );
  };
  return (
    <FormDialog
      title={t('tours.new')}
      size="lg"
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      {control('name', true)}
      <SimpleGrid cols={2}>
        {control('starts_on')}
        {control('ends_on')}
        {control('code')}
        {control('manager_id')}
      </SimpleGrid>
      {control('note')}
    </FormDialog>
  );
}
