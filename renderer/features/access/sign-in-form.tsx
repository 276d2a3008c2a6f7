/**
 * Signing in by e-mail and password; the first person's sign-in registers the laptop. Without the hub the laptop's own
 * memory answers.
 */
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { useAsk } from '../../data/use-ask.ts';
import type { Way } from './door.tsx';
import { Problem } from './problem.tsx';

export function SignInForm({ onWay }: Readonly<{ onWay: (way: Way) => void }>): ReactNode {
  const { t } = useTranslation();
  const session = useSessionInfo();
  const { state } = useSyncStatus();
  const [form, setForm] = useState({
    hubUrl: session.hubUrl,
    email: session.isRegistered ? '' : (session.demo?.email ?? ''),
    password: '',
  });
  const { ask, isBusy, problem } = useAsk();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void ask('session.signIn', form);
  };
  const isAway = session.isRegistered && (state === 'waiting' || state === 'off');
  return (
    <form onSubmit={submit} className="door-form">
      <Stack gap="sm">
        <Title order={1} size="h1">
          {session.isRegistered ? t('signIn.title') : 'Offstage'}
        </Title>
        {isAway && (
          <Alert color="gray" icon={<IconCloudOff />} p="xs">
            {t('access.offline')}
          </Alert>
        )}
        <Problem text={problem} />
        {!session.isRegistered && (
          <TextInput
            label={t('signIn.hub')}
            value={form.hubUrl}
            onChange={(event) => setForm({ ...form, hubUrl: event.currentTarget.value })}
            required
          />
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
          required
          autoFocus
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
          required
        />
        <Button type="submit" loading={isBusy} size="lg">
          {t('signIn.submit')}
        </Button>
        {session.demo !== null && (
          <Text size="sm" c="dimmed">
            {t('signIn.demo', session.demo)}{' '}
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() =>
                setForm({ ...form, email: session.demo?.email ?? '', password: session.demo?.password ?? '' })
              }
            >
              {t('signIn.fillDemo')}
            </Anchor>
          </Text>
        )}
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onWay('code')}>
          {t('access.haveCode')}
        </Anchor>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onWay('recover')}>
          {t('access.forgotPassword')}
        </Anchor>
        {!session.isRegistered && (
          <Text size="sm" c="dimmed">
            {t('signIn.hint')}
          </Text>
        )}
      </Stack>
    </form>
  );
}
