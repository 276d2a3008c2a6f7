/** What a person does about themselves: password, PIN, leaving. */
import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSessionInfo, useSyncStatus } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { type Asking, useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useAccess } from '../../store/access-store.ts';
import { ChangePassword } from './notices.tsx';
import { Problem } from './problem.tsx';

export type AccountDialogName = 'password' | 'pin' | 'signOut';

interface PinForm {
  readonly password: string;
  readonly pin: string;
  readonly again: string;
}

/** Sets or takes away the PIN of whoever is at work; says so and closes. */
function usePin(onClose: () => void): { readonly set: (password: string, pin: string | null) => void } & Asking {
  const { t } = useWords();
  const { user } = useSessionInfo();
  const userId = user?.id ?? '';
  const setPinLength = useAccess((state) => state.setPinLength);
  const setIdle = useAccess((state) => state.setIdle);
  const idle = useAccess((state) => state.idleMinutes[userId]);
  const asking = useAsk();
  const set = async (password: string, pin: string | null): Promise<void> => {
    const answer = await asking.ask('session.setPin', { password, pin });
    if (!answer.ok) return;
    setPinLength(userId, pin === null ? null : pin.length);
    if (pin !== null && idle === undefined) setIdle(userId, 15);
    const message = t(pin === null ? 'access.pinRemoved' : 'access.pinSaved');
    notifications.show({ color: 'teal', message, autoClose: 5000 });
    onClose();
  };
  return {
    ...asking,
    set: (password, pin) => {
      void set(password, pin);
    },
  };
}

const DIGITS = { inputMode: 'numeric', autoComplete: 'off', maxLength: 12, required: true } as const;

function PinFields({
  form,
  onChange,
}: Readonly<{ form: PinForm; onChange: (change: Partial<PinForm>) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <PasswordInput
        label={t('access.yourPasswordField')}
        autoComplete="current-password"
        value={form.password}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
        required
        data-autofocus
      />
      <PasswordInput
        label={t('access.newPin')}
        {...DIGITS}
        value={form.pin}
        onChange={(event) => onChange({ pin: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('access.pinAgain')}
        {...DIGITS}
        value={form.again}
        onChange={(event) => onChange({ again: event.currentTarget.value })}
      />
    </>
  );
}

function SetPin({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const { user, people } = useSessionInfo();
  const [form, setForm] = useState<PinForm>({ password: '', pin: '', again: '' });
  const { set, isBusy, problem, setProblem } = usePin(onClose);
  const hasPin = people.some((person) => person.userId === user?.id && person.hasPin);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (form.pin === form.again) set(form.password, form.pin);
    else setProblem(t('access.pinDiffer'));
  };
  return (
    <Dialog onClose={onClose} title={t('access.pinTitle')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('access.pinText')}
          </Text>
          <Problem text={problem} />
          <PinFields form={form} onChange={(change) => setForm({ ...form, ...change })} />
          <Group justify="flex-end">
            {hasPin && (
              <Button
                variant="default"
                mr="auto"
                disabled={form.password === ''}
                onClick={() => set(form.password, null)}
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
  const { t } = useWords();
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
  const { t } = useWords();
  if (name === 'pin') return <SetPin onClose={onClose} />;
  if (name === 'signOut') return <SignOut onClose={onClose} />;
  return name === 'password' ? (
    <Dialog onClose={onClose} title={t('access.changeTitle')}>
      <ChangePassword onDone={onClose} onCancel={onClose} />
    </Dialog>
  ) : null;
}
