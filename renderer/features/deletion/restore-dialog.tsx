/** Asks before restoring: what comes back, what has taken its place meanwhile, and what can be done about it. */

import { Alert, Button, Checkbox, Group, ScrollArea, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconLink, IconLinkOff, IconReplace } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { restorePlan } from '../../../shared/features/deletion/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { RestorePreview } from '../../../shared/ipc/views.ts';
import { deletionRestore } from '../../../shared/mutations/deletion-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { type Outcome, useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { PlanParts } from './plan-parts.tsx';

/** A number that somebody else has by now, and the one to come back with. */
interface NewValue {
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly title: string;
  readonly mayBeEmpty: boolean;
  readonly value: string | null;
}

function newValueFrom(outcome: Outcome): NewValue | undefined {
  if (outcome.ok || outcome.code !== 'restore.taken') return undefined;
  const { table, id, column, title, mayBeEmpty, proposal } = outcome.details;
  return {
    table: String(table),
    id: String(id),
    column: String(column),
    title: String(title),
    mayBeEmpty: mayBeEmpty === true,
    value: typeof proposal === 'string' ? proposal : '',
  };
}

function OtherValue({
  wanted,
  onChange,
}: Readonly<{ wanted: NewValue; onChange: (value: NewValue) => void }>): ReactNode {
  const { t, language } = useWords();
  return (
    <Stack gap="xs">
      <TextInput
        label={`${wanted.title} · ${fieldName(wanted.column, language)}`}
        value={wanted.value ?? ''}
        disabled={wanted.value === null}
        onChange={(event) => onChange({ ...wanted, value: event.currentTarget.value })}
      />
      {wanted.mayBeEmpty && (
        <Checkbox
          label={t('restore.empty')}
          checked={wanted.value === null}
          onChange={(event) => onChange({ ...wanted, value: event.currentTarget.checked ? null : '' })}
        />
      )}
    </Stack>
  );
}

function Preview({ plan }: Readonly<{ plan: RestorePreview }>): ReactNode {
  const { t } = useWords();
  return (
    <ScrollArea.Autosize mah="48vh" viewportProps={{ tabIndex: 0, 'aria-label': t('restore.plan') }}>
      <Stack gap="md" pr="sm">
        <PlanParts
          testId="restore-rows"
          title={t('restore.rows')}
          icon={<IconArrowBackUp size={18} />}
          color="teal"
          parts={plan.rows}
        />
        <PlanParts
          testId="restore-references"
          title={t('restore.references')}
          icon={<IconLink size={18} />}
          color="teal"
          parts={plan.references}
        />
        <PlanParts
          testId="restore-replaced"
          title={t('restore.replaced')}
          hint={t('restore.replacedHint')}
          icon={<IconReplace size={18} />}
          color="orange"
          parts={plan.replaced}
        />
        <PlanParts
          testId="restore-cut"
          title={t('restore.cut')}
          hint={t('restore.cutHint')}
          icon={<IconLinkOff size={18} />}
          color="orange"
          parts={plan.cut}
        />
        {plan.gone > 0 && <Text size="sm">{t('restore.goneRows', { count: plan.gone })}</Text>}
      </Stack>
    </ScrollArea.Autosize>
  );
}

function Question({ deletionId, onClose }: Readonly<{ deletionId: string; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const { data: plan } = useQuery(restorePlan, { deletionId });
  const [problem, setProblem] = useState<string>();
  const [values, setValues] = useState<readonly NewValue[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (first: readonly string[]): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const title = plan?.title ?? '';
    for (const id of [...first, deletionId]) {
      const outcome = await attempt(deletionRestore, {
        deletionId: id,
        ...(id === deletionId && values.length > 0
          ? { values: values.map(({ table, id: row, column, value }) => ({ table, id: row, column, value })) }
          : {}),
      });
      if (outcome.ok) continue;
      setBusy(false);
      setProblem(outcome.sentence);
      const taken = newValueFrom(outcome);
      if (taken !== undefined)
        setValues([...values.filter((known) => known.id !== taken.id || known.column !== taken.column), taken]);
      return;
    }
    onClose();
    notifications.show({ color: 'teal', message: t('restore.done', { title }), autoClose: 6000 });
  };
  const parents = plan?.blocked ?? [];
  return (
    <Dialog onClose={onClose} size="lg" title={t('restore.title', { title: plan?.title ?? '' })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit([...new Set(parents.map((parent) => parent.deletionId))]);
        }}
      >
        <Stack>
          {plan === undefined && <Skeleton h={120} />}
          {plan === null && <Text>{t('restore.already')}</Text>}
          {plan !== undefined && plan !== null && <Preview plan={plan} />}
          {parents.length > 0 && (
            <Alert color="orange" icon={<IconAlertTriangle />} data-testid="restore-parents">
              {t('restore.parents', { names: [...new Set(parents.map((parent) => `«${parent.label}»`))].join(', ') })}
            </Alert>
          )}
          {problem !== undefined && (
            <Alert color="orange" icon={<IconAlertTriangle />} role="alert">
              {problem}
            </Alert>
          )}
          {values.map((wanted) => (
            <OtherValue
              key={`${wanted.id}.${wanted.column}`}
              wanted={wanted}
              onChange={(changed) => setValues(values.map((known) => (known === wanted ? changed : known)))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            {plan !== undefined && plan !== null && (
              <Button type="submit" loading={isBusy} leftSection={<IconArrowBackUp size={18} />} data-autofocus>
                {t(parents.length > 0 ? 'restore.confirmAll' : 'restore.confirm')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function RestoreDialog(): ReactNode {
  const restoring = useDeletions((state) => state.restoring);
  const close = useDeletions((state) => state.close);
  return restoring === undefined ? null : <Question key={restoring} deletionId={restoring} onClose={close} />;
}
