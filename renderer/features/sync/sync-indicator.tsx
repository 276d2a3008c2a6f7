/** A quiet dot when all is well. Offline is normal and grey; only what needs a person is loud. */

import { Button, Divider, Group, Popover, ScrollArea, Stack, Switch, Text } from '@mantine/core';
import { IconRefresh, IconTableExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { waitingList } from '../../../shared/features/attention/queries.ts';
import type { PlainKey } from '../../../shared/i18n/dictionary.ts';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { SyncStatus } from '../../../shared/ipc/contract.ts';
import type { PendingMutation } from '../../../shared/ipc/views.ts';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatAge, formatMoment, formatNumber, formatTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { useTakeWaiting } from './waiting-sheet.ts';

const LABELS: Readonly<Record<SyncStatus['state'], PlainKey>> = {
  live: 'sync.live',
  'catching-up': 'sync.catchingUp',
  connecting: 'sync.connecting',
  loading: 'sync.loading',
  waiting: 'sync.waiting',
  off: 'sync.off',
  'needs-auth': 'sync.needsAuth',
  outdated: 'sync.outdated',
};

/** What one gesture did to many rows was made at one moment, and is one line. */
function gesturesOf(waiting: readonly PendingMutation[]): readonly (readonly PendingMutation[])[] {
  const key = ({ issuedAt, name, problem }: PendingMutation): string => JSON.stringify([issuedAt, name, problem]);
  return [...Map.groupBy(waiting, key).values()];
}

function WaitingList(): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(waitingList, {});
  if (data === undefined || data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('sync.nothing')}
      </Text>
    );
  return (
    <ScrollArea.Autosize mah={220} type="auto" viewportProps={{ tabIndex: 0 }}>
      <Stack gap={4} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {gesturesOf(data).flatMap(([mutation, ...others]) =>
          mutation === undefined ? (
            []
          ) : (
            <li key={mutation.id}>
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <Text size="sm">
                  {mutationName(mutation.name, language)}
                  {others.length > 0 && ` × ${formatNumber(others.length + 1, language)}`}
                </Text>
                <Text size="xs" c="dimmed">
                  {formatTime(mutation.issuedAt, language)}
                </Text>
              </Group>
              {mutation.problem !== null && (
                <Text size="xs" c="orange">
                  {sentenceOf(mutation.problem.code, mutation.problem.details, language)}
                </Text>
              )}
            </li>
          ),
        )}
      </Stack>
    </ScrollArea.Autosize>
  );
}

function Retry({ isOff }: Readonly<{ isOff: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <Button
      size="compact-sm"
      variant="default"
      style={{ flexShrink: 0 }}
      leftSection={<IconRefresh size={14} />}
      disabled={isOff}
      onClick={() => {
        void connection.request('sync.retry', {});
      }}
    >
      {t('common.retry')}
    </Button>
  );
}

function Panel({ onClose, onSignIn }: Readonly<{ onClose: () => void; onSignIn: () => void }>): ReactNode {
  const { t, language } = useWords();
  const status = useSyncStatus();
  const { hubUrl } = useSessionInfo();
  const attention = status.refused + status.conflicts;
  const needsSignIn = status.state === 'needs-auth';
  const take = useTakeWaiting();
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{t(LABELS[status.state])}</Text>
        {needsSignIn ? (
          <Button size="compact-sm" style={{ flexShrink: 0 }} onClick={onSignIn}>
            {t('signIn.submit')}
          </Button>
        ) : (
          <Retry isOff={status.state === 'off'} />
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {status.lastSyncedAt === null
          ? t('sync.never')
          : t('sync.last', { age: formatAge(status.lastSyncedAt, language) })}
      </Text>
      {status.state === 'waiting' && status.reason !== null && (
        <Text size="sm">{sentenceOf(status.reason, { hub: hubUrl }, language)}</Text>
      )}
      {status.state === 'outdated' && <Text size="sm">{sentenceOf('release.tooOld', {}, language)}</Text>}
      {status.uplinkReason !== null && status.uplinkReason !== status.reason && status.state !== 'outdated' && (
        <Text size="sm">{sentenceOf(status.uplinkReason, { hub: hubUrl }, language)}</Text>
      )}
      {needsSignIn && <Text size="sm">{t('access.againText')}</Text>}
      {status.state === 'off' && <Text size="sm">{t('sync.safe')}</Text>}
      <Switch
        label={t('sync.offline')}
        checked={status.state === 'off'}
        onChange={(event) => {
          void connection.request('sync.setOffline', { isOffline: event.currentTarget.checked });
        }}
      />
      <Divider
        label={status.waiting > 0 ? t('sync.changes', { count: status.waiting }) : undefined}
        labelPosition="left"
      />
      <WaitingList />
      {status.waiting > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTableExport size={14} />}
          onClick={() => {
            onClose();
            void take();
          }}
        >
          {t('sheet.take')}
        </Button>
      )}
      {attention > 0 && (
        <Button
          color="red.9"
          variant="filled"
          onClick={() => {
            onClose();
            go({ to: '/attention' });
          }}
        >
          {t('sync.attention', { count: attention })}
        </Button>
      )}
    </Stack>
  );
}

const TONES: Readonly<Partial<Record<SyncStatus['state'], string>>> = {
  live: 'ok',
  'needs-auth': 'warn',
  outdated: 'warn',
};

/** The one quiet place for sync: a dot, a few words with their age, and what waits. */
export function SyncIndicator(): ReactNode {
  const { t, language } = useWords();
  const status = useSyncStatus();
  const [isOpen, setOpen] = useState(false);
  const [isSigningIn, setSigningIn] = useState(false);
  const isAway = status.state === 'waiting' || status.state === 'off';
  const words =
    isAway && status.lastSyncedAt !== null
      ? t('sync.since', { when: formatMoment(status.lastSyncedAt, language) })
      : t(LABELS[status.state]);
  const label = status.waiting > 0 ? `${words} · ${t('sync.short', { count: status.waiting })}` : words;
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} width={340} position="bottom-end" withArrow trapFocus shadow="md">
        <Popover.Target>
          <button
            type="button"
            className="sync num"
            aria-label={`${t('sync.panel')}: ${label}`}
            data-state={status.state}
            data-testid="sync-indicator"
            onClick={() => setOpen(!isOpen)}
          >
            <i className="dot" data-tone={TONES[status.state]} aria-hidden />
            <span className="sync-words">{words}</span>
            {status.waiting > 0 && (
              <span data-testid="waiting-count">· {t('sync.short', { count: status.waiting })}</span>
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('sync.panel')}>
          <Panel
            onClose={() => setOpen(false)}
            onSignIn={() => {
              setOpen(false);
              setSigningIn(true);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {isSigningIn && <SignInAgain onClose={() => setSigningIn(false)} />}
    </>
  );
}
