/** A production that begins: what a poster says of it. What is typed stays until it is there. */
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

const CREATORS = ['author', 'director', 'artist', 'composer', 'choreographer', 'genre'] as const;
const NUMBERS = ['duration_minutes', 'intermissions', 'age_rating', 'premiere_date'] as const;
const COLUMNS = ['title', ...CREATORS, ...NUMBERS, 'status'];
const NOTHING = {};

export function NewProduction({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const form = useNewRow('performances', 'performances/new', COLUMNS, NOTHING);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const id = newId();
    const outcome = await attempt(rowCreate, { table: 'performances', id, values });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence)) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    onClose();
    go({ to: '/productions/{-$id}/{-$tab}', params: { id } });
  };
  const control = (name: string, isFirst = false): ReactNode => {
    const field = form.field(name);
    return field === undefined ? null : (
      <FieldControl key={name} field={field} {...(isFirst ? { also: { 'data-autofocus': true } } : {})} />
    );
  };
  return (
    <FormDialog
      title={t('productions.new')}
      size="lg"
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
      isLong
    >
      {control('title', true)}
      <SimpleGrid cols={2}>{CREATORS.map((name) => control(name))}</SimpleGrid>
      <SimpleGrid cols={2}>
        {NUMBERS.map((name) => control(name))}
        {control('status')}
      </SimpleGrid>
    </FormDialog>
  );
}
