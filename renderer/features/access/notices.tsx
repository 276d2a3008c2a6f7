/**
 * Whole screens that come before work: a recovery code to write down, a password that must be changed, a laptop that
 * has erased itself.
 */
import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconShieldX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSessionInfo } from '../../app/contexts.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useRecoveryCode } from '../../store/access-store.ts';
import { AccessFrame } from './access-frame.tsx';
import { useNewPassword } from './new-password.tsx';
import { Problem } from './problem.tsx';

export function RecoveryCode({ code }: Readonly<{ code: string }>): ReactNode {
  const { t } = useWords();
  const show = useRecoveryCode((state) => state.show);
  return (
    <AccessFrame>
      <Stack gap="md" className="door-form">
        <Title order={1} size="h1">
          {t('access.recoverySave')}
        </Title>
        <Text c="dimmed">{t('access.recoveryText')}</Text>
        <output className="code-shown" data-testid="recovery-code">
          {code}
        </output>
        <Group gap="xs">
          <Button size="lg" onClick={() => show(null)}>
            {t('access.recoveryDone')}
          </Button>
          <Button size="lg" variant="default" onClick={() => window.print()}>
            {t('access.print')}
          </Button>
        </Group>
      </Stack>
    </AccessFrame>
  );
}

/** The form behind «change password»; `onDone` after the hub has taken it. */
export function ChangePassword({
  onDone,
  onCancel,
}: Readonly<{ onDone: () => void; onCancel?: () => void }>): ReactNode {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const password = useNewPassword();
  const { ask, isBusy, problem, setProblem } = useAsk();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!password.isReady) return setProblem(t('access.differ'));
    const answer = await ask('session.changePassword', { current, next: password.value });
    if (!answer.ok) return undefined;
    notifications.show({ color: 'teal', message: t('access.changed'), autoClose: 6000 });
    return onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <Stack gap="sm">
        <Problem text={problem} />
        <PasswordInput
          label={t('access.currentPassword')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          required
          data-autofocus
        />
        {password.fields}
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={isBusy}>
            {t('access.changeTitle')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ForcedChange(): ReactNode {
  const { t } = useWords();
  return (
    <AccessFrame>
      <Stack gap="sm" className="door-form">
        <Title order={1} size="h1">
          {t('access.forcedTitle')}
        </Title>
        <Text c="dimmed">{t('access.forcedText')}</Text>
        <ChangePassword onDone={() => undefined} />
      </Stack>
    </AccessFrame>
  );
}

export function Wiped({ onSignIn }: Readonly<{ onSignIn: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { wiped } = useSessionInfo();
  if (wiped === null) return null;
  return (
    <AccessFrame>
      <Stack gap="md" className="door-form" data-testid="wiped">
        <IconShieldX size={40} stroke={1.4} color="var(--warn)" aria-hidden />
        <Title order={1} size="h1">
          {t('access.wipedTitle')}
        </Title>
        <Text>{t('access.wipedText', { when: formatDateTime(wiped.at, language) })}</Text>
        <Text>
          {wiped.handedOver > 0 ? t('access.wipedHanded', { count: wiped.handedOver }) : t('access.wipedNothing')}
        </Text>
        <Text c="dimmed">{t('access.wipedNext')}</Text>
        <Button size="lg" onClick={onSignIn}>
          {t('access.wipedSignIn')}
        </Button>
      </Stack>
    </AccessFrame>
  );
}
