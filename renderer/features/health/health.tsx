/**
 * The state of the data on this laptop and against the hub: what must never be, the trash, deletions, copies; and what
 * can be repaired safely.
 */

import { Alert, Anchor, Badge, Button, Group, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDatabase, IconRefresh, IconTool } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { healthReport } from '../../../shared/features/health/queries.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { DigestComparison, HealthView, SyncFindings } from '../../../shared/ipc/views.ts';
import { caseSettle } from '../../../shared/mutations/case-mutations.ts';
import { integrityRepairTree } from '../../../shared/mutations/integrity-mutations.ts';
import { inventoryRebuildStock } from '../../../shared/mutations/inventory-mutations.ts';
import { useCan, useSyncStatus } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { connection, RequestFailed } from '../../data/connection.ts';
import { useMutate, useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatAge, formatDateTime, formatNumber } from '../../lib/format.ts';
import { openRecord } from '../../lib/open-record.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { Block } from './block.tsx';
import { FilesCard } from './files-card.tsx';
import { useHealthTarget } from './health-sheet.ts';
import { findingSentences } from './sync-findings.ts';

function useReport(): {
  readonly report: HealthView | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
  readonly isBusy: boolean;
} {
  const [report, setReport] = useState<HealthView>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(true);
  const ask = useCallback(() => {
    connection
      .ask(healthReport, {})
      .then((value) => {
        setReport(value);
        setFailure(undefined);
      })
      .catch((error: unknown) => {
        if (error instanceof RequestFailed) setFailure(error.failure);
      })
      .finally(() => setBusy(false));
  }, []);
  useEffect(ask, [ask]);
  const refresh = useCallback(() => {
    setBusy(true);
    ask();
  }, [ask]);
  return { report, failure, refresh, isBusy };
}

type Finding = HealthView['findings'][number];

