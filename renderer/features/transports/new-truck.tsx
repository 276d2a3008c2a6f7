/** A truck that joins a tour. What is typed stays until it is there. */
import { SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useNewRow } from '../../form/use-new-row.ts';
import { useWords } from '../../i18n/use-words.ts';

const PEOPLE = ['vehicle', 'plate', 'driver', 'phone'] as const;
const SIZES = ['payload_kg', 'length_cm', 'width_cm', 'height_cm'] as const;
const TIMES = ['departs_at', 'arrives_at'] as const;
const COLUMNS = ['name', ...PEOPLE, ...SIZES, ...TIMES];
const NOTHING = {};

export function NewTruck({ tourId, onClose }: Readonly<{ tourId: string; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const form = useNewRow('transports', `transports/new/${tourId}`, COLUMNS, NOTHING);
  const [problem, setProblem] = useState<string>();
  const submit = async (): Promise<void> => {
    const values = form.read();
    setProblem(undefined);
    if (values === undefined) return;
    const outcome = await attempt(rowCreate, {
      table: 'transports',
      id: newId(),
      values: { ...values, tour_id: tourId },
    });
    if (!outcome.ok) {
      if (!form.refuse(outcome.details, outcome.sentence)) setProblem(outcome.sentence);
      return;
    }
    form.forget();
    onClose();
  };
  const control = (name: string, isFirst = false): ReactNode => {
    const field = form.field(name);
    return field === undefined ? null : (
      <FieldControl key={name} field={field} {...(isFirst ? { also: { 'data-autofocus': true } } : {})} />
    );
  };
  return (
    <FormDialog
      title={t('transports.new')}
      size="lg"
      form={form}
      problem={problem}
      word={t('common.create')}
      onSubmit={submit}
      onClose={onClose}
      isLong
    >
      {control('name', true)}
      <SimpleGrid cols={2}>{PEOPLE.map((name) => control(name))}</SimpleGrid>
      <SimpleGrid cols={4}>{SIZES.map((name) => control(name))}</SimpleGrid>
      <SimpleGrid cols={2}>{TIMES.map((name) => control(name))}</SimpleGrid>
    </FormDialog>
  );
}
