/** What a revoked laptop or somebody who left had entered: each change a sentence, what clashes first, decided by the keyboard. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUuid } from '../../../shared/base/ids.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { QuarantinedView, QuarantineOutcome } from '../../../shared/ipc/people-contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useRows } from '../../data/use-rows.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { formatMoment } from '../../lib/format.ts';
import { mutationWords } from '../../lib/mutation-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { Problem } from '../access/problem.tsx';
import { HubNeeded } from './hub-needed.tsx';
import { useHubAnswer } from './use-hub-answer.ts';

type Decide = (ids: readonly string[], decision: 'accept' | 'refuse') => void;

function idsIn(value: unknown, into: Set<string>): Set<string> {
  if (isUuid(value)) into.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) idsIn(part, into);
  return into;
}

/** The record that a change is about, where it can be opened to compare. */
function target(args: unknown): { readonly table: string; readonly id: string } | undefined {
  const given = typeof args === 'object' && args !== null ? (args as Readonly<Record<string, unknown>>) : {};
  if (typeof given['itemId'] === 'string') return { table: 'inventory_items', id: given['itemId'] };
  return typeof given['table'] === 'string' && typeof given['id'] === 'string'
    ? { table: given['table'], id: given['id'] }
    : undefined;
}

type ChangeProps = Readonly<{
  entry: QuarantinedView;
  titles: Readonly<Record<string, string>>;
  isBusy: boolean;
  onDecide: Decide;
}>;

function Change({ entry, titles, isBusy, onDecide }: ChangeProps): ReactNode {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { subject, change } = mutationWords(entry.name, entry.args, titles, language);
  const opened = target(entry.args);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || isBusy) return;
    const row = event.currentTarget;
    const step =
      event.code === 'ArrowDown'
        ? row.nextElementSibling
        : event.code === 'ArrowUp'
          ? row.previousElementSibling
          : null;
    if (step instanceof HTMLElement) step.focus();
    else if (event.code === 'Enter') onDecide([entry.id], 'accept');
    else if (event.code === 'KeyX') onDecide([entry.id], 'refuse');
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="change"
      tabIndex={0}
      role="group"
      aria-label={[subject, change].join(': ')}
      onKeyDown={onKeyDown}
      data-testid="change"
    >
      <div className="grow">
        <p>
          {subject === undefined ? '' : `${subject}: `}
          <b>{change}</b>
        </p>
        <p className="note num" data-tone={entry.changedSince ? 'warn' : undefined}>
          {formatMoment(entry.issuedAt, language)} · {entry.authorName}
          {entry.changedSince ? ` · ${t('team.changedSince')}` : ''}
          {entry.isTrusted ? '' : ` · ${t('team.untrusted')}`}
        </p>
        {entry.refusal !== null && (
          <p className="note" data-tone="bad">
            {t('team.failed', { why: sentenceOf(entry.refusal.code, entry.refusal.details, language) })}
          </p>
        )}
      </div>
      {entry.changedSince && opened !== undefined && (
        <Button size="compact-md" variant="default" onClick={() => openRecord(opened.table, opened.id)}>
          {t('team.openNow')}
        </Button>
      )}
      <Button
        w={36}
        px={0}
        variant="default"
        disabled={isBusy}
        aria-label={`${t('team.refuse')}: ${subject ?? change}`}
        onClick={() => onDecide([entry.id], 'refuse')}
      >
        <IconX size={18} />
      </Button>
      <Button
        w={36}
        px={0}
        variant="default"
        disabled={isBusy}
        aria-label={`${t('team.accept')}: ${subject ?? change}`}
        onClick={() => onDecide([entry.id], 'accept')}
      >
        <IconCheck size={18} color="var(--ok)" />
      </Button>
    </div>
  );
}

