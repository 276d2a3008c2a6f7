/** What can be done with hours as they stand: hand in, decide, take back. */

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timeApprove, timeReject, timeSubmit, timeWithdraw } from '../../../shared/mutations/time-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';

const mutations = { submit: timeSubmit, withdraw: timeWithdraw, approve: timeApprove, reject: timeReject } as const;
type Step = keyof typeof mutations;

const STEPS: Readonly<Record<string, readonly Step[]>> = {
  draft: ['submit'],
  rejected: ['submit', 'withdraw'],
  submitted: ['approve', 'reject', 'withdraw'],
  approved: [],
};

export function HoursActions({ id, status }: Readonly<{ id: string; status: string }>): ReactNode {
  const { t } = useTranslation();
  const mutate = useMutate();
  const mayDecide = useCan('hours.approve');
  const [comment, setComment] = useState('');
  const steps = (STEPS[status] ?? []).filter((step) => mayDecide || (step !== 'approve' && step !== 'reject'));
  const act = async (step: Step): Promise<void> => {
    const said = comment.trim();
    // Who turns hours down says why: the button waits for it.
    const isSaved =
      step === 'reject'
        ? await mutate(timeReject, { id, comment: said })
        : await mutate(mutations[step], { id, ...(said === '' ? {} : { comment: said }) });
    if (isSaved) setComment('');
  };
  return (
    <Stack gap="xs">
      <Group>
        <StatusBadge status={status} />
      </Group>
      {steps.length > 0 && (
        <TextInput
          aria-label={t('hours.comment')}
          placeholder={t('hours.comment')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          maxLength={2000}
        />
      )}
      <Group gap="xs">
        {steps.map((step) => (
          <Button
            key={step}
            size="sm"
            variant={step === 'approve' || step === 'submit' ? 'filled' : 'default'}
            disabled={step === 'reject' && comment.trim() === ''}
            onClick={() => {
              void act(step);
            }}
          >
            {t(`hours.${step}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
