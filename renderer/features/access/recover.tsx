/** A forgotten password: the recovery code that was shown once, and a new password. */
import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AcceptedInvitation } from '../../../shared/ipc/people-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRecoveryCode } from '../../store/access-store.ts';
import { useNewPassword } from './new-password.tsx';
import { Problem } from './problem.tsx';

export function Recover({ onBack }: Readonly<{ onBack: () => void }>): ReactNode {
  const { t } = useWords();
  const { hubUrl } = useSessionInfo();
  const show = useRecoveryCode((state) => state.show);
  const [form, setForm] = useState({ email: '', code: '' });
  const password = useNewPassword();
  const { ask, isBusy, problem, setProblem } = useAsk();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!password.isReady) return setProblem(t('access.differ'));
    const answer = await ask('session.recover', { hubUrl, ...form, password: password.value });
    if (answer.ok) show((answer.value as AcceptedInvitation).recoveryCode);
    return undefined;
  };
  return (
    <form
      onSubmit={(event) => {
        void submit(event);
      }}
      className="door-form"
    >
      <Stack gap="sm">
        <Title order={1} size="h1">
          {t('access.recover')}
        </Title>
        <Text c="dimmed">{t('access.recoverHint')}</Text>
        <Problem text={problem} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
          required
          autoFocus
        />
        <TextInput
          label={t('access.recoveryCode')}
          autoComplete="off"
          spellCheck={false}
          value={form.code}
          onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
          required
          maxLength={100}
          className="code-input"
        />
        {password.fields}
        <Button type="submit" loading={isBusy} size="lg">
          {t('access.recover')}
        </Button>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={onBack}>
          {t('access.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}