/** Everything that is still undecided, refused at once after a question. */
function RefuseRest({
  count,
  isBusy,
  onRefuse,
}: Readonly<{ count: number; isBusy: boolean; onRefuse: () => void }>): ReactNode {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const refuse = (): void => {
    setAsking(false);
    onRefuse();
  };
  return (
    <>
      <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => setAsking(true)}>
        {t('team.refuseRest')}
      </Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t('team.refuseTitle')}>
          <Stack>
            <Text>{t('team.refuseAsk', { count })}</Text>
            <Group justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
                {t('common.cancel')}
              </Button>
              <Button color="red" onClick={refuse}>
                {t('team.refuseYes')}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}

export function Quarantine({ deviceId, onDecided }: Readonly<{ deviceId: string; onDecided: () => void }>): ReactNode {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const list = useRef<HTMLDivElement>(null);
  const answer = useHubAnswer<readonly QuarantinedView[], 'quarantine.list'>('quarantine.list', { deviceId });
  const { ask, isBusy, problem, setProblem } = useAsk();
  const entries = answer.data ?? [];
  const waiting = entries.filter((entry) => entry.status === 'waiting');
  const titles =
    useRows<Readonly<Record<string, string>>>('titles.of', {
      ids: [
        ...idsIn(
          waiting.map((entry) => entry.args),
          new Set(),
        ),
      ].slice(0, 5000),
    }).data ?? {};
  const decide: Decide = (ids, decision) => {
    void ask('quarantine.decide', { ids: [...ids].slice(0, 1000), decision }).then((result) => {
      const failed = result.ok
        ? (result.value as readonly QuarantineOutcome[]).find((outcome) => outcome.outcome === 'failed')
        : undefined;
      if (failed?.refusal !== undefined)
        setProblem(t('team.failed', { why: sentenceOf(failed.refusal.code, failed.refusal.details, language) }));
      answer.refresh();
      onDecided();
      list.current?.querySelector<HTMLElement>('.change')?.focus();
    });
  };
  const [clashing, clear] = [
    waiting.filter((entry) => entry.changedSince),
    waiting.filter((entry) => !entry.changedSince),
  ];
  const rows = (some: readonly QuarantinedView[]): ReactNode =>
    some.map((entry) => <Change key={entry.id} entry={entry} titles={titles} isBusy={isBusy} onDecide={decide} />);
  const authors = [...new Set(waiting.map((entry) => entry.authorName))].join(', ');
  const decided = entries.length - waiting.length;
  return (
    <>
      <div className="scroll-column grow" ref={list} role="region" aria-label={t('team.quarantine')} tabIndex={0}>
        <HubNeeded failure={answer.failure} onRetry={answer.refresh} />
        <Problem text={problem} />
        {clashing.length > 0 && (
          <h3 className="change-head">
            <span data-tone="warn">
              <IconAlertTriangle size={16} aria-hidden />
              {t('team.changedSince')}
            </span>
            <span className="dim num">{clashing.length}</span>
          </h3>
        )}
        <div>{rows(clashing)}</div>
        {clear.length > 0 && (
          <h3 className="change-head">
            {t('team.clear')}
            <span className="dim num">{clear.length}</span>
            <span className="grow" />
            <span className="small dim">
              <kbd className="kbd">X</kbd> {t('team.keys')} <kbd className="kbd">Enter</kbd> {t('team.keysAccept')}
            </span>
          </h3>
        )}
        <div>{rows(clear)}</div>
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
      {waiting.length > 0 && (
        <div className="panel-foot">
          <span className="small dim grow">{t('team.authorStays', { name: authors })}</span>
          <RefuseRest
            count={waiting.length}
            isBusy={isBusy}
            onRefuse={() =>
              decide(
                waiting.map((entry) => entry.id),
                'refuse',
              )
            }
          />
          {clear.length > 0 && (
            <Button
              leftSection={<IconCheck size={18} />}
              loading={isBusy}
              onClick={() =>
                decide(
                  clear.map((entry) => entry.id),
                  'accept',
                )
              }
            >
              {t('team.acceptClear', { count: clear.length })}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
