/**
 * Signing in by e-mail and password; the first person's sign-in registers the laptop. Without the hub the laptop's own
 * memory answers.
 */
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Way } from './door.tsx';
import { Problem } from './problem.tsx';

interface Typed {
  readonly hubUrl: string;
  readonly email: string;
  readonly password: string;
}
type Change = (change: Partial<Typed>) => void;

function Fields({ form, onChange }: Readonly<{ form: Typed; onChange: Change }>): ReactNode {
  const { t } = useWords();
  const { isRegistered } = useSessionInfo();
  return (
    <>
      {!isRegistered && (
        <TextInput
          label={t('signIn.hub')}
          value={form.hubUrl}
          onChange={(event) => onChange({ hubUrl: event.currentTarget.value })}
          required
        />
      )}
      <TextInput
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        value={form.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
        required
        autoFocus
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="current-password"
        value={form.password}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
        required
      />
    </>
  );
}

/** On a demo hub: its account, filled in by one click. */
function DemoAccount({ onFill }: Readonly<{ onFill: Change }>): ReactNode {
  const { t } = useWords();
  const { demo } = useSessionInfo();
  if (demo === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('signIn.demo', demo)}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => onFill({ email: demo.email, password: demo.password })}
      >
        {t('signIn.fillDemo')}
      </Anchor>
    </Text>
  );
}

function OtherWays({ onWay }: Readonly<{ onWay: (way: Way) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onWay('code')}>
        {t('access.haveCode')}
      </Anchor>
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onWay('recover')}>
        {t('access.forgotPassword')}
      </Anchor>
    </>
  );
}

export function SignInForm({ onWay }: Readonly<{ onWay: (way: Way) => void }>): ReactNode {
  const { t } = useWords();
  const session = useSessionInfo();
  const { state } = useSyncStatus();
  const [form, setForm] = useState<Typed>({
    hubUrl: session.hubUrl,
    email: session.isRegistered ? '' : (session.demo?.email ?? ''),
    password: '',
  });
  const { ask, isBusy, problem } = useAsk();
  const change: Change = (part) => setForm({ ...form, ...part });
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
        <Fields form={form} onChange={change} />
        <Button type="submit" loading={isBusy} size="lg">
          {t('signIn.submit')}
        </Button>
        <DemoAccount onFill={change} />
        <OtherWays onWay={onWay} />
        {!session.isRegistered && (
          <Text size="sm" c="dimmed">
            {t('signIn.hint')}
          </Text>
        )}
      </Stack>
    </form>
  );
}
