/** Who works here, at the foot of the rail: how things look, which language, and leaving. */
import { Menu, SegmentedControl, Text } from '@mantine/core';
import { IconLanguage, IconLogout, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../data/connection.ts';
import { changeLanguage, languageOf } from '../i18n/i18n.ts';
import { useUi, type Appearance } from '../store/ui-store.ts';
import { useSessionInfo } from './contexts.ts';

const LOOKS = ['light', 'dark', 'show'] as const;

function Look(): ReactNode {
  const { t } = useTranslation();
  const appearance = useUi((state) => state.appearance);
  const setAppearance = useUi((state) => state.setAppearance);
  return (
    <SegmentedControl
      fullWidth size="xs" aria-label={t('app.look')} value={appearance} onChange={(look) => setAppearance(look as Appearance)}
      data={LOOKS.map((look) => ({ value: look, label: t(`app.looks.${look}`) }))}
    />
  );
}

export function AccountMenu(): ReactNode {
  const { t, i18n } = useTranslation();
  const { user } = useSessionInfo();
  const language = languageOf(i18n.language);
  return (
    <Menu position="right-end" withArrow width={260}>
      <Menu.Target>
        <button type="button" className="rail-item" title={user?.name} aria-label={`${t('app.account')}: ${user?.name ?? ''}`}>
          <IconUser size={18} stroke={1.75} aria-hidden /><span className="word cut">{user?.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Text px="sm" pt={4} fw={600}>{user?.name}</Text>
        <Text px="sm" pb={4} size="xs" c="dimmed">{user?.email}</Text>
        <Menu.Divider />
        <div style={{ padding: '4px 8px' }}><Look /></div>
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => changeLanguage(language === 'ru' ? 'en' : 'ru')}>
          {language === 'ru' ? 'English' : 'Русский'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => { void connection.request('session.signOut', {}); }}>
          {t('signIn.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
