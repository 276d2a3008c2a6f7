/** Who works here, at the foot of the rail: how things look, which language, and leaving. */
import { Menu, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { IconGridDots, IconKey, IconLanguage, IconLock, IconLogout, IconUser, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { AccountDialog, type AccountDialogName } from '../features/access/account-dialogs.tsx';
import { changeLanguage, useWords } from '../i18n/use-words.ts';
import { lockNow, useLocking } from '../lib/use-locking.ts';
import { useAccess } from '../store/access-store.ts';
import { useLook } from '../store/look.ts';
import { useUi } from '../store/ui-store.ts';
import { useSessionInfo } from './contexts.ts';

const LOOKS = ['light', 'dark', 'show'] as const;

function Look(): ReactNode {
  const { t } = useWords();
  const appearance = useLook();
  const setAppearance = useUi((state) => state.setAppearance);
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('app.look')}
      value={appearance}
      onChange={(look) => setAppearance(look)}
      data={LOOKS.map((look) => ({ value: look, label: t(`app.looks.${look}`) }))}
    />
  );
}

const IDLE = [1, 5, 15, 30, 60];

/** After how long the screen locks by itself: the person's own choice. */
function Idle({ userId }: Readonly<{ userId: string }>): ReactNode {
  const { t } = useWords();
  const minutes = useAccess((state) => state.idleMinutes[userId]);
  const setIdle = useAccess((state) => state.setIdle);
  return (
    <div style={{ padding: '4px 12px' }}>
      <NativeSelect
        size="xs"
        label={t('access.idle')}
        value={String(minutes ?? '')}
        onChange={(event) =>
          setIdle(userId, event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
        }
        data={[
          { value: '', label: t('access.idleNever') },
          ...IDLE.map((count) => ({ value: String(count), label: t('access.idleMinutes', { count }) })),
        ]}
      />
    </div>
  );
}

export function AccountMenu(): ReactNode {
  const { t, language } = useWords();
  const { user } = useSessionInfo();
  const [dialog, setDialog] = useState<AccountDialogName>();
  const idleMinutes = useAccess((state) => state.idleMinutes[user?.id ?? '']);
  useLocking(idleMinutes);
  return (
    <>
      <Menu position="right-end" withArrow width={280}>
        <Menu.Target>
          <button
            type="button"
            className="rail-item"
            title={user?.name}
            aria-label={`${t('app.account')}: ${user?.name ?? ''}`}
          >
            <IconUser size={18} stroke={1.75} aria-hidden />
            <span className="word cut">{user?.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Text px="sm" pt={4} fw={600}>
            {user?.name}
          </Text>
          <Text px="sm" pb={4} size="xs" c="dimmed">
            {user?.email}
          </Text>
          <Menu.Divider />
          <div style={{ padding: '4px 8px' }}>
            <Look />
          </div>
          <Menu.Item
            leftSection={<IconLanguage size={16} />}
            onClick={() => changeLanguage(language === 'ru' ? 'en' : 'ru')}
          >
            {language === 'ru' ? 'English' : 'Русский'}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLock size={16} />}
            rightSection={<kbd className="kbd">Ctrl L</kbd>}
            onClick={lockNow}
          >
            {t('access.lock')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUsers size={16} />} onClick={lockNow}>
            {t('access.switch')}
          </Menu.Item>
          <Menu.Item leftSection={<IconGridDots size={16} />} onClick={() => setDialog('pin')}>
            {t('access.pin')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setDialog('password')}>
            {t('access.change')}
          </Menu.Item>
          <Idle userId={user?.id ?? ''} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setDialog('signOut')}>
            {t('signIn.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AccountDialog name={dialog} onClose={() => setDialog(undefined)} />
    </>
  );
}
