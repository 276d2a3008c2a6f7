/** One laptop: what is known of it; how far its revocation is, in four steps; what it handed over. */
import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconCircleDashed, IconClock, IconShieldX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { LaptopView, RevocationMode } from '../../../shared/ipc/people-contract.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { Problem } from '../access/problem.tsx';
import { PanelHead } from './panel-head.tsx';
import { Quarantine } from './quarantine.tsx';

type PanelProps = Readonly<{ laptop: LaptopView; onChanged: () => void }>;

/** Says what will happen before it does: two ways, each with what becomes of the work on the laptop. */
function Revoke({ laptop, onChanged, onClose }: PanelProps & Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const [mode, setMode] = useState<RevocationMode>('rescue');
  const { ask, isBusy, problem } = useAsk();
  const revoke = async (): Promise<void> => {
    const answer = await ask('devices.revoke', { deviceId: laptop.id, mode });
    if (!answer.ok) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t('team.revokeTitle', { name: laptop.name })}>
      <Stack gap="md">
        <Problem text={problem} />
        <Text>{t('team.revokeLead')}</Text>
        <Radio.Group
          value={mode}
          onChange={(value) => setMode(value)}
          aria-label={t('team.revokeTitle', { name: laptop.name })}
        >
          <Stack gap="md">
            <Radio value="rescue" label={t('team.rescue')} description={t('team.rescueHint')} data-autofocus />
            <Radio value="lost" label={t('team.lostChoice')} description={t('team.lostHint')} />
          </Stack>
        </Radio.Group>
        {laptop.waiting !== null && laptop.waiting > 0 && (
          <Alert color="orange" p="xs">
            {t('team.waitingWork')}: {laptop.waiting}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red.9"
            loading={isBusy}
            leftSection={<IconShieldX size={18} />}
            onClick={() => {
              void revoke();
            }}
          >
            {t(mode === 'lost' ? 'team.lostChoice' : 'team.rescue')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Steps({ laptop }: Readonly<{ laptop: LaptopView }>): ReactNode {
  const { t, language } = useWords();
  const when = (iso: string): string => formatMoment(iso, language);
  const { revokedAt, handedOverAt, wipedAt, quarantined } = laptop;
  const isDecided = handedOverAt !== null && quarantined === 0;
  const steps = [
    { name: t('team.stepRevoked'), note: revokedAt === null ? '' : when(revokedAt), isDone: true },
    {
      name: t('team.stepHanded'),
      note: handedOverAt === null ? t('team.waitingFor') : when(handedOverAt),
      isDone: handedOverAt !== null,
    },
    {
      name: t('team.stepErased'),
      note: wipedAt === null ? t('team.waitingFor') : t('team.withKeys', { when: when(wipedAt) }),
      isDone: wipedAt !== null,
    },
    {
      name: t('team.stepDecide'),
      note:
        quarantined > 0
          ? t('team.left', { count: quarantined })
          : t(isDecided ? 'team.allDecided' : 'team.nothingToDecide'),
      isDone: isDecided,
    },
  ];
  return (
    <ol className="steps num" data-testid="steps">
      {steps.map(({ name, note, isDone }, index) => {
        const Sign = isDone ? IconCircleCheck : index === 3 && quarantined > 0 ? IconClock : IconCircleDashed;
        return (
          <li key={name} data-done={isDone}>
            <Sign size={18} stroke={1.75} aria-hidden />
            <b>{name}</b>
            {note}
          </li>
        );
      })}
    </ol>
  );
}

function Facts({ laptop }: Readonly<{ laptop: LaptopView }>): ReactNode {
  const { t, language } = useWords();
  const when = (iso: string | null): string => (iso === null ? t('team.unknown') : formatMoment(iso, language));
  const facts: readonly (readonly [string, string])[] = [
    [t('team.lastSeen'), when(laptop.lastSeenAt)],
    [t('team.lastSync'), when(laptop.lastSyncedAt)],
    [t('team.waitingWork'), laptop.waiting === null ? t('team.unknown') : String(laptop.waiting)],
    [t('team.version'), laptop.appVersion ?? t('team.unknown')],
    [t('team.registered'), when(laptop.registeredAt)],
  ];
  return (
    <dl className="facts num">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function LaptopPanel({ laptop, onChanged }: PanelProps): ReactNode {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const mayManage = useCan('devices.manage');
  const { ask, isBusy, problem } = useAsk();
  const isRevoked = laptop.revokedAt !== null;
  const note = [
    laptop.people.join(', ') || t('team.nobodyOn'),
    laptop.revokedByName === null ? '' : t('team.revokedBy', { name: laptop.revokedByName }),
  ];
  const readmit = async (): Promise<void> => {
    const answer = await ask('devices.readmit', { deviceId: laptop.id });
    if (!answer.ok) return;
    notifications.show({ color: 'teal', message: t('team.readmitted'), autoClose: 5000 });
    onChanged();
  };
  return (
    <aside className="panel" aria-label={laptop.name} data-testid="laptop-panel">
      <PanelHead title={laptop.name} note={note.filter((part) => part !== '').join(' · ')} tab="laptops">
        {isRevoked && (
          <Tag tone="bad" icon={IconShieldX}>
            {t(laptop.mode === 'lost' ? 'team.lost' : 'team.rescued')}
          </Tag>
        )}
      </PanelHead>
      <Problem text={problem} />
      {isRevoked ? <Steps laptop={laptop} /> : <Facts laptop={laptop} />}
      {(isRevoked || laptop.quarantined > 0) && <Quarantine deviceId={laptop.id} onDecided={onChanged} />}
      {mayManage && !isRevoked && (
        <div className="panel-foot">
          <span className="grow" />
          <Button variant="default" leftSection={<IconShieldX size={16} />} onClick={() => setAsking(true)}>
            {t('team.revoke')}
          </Button>
        </div>
      )}
      {mayManage && isRevoked && laptop.wipedAt === null && laptop.handedOverAt === null && (
        <div className="panel-foot">
          <span className="grow" />
          <Button
            variant="default"
            disabled={isBusy}
            onClick={() => {
              void readmit();
            }}
          >
            {t('team.readmit')}
          </Button>
        </div>
      )}
      {isAsking && <Revoke laptop={laptop} onChanged={onChanged} onClose={() => setAsking(false)} />}
    </aside>
  );
}
