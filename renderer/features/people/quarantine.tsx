/**
 * What a revoked laptop or somebody who left had entered: each change a sentence, what clashes first, decided by the
 * keyboard.
 */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { titlesOf } from '../../../shared/features/attention/queries.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { QuarantinedView, QuarantineOutcome } from '../../../shared/ipc/people-contract.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { idsIn } from '../../lib/ids-in.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { Problem } from '../access/problem.tsx';
import { HubNeeded } from './hub-needed.tsx';
import { useQuarantineTarget } from './quarantine-sheet.ts';
import { type Decide, QuarantinedChange } from './quarantined-change.tsx';
import { RefuseRest } from './refuse-rest.tsx';
import { useHubAnswer } from './use-hub-answer.ts';

type Entries = readonly QuarantinedView[];
type Titles = Readonly<Record<string, string>>;

const idsOf = (entries: Entries): readonly string[] => entries.map((entry) => entry.id);

/** What the records that the changes speak of are called. */
function useTitles(waiting: Entries): Titles {
  const named = idsIn(waiting.map((entry) => entry.args));
  return useQuery(titlesOf, { ids: [...named].slice(0, 5000) }).data ?? {};
}

type GroupProps = Readonly<{
  head: ReactNode;
  entries: Entries;
  titles: Titles;
  isBusy: boolean;
  onDecide: Decide;
}>;

function Changes({ head, entries, ...rest }: GroupProps): ReactNode {
  if (entries.length === 0) return null;
  return (
    <>
      <h3 className="change-head">{head}</h3>
      <div>
        {entries.map((entry) => (
          <QuarantinedChange key={entry.id} entry={entry} {...rest} />
        ))}
      </div>
    </>
  );
}

function ClashingHead({ count }: Readonly<{ count: number }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <span data-tone="warn">
        <IconAlertTriangle size={16} aria-hidden />
        {t('team.changedSince')}
      </span>
      <span className="dim num">{count}</span>
    </>
  );
}

function ClearHead({ count }: Readonly<{ count: number }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      {t('team.clear')}
      <span className="dim num">{count}</span>
      <span className="grow" />
      <span className="small dim">
        <kbd className="kbd">C</kbd> {t('team.keysCompare')} <kbd className="kbd">X</kbd> {t('team.keys')}{' '}
        <kbd className="kbd">Enter</kbd> {t('team.keysAccept')}
      </span>
    </>
  );
}

type FootProps = Readonly<{ waiting: Entries; clear: Entries; isBusy: boolean; onDecide: Decide }>;

function Foot({ waiting, clear, isBusy, onDecide }: FootProps): ReactNode {
  const { t } = useWords();
  const authors = [...new Set(waiting.map((entry) => entry.authorName))].join(', ');
  return (
    <div className="panel-foot">
      <span className="small dim grow">{t('team.authorStays', { name: authors })}</span>
      <RefuseRest count={waiting.length} isBusy={isBusy} onRefuse={() => onDecide(idsOf(waiting), 'refuse')} />
      {clear.length > 0 && (
        <Button leftSection={<IconCheck size={18} />} loading={isBusy} onClick={() => onDecide(idsOf(clear), 'accept')}>
          {t('team.acceptClear', { count: clear.length })}
        </Button>
      )}
    </div>
  );
}

export function Quarantine({ deviceId, onDecided }: Readonly<{ deviceId: string; onDecided: () => void }>): ReactNode {
  const { t, language } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const answer = useHubAnswer<Entries, 'quarantine.list'>('quarantine.list', { deviceId });
  const { ask, isBusy, problem, setProblem } = useAsk();
  const entries = answer.data ?? [];
  const waiting = entries.filter((entry) => entry.status === 'waiting');
  const clashing = waiting.filter((entry) => entry.changedSince);
  const clear = waiting.filter((entry) => !entry.changedSince);
  const decided = entries.length - waiting.length;
  const decide = async (ids: readonly string[], decision: 'accept' | 'refuse'): Promise<void> => {
    const result = await ask('quarantine.decide', { ids: [...ids].slice(0, 1000), decision });
    const outcomes = result.ok ? (result.value as readonly QuarantineOutcome[]) : [];
    const refusal = outcomes.find(({ outcome }) => outcome === 'failed')?.refusal;
    if (refusal !== undefined)
      setProblem(t('team.failed', { why: sentenceOf(refusal.code, refusal.details, language) }));
    answer.refresh();
    onDecided();
    list.current?.querySelector<HTMLElement>('.change')?.focus();
  };
  const onDecide: Decide = (ids, decision) => {
    void decide(ids, decision);
  };
  const shared = { titles: useTitles(waiting), isBusy, onDecide };
  const target = useQuarantineTarget(clashing, clear, shared.titles);
  return (
    <>
      <div className="scroll-column grow" ref={list} role="region" aria-label={t('team.quarantine')} tabIndex={0}>
        <HubNeeded failure={answer.failure} onRetry={answer.refresh} />
        <Problem text={problem} />
        {waiting.length > 0 && (
          <Group justify="flex-end" px="sm" pt="xs">
            <ExportButton isQuiet target={target} />
          </Group>
        )}
        <Changes head={<ClashingHead count={clashing.length} />} entries={clashing} {...shared} />
        <Changes head={<ClearHead count={clear.length} />} entries={clear} {...shared} />
        {waiting.length === 0 && entries.length > 0 && (
          <Alert m="md" color="teal" p="xs">
            {t('team.allDecided')}
          </Alert>
        )}
        {decided > 0 && (
          <Text size="sm" c="dimmed" p="sm" ta="right" className="num">
            {t('team.decided', { count: decided })}
          </Text>
        )}
      </div>
      {waiting.length > 0 && <Foot waiting={waiting} clear={clear} isBusy={isBusy} onDecide={onDecide} />}
    </>
  );
}
