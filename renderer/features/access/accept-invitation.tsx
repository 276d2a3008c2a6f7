/** Taking an invitation: the code from the paper or the link, and an own password. */
import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptedInvitation } from '../../../shared/ipc/people-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useRecoveryCode } from '../../store/access-store.ts';
import { useNewPassword } from './new-password.tsx';
import { Problem } from './problem.tsx';

export function AcceptInvitation({ onBack }: Readonly<{ onBack: () => void }>): ReactNode {
  const { t } = useTranslation();
  const session = useSessionInfo();
  const show = useRecoveryCode((state) => state.show);
  const [hubUrl, setHubUrl] = useState(session.hubUrl);
  const [code, setCode] = useState('');
  const password = useNewPassword();
  const { ask, isBusy, problem, setProblem } = useAsk();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!password.isReady) return setProblem(t('access.differ'));
    const answer = await ask('session.acceptInvitation', { hubUrl, code, password: password.value });
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
          {t('access.accept')}
        </Title>
        <Text c="dimmed">{t('access.acceptHint')}</Text>
        <Problem text={problem} />
        {!session.isRegistered && (
          <TextInput
            label={t('signIn.hub')}
            value={hubUrl}
            onChange={(event) => setHubUrl(event.currentTarget.value)}
            required
          />
        )}
        <TextInput
          label={t('access.code')}
          size="lg"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          required
          autoFocus
          maxLength={100}
          className="code-input"
        />
        {password.fields}
        <Button type="submit" loading={isBusy} size="lg">
          {t('access.accept')}
        </Button>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={onBack}>
          {t('access.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}
