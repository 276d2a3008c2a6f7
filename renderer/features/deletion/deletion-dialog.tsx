/**
 * Asks before deleting: the plan as the data stands, computed here; what was shown travels with the deletion, so that
 * it is what is done.
 */

import { Alert, Anchor, Button, Group, ScrollArea, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { deletionPlan } from '../../../shared/features/deletion/queries.ts';
import { withDaysSaid } from '../../../shared/i18n/date-text.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { BlockerView, DeletionPreview } from '../../../shared/ipc/views.ts';
import { employeeDeactivate, rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { type DeletionTarget, useDeletions } from '../../store/deletion-store.ts';
import { GoingAlong } from './plan-parts.tsx';

function Blockers({
  blocked,
  onOpen,
}: Readonly<{ blocked: readonly BlockerView[]; onOpen: (table: string, id: string) => void }>): ReactNode {
  const { t, language } = useWords();
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={t('deletion.blockedTitle')} data-testid="plan-blocked">
      <Stack gap="xs">
        <Text size="sm">{t('deletion.blockedHint')}</Text>
        {blocked.map((part) => (
          <div key={`${part.table}.${part.column}`}>
            <Text size="sm" fw={600}>
              {tableName(part.table, language)}: {part.count}
            </Text>
            <Group gap="xs">
              {part.rows.map((row) => (
                <Anchor
                  key={row.id}
                  component="button"
                  type="button"
                  size="sm"
                  c="inherit"
                  td="underline"
                  onClick={() => onOpen(row.open.table, row.open.id)}
                >
                  {withDaysSaid(row.label, language)}
                </Anchor>
              ))}
            </Group>
            {part.count > part.rows.length && (
              <Text size="sm">{t('deletion.andMore', { count: part.count - part.rows.length })}</Text>
            )}
          </div>
        ))}
      </Stack>
    </Alert>
  );
}

function Plan({
  plan,
  onOpen,
}: Readonly<{ plan: DeletionPreview; onOpen: (table: string, id: string) => void }>): ReactNode {
  const { t } = useWords();
  const isAlone = plan.deletes.length + plan.clears.length + plan.kept.length + plan.hidden.length === 0;
  return (
    <ScrollArea.Autosize mah="48vh" viewportProps={{ tabIndex: 0, 'aria-label': t('deletion.plan') }}>
      <Stack gap="md" pr="sm">
        {plan.blocked.length > 0 && <Blockers blocked={plan.blocked} onOpen={onOpen} />}
        <GoingAlong plan={plan} />
        {isAlone && plan.blocked.length === 0 && <Text>{t('deletion.alone')}</Text>}
      </Stack>
    </ScrollArea.Autosize>
  );
}

/** Carries out what was shown; answers why not, or closes. A notice offers to take it back. */
function useDeletion({ target, onClose }: Asked): {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly submit: (plan: DeletionPreview, reason: string) => Promise<void>;
} {
  const attempt = useAttempt();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (plan: DeletionPreview, typed: string): Promise<void> => {
    setBusy(true);
    const reason = typed.trim();
    const request = { id: target.id, deletionId: newId(), plan: plan.shown, ...(reason === '' ? {} : { reason }) };
    const outcome =
      target.deactivate === true
        ? await attempt(employeeDeactivate, request)
        : await attempt(rowDelete, { ...request, table: target.table });
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.sentence);
    return onClose();
  };
  return { isBusy, problem, submit };
}

function Reason({
  plan,
  value,
  onChange,
}: Readonly<{ plan: DeletionPreview; value: string; onChange: (reason: string) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Textarea
        label={t('deletion.reason')}
        placeholder={t('deletion.reasonHint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
      />
      <Text size="sm" c="dimmed">
        {t('deletion.safe')}
        {plan.isLarge ? ` ${t('deletion.copyFirst')}` : ''}
      </Text>
    </>
  );
}

type Asked = Readonly<{ target: DeletionTarget; onClose: () => void }>;

function Question({ target, onClose }: Asked): ReactNode {
  const { t } = useWords();
  const isLeaving = target.deactivate === true;
  const { data: plan, failure } = useQuery(deletionPlan, {
    table: target.table,
    id: target.id,
    ...(isLeaving ? { deactivate: true } : {}),
  });
  const [reason, setReason] = useState('');
  const { isBusy, problem, submit } = useDeletion({ target, onClose });
  const title = plan?.title ?? '';
  const allowed = plan !== undefined && plan !== null && plan.blocked.length === 0 ? plan : undefined;
  const open = (table: string, id: string): void => {
    onClose();
    openRecord(table, id);
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t(isLeaving ? 'deletion.deactivateTitle' : 'deletion.title', { title })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (allowed !== undefined) void submit(allowed, reason);
        }}
      >
        <Stack>
          {failure !== undefined && <FailureState failure={failure} />}
          {plan === undefined && failure === undefined && <Skeleton h={120} />}
          {plan === null && <Text>{t('deletion.gone')}</Text>}
          {plan !== undefined && plan !== null && <Plan plan={plan} onOpen={open} />}
          {problem !== undefined && (
            <Alert color="orange" icon={<IconAlertTriangle />} role="alert">
              {problem}
            </Alert>
          )}
          {allowed !== undefined && <Reason plan={allowed} value={reason} onChange={setReason} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('common.cancel')}
            </Button>
            {allowed !== undefined && (
              <Button type="submit" color="red.9" loading={isBusy} leftSection={<IconTrash size={18} />} maw="100%">
                {t(isLeaving ? 'deletion.deactivate' : 'deletion.confirm', { title })}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function DeletionDialog(): ReactNode {
  const deleting = useDeletions((state) => state.deleting);
  const close = useDeletions((state) => state.close);
  return deleting === undefined ? null : (
    <Question key={`${deleting.table}/${deleting.id}`} target={deleting} onClose={close} />
  );
}
