/** The hub has ended somebody's sign-in while they work: they prove who they are where they stand, and lose nothing. */
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSessionInfo } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Problem } from '../access/problem.tsx';

export function SignInAgain({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const { user, hubUrl } = useSessionInfo();
  const [password, setPassword] = useState('');
  const { ask, isBusy, problem } = useAsk();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await ask('session.signIn', { hubUrl, email: user?.email ?? '', password });
    if (answer.ok) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('access.againTitle')}>
      <form
        onSubmit={(event) => {
          void submit(event);
        }}
      >
        <Stack gap="sm">
          <Text>{t('access.againText')}</Text>
          <Problem text={problem} />
          <PasswordInput
            label={t('access.yourPasswordField')}
            description={user?.email}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('signIn.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