/** What a repair would do, before it does it. */
function Repair({
  finding,
  onClose,
  onDone,
}: Readonly<{ finding: Finding; onClose: () => void; onDone: () => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const showFailure = useShowFailure();
  const [isBusy, setBusy] = useState(false);
  const isQuantity = finding.kind === 'quantity';
  const run = async (): Promise<void> => {
    setBusy(true);
    if (finding.kind === 'cycle')
      for (const id of finding.ids) await mutate(integrityRepairTree, { table: finding.table, id });
    else if (finding.kind === 'case') for (const id of finding.ids) await mutate(caseSettle, { itemId: id });
    else if (isQuantity) for (const id of finding.ids) await mutate(inventoryRebuildStock, { itemId: id });
    else await connection.request('health.refetch', {}).catch(showFailure);
    setBusy(false);
    onDone();
  };
  return (
    <Dialog onClose={onClose} title={t('health.repairTitle')}>
      <Stack>
        <Text>
          {t(
            finding.kind === 'cycle'
              ? 'health.repairCycle'
              : finding.kind === 'case'
                ? 'health.repairCase'
                : isQuantity
                  ? 'health.repairQuantity'
                  : 'health.repairRefetch',
          )}
        </Text>
        {(isQuantity || finding.kind === 'cycle' || finding.kind === 'case') &&
          finding.rows.map((row) => (
            <Text key={row.id} size="sm">
              {row.label}
            </Text>
          ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={isBusy}
            onClick={() => {
              void run();
            }}
          >
            {t('health.repair')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Findings({ report, onDone }: Readonly<{ report: HealthView; onDone: () => void }>): ReactNode {
  const { t, language } = useWords();
  const [repairing, setRepairing] = useState<Finding>();
  const mayRepair = useCan('count.post');
  if (report.findings.length === 0)
    return (
      <Group gap="sm" data-testid="health-ok">
        <IconCircleCheck color="var(--mantine-color-teal-6)" aria-hidden />
        <Text fw={600}>{t('health.ok', { count: report.checks })}</Text>
      </Group>
    );
  return (
    <Stack gap="sm">
      {report.findings.map((finding) => (
        <Alert
          key={`${finding.kind}${finding.name}`}
          color="red"
          icon={<IconAlertTriangle />}
          title={`${tableName(finding.table, language)} · ${fieldName(finding.column, language)}: ${finding.count}`}
          data-testid="finding"
        >
          <Text size="sm">{t(`health.kinds.${finding.kind}`)}</Text>
          <Group gap="xs" my={4}>
            {finding.rows.map((row) => (
              <Anchor
                key={row.id}
                component="button"
                type="button"
                size="sm"
                c="inherit"
                td="underline"
                onClick={() => openRecord(finding.table, row.id)}
              >
                {row.label}
              </Anchor>
            ))}
          </Group>
          {mayRepair && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconTool size={16} />}
              onClick={() => setRepairing(finding)}
            >
              {t('health.repairHow')}
            </Button>
          )}
        </Alert>
      ))}
      {repairing !== undefined && (
        <Repair
          finding={repairing}
          onClose={() => setRepairing(undefined)}
          onDone={() => {
            setRepairing(undefined);
            onDone();
          }}
        />
      )}
    </Stack>
  );
}

function Comparison(): ReactNode {
  const { t, language } = useWords();
  const status = useSyncStatus();
  const [result, setResult] = useState<DigestComparison>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const ask = (method: 'health.compare' | 'health.refetch'): void => {
    setBusy(true);
    setFailure(undefined);
    connection
      .request(method, {})
      .then((value) => {
        setResult(method === 'health.compare' ? (value as DigestComparison) : undefined);
      })
      .catch((error: unknown) => {
        if (error instanceof RequestFailed) setFailure(error.failure);
      })
      .finally(() => setBusy(false));
  };
  const isOnline = status.state === 'live' || status.state === 'catching-up';
  return (
    <Block
      title={t('health.hub')}
      action={
        <Button
          size="compact-sm"
          variant="default"
          loading={isBusy}
          disabled={!isOnline}
          onClick={() => ask('health.compare')}
        >
          {t('health.compare')}
        </Button>
      }
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {isOnline ? t('health.hubHint') : t('health.hubOffline')}
        </Text>
        <Text size="sm">{t('health.waiting', { waiting: status.waiting })}</Text>
        <Found />
        {failure !== undefined && <FailureState failure={failure} />}
        {result?.differing.length === 0 && (
          <Group gap="sm" data-testid="compare-ok">
            <IconCircleCheck color="var(--mantine-color-teal-6)" aria-hidden />
            <Text fw={600}>{t('health.same', { count: result.tables })}</Text>
          </Group>
        )}
        {result !== undefined && result.differing.length > 0 && (
          <Alert color="red" icon={<IconAlertTriangle />} title={t('health.differs')}>
            {result.differing.map((row) => (
              <Text key={row.table} size="sm">
                {tableName(row.table, language)}: {t('health.rowsHereThere', { here: row.here, there: row.there })}
              </Text>
            ))}
            <Text size="sm" my={4}>
              {t('health.repairRefetch')}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => ask('health.refetch')}>
              {t('health.refetch')}
            </Button>
          </Alert>
        )}
      </Stack>
    </Block>
  );
}

/** Tables that had drifted, and what this version does not know: mended already, or harmless, and yet to be seen. */
function Found(): ReactNode {
  const { t, language } = useWords();
  const [found, setFound] = useState<SyncFindings>();
  useEffect(() => {
    // Without an answer the page says what else it knows.
    connection
      .request('health.sync', {})
      .then((value) => setFound(value as SyncFindings))
      .catch(() => undefined);
  }, []);
  if (found === undefined) return null;
  return findingSentences(found, t, language)
    .slice(0, 5)
    .map((sentence) => (
      <Text key={sentence} size="sm" data-testid="sync-finding">
        {sentence}
      </Text>
    ));
}

function Backups({ report, onDone }: Readonly<{ report: HealthView; onDone: () => void }>): ReactNode {
  const { t, language } = useWords();
  const showFailure = useShowFailure();
  const [isBusy, setBusy] = useState(false);
  const take = (): void => {
    setBusy(true);
    connection
      .request('backup.take', {})
      .then(onDone)
      .catch(showFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Block
      title={t('health.backups')}
      action={
        <Button
          size="compact-sm"
          variant="default"
          loading={isBusy}
          leftSection={<IconDatabase size={16} />}
          onClick={take}
        >
          {t('health.backUp')}
        </Button>
      }
    >
      {report.backups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('health.noBackups')}
        </Text>
      ) : (
        report.backups.slice(0, 8).map((backup) => (
          <Group key={backup.takenAt} gap="xs" data-testid="backup">
            <Text size="sm">{formatDateTime(backup.takenAt, language)}</Text>
            <Badge variant="default" tt="none" radius="sm" fw={400}>
              {t(`health.reasons.${backup.reason}`)}
            </Badge>
          </Group>
        ))
      )}
    </Block>
  );
}

function Deletions({ report }: Readonly<{ report: HealthView }>): ReactNode {
  const { t, language } = useWords();
  const { deletions, lastDeletions } = report;
  return (
    <Block title={t('health.deletions')}>
      <Text size="sm" mb="xs">
        {t('health.deletionSums', {
          count: deletions.count,
          restored: deletions.restored,
          rows: formatNumber(deletions.rows, language),
          largest: formatNumber(deletions.largest, language),
          slowest: formatNumber(deletions.slowestMs, language),
        })}
      </Text>
      {lastDeletions.length > 0 && (
        <Table aria-label={t('health.deletions')}>
          <Table.Tbody>
            {lastDeletions.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {row.root_title}
                  {row.restored_at !== null && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      · {t('health.restored')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td visibleFrom="sm">{tableName(row.root_table, language)}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.row_count, language)}</Table.Td>
                <Table.Td ta="right">
                  {row.duration_ms} {t('health.ms')}
                </Table.Td>
                <Table.Td ta="right" visibleFrom="sm">
                  {formatAge(row.deleted_at, language)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Block>
  );
}

/** What waits for people: refusals and conflicts. */
function Unsettled({ report }: Readonly<{ report: HealthView }>): ReactNode {
  const { t } = useWords();
  return (
    <Block title={t('health.people')}>
      <Stack gap={4}>
        <Text size="sm">{t('health.refused', { count: report.refused })}</Text>
        <Text size="sm">{t('health.conflicts', { count: report.openConflicts })}</Text>
        {report.refused + report.openConflicts > 0 && (
          <Anchor component={Link} to="/attention" size="sm">
            {t('health.toAttention')}
          </Anchor>
        )}
      </Stack>
    </Block>
  );
}

/** What the trash holds, by kind, and since when. */
function Trash({ report }: Readonly<{ report: HealthView }>): ReactNode {
  const { t, language } = useWords();
  return (
    <Block title={t('health.trash')}>
      {report.trash.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('trash.empty')}
        </Text>
      ) : (
        report.trash.map((row) => (
          <Text key={row.table} size="sm">
            {tableName(row.table, language)}: {formatNumber(row.count, language)}{' '}
            <Text span c="dimmed">
              · {t('health.oldest', { age: formatAge(row.oldest, language) })}
            </Text>
          </Text>
        ))
      )}
      {report.trash.length > 0 && (
        <Anchor component={Link} to="/trash" size="sm">
          {t('health.toTrash')}
        </Anchor>
      )}
    </Block>
  );
}

export function Health(): ReactNode {
  const { t, language } = useWords();
  const { report, failure, refresh, isBusy } = useReport();
  useHealthTarget(report);
  return (
    <>
      <PageHeader
        title={t('health.title')}
        aside={
          report !== undefined && (
            <Text c="dimmed" size="sm">
              {t('health.taken', { age: formatAge(report.takenAt, language) })}
            </Text>
          )
        }
      >
        <ExportButton isQuiet />
        <Button variant="default" loading={isBusy} leftSection={<IconRefresh size={18} />} onClick={refresh}>
          {t('health.again')}
        </Button>
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      {report === undefined && failure === undefined && (
        <Stack px="md">
          <Skeleton h={90} />
          <Skeleton h={140} />
        </Stack>
      )}
      {report !== undefined && (
        <Stack
          px="md"
          pb="md"
          gap="md"
          className="scroll-column"
          tabIndex={0}
          role="region"
          aria-label={t('health.title')}
        >
          <Block title={t('health.integrity')}>
            <Findings report={report} onDone={refresh} />
          </Block>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Comparison />
            <Unsettled report={report} />
            <Trash report={report} />
            <Backups report={report} onDone={refresh} />
          </SimpleGrid>
          <FilesCard />
          <Deletions report={report} />
        </Stack>
      )}
    </>
  );
}
