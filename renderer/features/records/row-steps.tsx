/** What leads a row on from where it stands: the steps that mutations offer for its table and status. */

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { stepName } from '../../../shared/i18n/mutation-names.ts';
import { type Offered, stepsFrom } from '../../../shared/mutations/registry.ts';
import { can } from '../../../shared/rules/permissions.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{
  table: TableName;
  id: string;
  status: unknown;
  /** The status stands above the steps, where nothing else says it. */
  isSaid?: boolean;
}>;

export function RowSteps({ table, id, status, isSaid = true }: Props): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const { user } = useSessionInfo();
  const [comment, setComment] = useState('');
  const said = comment.trim();
  const steps = stepsFrom(table, String(status)).filter(({ mutation }) => {
    const permission = mutation.permissionOn(table);
    return permission === undefined || can(user?.permissions ?? [], permission);
  });
  if (steps.length === 0) return null;
  const word = (offered: Offered): string => stepName(offered, language);
  const strict = steps.find(({ step }) => step.comment === 'required');
  const hint = strict === undefined ? t('steps.comment') : t('steps.commentFor', { step: word(strict) });
  const act = async ({ mutation, step }: Offered): Promise<void> => {
    const args = { id, ...(said === '' || step.comment === 'none' ? {} : { comment: said }) };
    if (await mutate(mutation, args)) setComment('');
  };
  return (
    <Stack gap="xs">
      {isSaid && (
        <Group>
          <StatusBadge status={String(status)} column={tableOf(table).columns['status']} />
        </Group>
      )}
      {steps.some(({ step }) => step.comment !== 'none') && (
        <TextInput
          aria-label={hint}
          placeholder={hint}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          maxLength={2000}
        />
      )}
      <Group gap="xs">
        {steps.map((offered) => (
          <Button
            key={offered.mutation.name}
            size="sm"
            variant={offered.step.isMain ? 'filled' : 'default'}
            disabled={offered.step.comment === 'required' && said === ''}
            onClick={() => {
              void act(offered);
            }}
          >
            {word(offered)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
