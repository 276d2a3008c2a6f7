/** One person's proof: the PIN where one would do, the password otherwise. */
import { Anchor, Button, PasswordInput, Stack, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import type { KnownPerson } from '../../../shared/ipc/contract.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAccess } from '../../store/access-store.ts';
import { PinPad } from './pin-pad.tsx';
import { Problem } from './problem.tsx';

type Secret = { readonly pin: string } | { readonly password: string };

export function Proof({
  person,
  isCurrent,
  onRecover,
}: Readonly<{ person: KnownPerson; isCurrent: boolean; onRecover: () => void }>): ReactNode {
  const { t } = useWords();
  const length = useAccess((state) => state.pinLengths[person.userId]);
  const [wantsPassword, setWantsPassword] = useState(false);
  const [password, setPassword] = useState('');
  const { ask, isBusy, problem } = useAsk();
  const prove = useCallback(
    async (secret: Secret): Promise<void> => {
      const answer = await (isCurrent
        ? ask('session.unlock', secret)
        : ask('session.switchTo', { userId: person.userId, ...secret }));
      if (answer.ok) return;
      setPassword('');
      if (answer.failure.code === 'auth.pinLocked') setWantsPassword(true);
    },
    [ask, isCurrent, person.userId],
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void prove({ password });
  };
  const first = person.name.split(/\s+/u)[0] ?? person.name;
  const byPin = person.hasPin && !wantsPassword;
  return (
    <Stack gap="sm" align="stretch" className="door-form" data-by={byPin ? 'pin' : 'password'}>
      <Title order={1} size="h1" ta="center">
        {t(byPin ? 'access.yourPin' : 'access.yourPassword', { name: first })}
      </Title>
      {byPin && (
        <p className="dim" style={{ textAlign: 'center', margin: 0 }}>
          {t(length === undefined ? 'access.pinHintEnter' : 'access.pinHint')}
        </p>
      )}
      <Problem text={problem} />
      {byPin ? (
        <PinPad
          length={length}
          isBusy={isBusy}
          onPin={(pin) => {
            void prove({ pin });
          }}
          onForgot={() => setWantsPassword(true)}
        />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              size="lg"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              required
              autoFocus
            />
            <Button type="submit" size="lg" loading={isBusy}>
              {t('signIn.submit')}
            </Button>
            {person.hasPin && (
              <Anchor component="button" type="button" size="sm" onClick={() => setWantsPassword(false)}>
                {t('access.withPin')}
              </Anchor>
            )}
            <Anchor component="button" type="button" size="sm" onClick={onRecover}>
              {t('access.forgotPassword')}
            </Anchor>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
