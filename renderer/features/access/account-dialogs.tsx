/** What a person does about themselves: password, PIN, leaving. */
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useAccess } from '../../store/access-store.ts';
import { ChangePassword } from './notices.tsx';
import { Problem } from './problem.tsx';

export type AccountDialogName = 'password' | 'pin' | 'signOut';

function SetPin({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useTranslation();
  const { user, people } = useSessionInfo();
  const setPinLength = useAccess((state) => state.setPinLength);
  const setIdle = useAccess((state) => state.setIdle);
  const idle = useAccess((state) => state.idleMinutes[user?.id ?? '']);
  const [form, setForm] = useState({ password: '', pin: '', again: '' });
  const { ask, isBusy, problem, setProblem } = useAsk();
  const userId = user?.id ?? '';
  const hasPin = people.some((person) => person.userId === userId && person.hasPin);
  const set = async (pin: string | null): Promise<void> => {
    const answer = await ask('session.setPin', { password: form.password, pin });
    if (!answer.ok) return;
    setPinLength(userId, pin === null ? null : pin.length);
    if (pin !== null && idle === undefined) setIdle(userId, 15);
    notifications.show({
      color: 'teal',
      message: t(pin === null ? 'access.pinRemoved' : 'access.pinSaved'),
      autoClose: 5000,
    });
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (form.pin === form.again) void set(form.pin);
    else setProblem(t('access.pinDiffer'));
  };
  const digits = { inputMode: 'numeric' as const, autoComplete: 'off', maxLength: 12, required: true };
  return (
    <Dialog onClose={onClose} title={t('access.pinTitle')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('access.pinText')}
          </Text>
          <Problem text={problem} />
          <PasswordInput
            label={t('access.yourPasswordField')}
            autoComplete="current-password"
            value={form.password}
            onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
            required
            data-autofocus
          />
          <PasswordInput
            label={t('access.newPin')}
            {...digits}
            value={form.pin}
            onChange={(event) => setForm({ ...form, pin: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('access.pinAgain')}
            {...digits}
            value={form.again}
            onChange={(event) => setForm({ ...form, again: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            {hasPin && (
              <Button
                variant="default"
                mr="auto"
                disabled={form.password === ''}
                onClick={() => {
                  void set(null);
                }}
              >
                {t('access.removePin')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function SignOut({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useTranslation();
  const { waiting } = useSyncStatus();
  const { ask, isBusy, problem } = useAsk();
  return (
    <Dialog onClose={onClose} title={t('access.signOutTitle')}>
      <Stack gap="sm">
        <Problem text={problem} />
        <Text>{waiting > 0 ? t('access.signOutWaiting', { count: waiting }) : t('access.signOutNothing')}</Text>
        <Text size="sm" c="dimmed">
          {t('access.signOutAgain')}
        </Text>
        <Group justify="flex-end">
          <Button
            variant="default"
            mr="auto"
            onClick={() => {
              void ask('session.lock', {});
            }}
          >
            {t('access.signOutLock')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={isBusy}
            onClick={() => {
              void ask('session.signOut', {});
            }}
            data-autofocus
          >
            {t('signIn.signOut')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

export function AccountDialog({
  name,
  onClose,
}: Readonly<{ name: AccountDialogName | undefined; onClose: () => void }>): ReactNode {
  const { t } = useTranslation();
  if (name === 'pin') return <SetPin onClose={onClose} />;
  if (name === 'signOut') return <SignOut onClose={onClose} />;
  return name === 'password' ? (
    <Dialog onClose={onClose} title={t('access.changeTitle')}>
      <ChangePassword onDone={onClose} onCancel={onClose} />
    </Dialog>
  ) : null;
}
