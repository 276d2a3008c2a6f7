/** The frame of every screen: rail, search, sync, who and how. */
import { ActionIcon, AppShell, Button, Group, Indicator, Menu, Slider, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconBox, IconClipboardCheck, IconHeartbeat, IconLanguage, IconMapPin, IconMoon, IconSearch, IconSun, IconTable, IconTheater, IconTrash, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Attention } from '../features/attention/attention.tsx';
import { CountScreen } from '../features/counts/count-screen.tsx';
import { CountsList } from '../features/counts/counts-list.tsx';
import { DeletionDialog } from '../features/deletion/deletion-dialog.tsx';
import { RestoreDialog } from '../features/deletion/restore-dialog.tsx';
import { Trash } from '../features/deletion/trash.tsx';
import { Health } from '../features/health/health.tsx';
import { Inventory } from '../features/inventory/inventory.tsx';
import { Locations } from '../features/locations/locations.tsx';
import { Records } from '../features/records/records.tsx';
import { GlobalSearch, openSearch } from '../features/search/global-search.tsx';
import { SyncIndicator } from '../features/sync/sync-indicator.tsx';
import { connection } from '../data/connection.ts';
import { changeLanguage, languageOf } from '../i18n/i18n.ts';
import { useModuleKeys } from '../lib/use-module-keys.ts';
import { useRoute, type Route } from '../lib/use-route.ts';
import { useUi } from '../store/ui-store.ts';
import { useSessionInfo, useSyncStatus } from './contexts.ts';

const MODULES = [
  { page: 'inventory', icon: IconBox }, { page: 'locations', icon: IconMapPin }, { page: 'counts', icon: IconClipboardCheck }, { page: 'attention', icon: IconAlertTriangle },
  { page: 'records', icon: IconTable }, { page: 'trash', icon: IconTrash }, { page: 'health', icon: IconHeartbeat },
] as const;

function Rail({ page }: Readonly<{ page: string }>): ReactNode {
  const { t } = useTranslation();
  const { refused, conflicts } = useSyncStatus();
  return (
    <nav className="rail" aria-label={t('app.menu')}>
      {MODULES.map(({ page: name, icon: Icon }) => (
        <a key={name} href={`#/${name}`} aria-current={page === name ? 'page' : undefined}>
          <Indicator disabled={name !== 'attention' || refused + conflicts === 0} label={refused + conflicts} size={18} color="red.9"><Icon size={24} stroke={1.6} aria-hidden /></Indicator>
          {t(`nav.${name}`)}
        </a>
      ))}
    </nav>
  );
}

function AppearanceButtons(): ReactNode {
  const { t, i18n } = useTranslation();
  const appearance = useUi((state) => state.appearance);
  const brightness = useUi((state) => state.brightness);
  const setAppearance = useUi((state) => state.setAppearance);
  const setBrightness = useUi((state) => state.setBrightness);
  const language = languageOf(i18n.language);
  return (
    <Group gap={4} wrap="nowrap">
      {appearance === 'show' && <Slider w={90} min={25} max={100} value={brightness} onChange={setBrightness} label={null} thumbLabel={t('app.brightness')} />}
      <Tooltip label={t(appearance === 'show' ? 'app.leaveShow' : 'app.show')}>
        <ActionIcon variant={appearance === 'show' ? 'filled' : 'subtle'} color="gray" size={36} aria-label={t(appearance === 'show' ? 'app.leaveShow' : 'app.show')} onClick={() => setAppearance(appearance === 'show' ? 'dark' : 'show')}><IconTheater size={20} /></ActionIcon>
      </Tooltip>
      <Tooltip label={t(appearance === 'light' ? 'app.dark' : 'app.light')}>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t(appearance === 'light' ? 'app.dark' : 'app.light')} onClick={() => setAppearance(appearance === 'light' ? 'dark' : 'light')}>{appearance === 'light' ? <IconMoon size={20} /> : <IconSun size={20} />}</ActionIcon>
      </Tooltip>
      <Tooltip label={t('app.language')}>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`${t('app.language')}: ${language === 'ru' ? 'English' : 'Русский'}`} onClick={() => changeLanguage(language === 'ru' ? 'en' : 'ru')}><IconLanguage size={20} /></ActionIcon>
      </Tooltip>
    </Group>
  );
}

function AccountMenu(): ReactNode {
  const { t } = useTranslation();
  const { user, theaterName } = useSessionInfo();
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target><ActionIcon variant="subtle" color="gray" size={36} aria-label={t('app.account')}><IconUser size={20} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{theaterName}</Menu.Label>
        <Text px="sm" py={4} fw={600}>{user?.name}</Text>
        <Menu.Divider />
        <Menu.Item onClick={() => { void connection.request('session.signOut', {}); }}>{t('signIn.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Page({ route }: Readonly<{ route: Route }>): ReactNode {
  switch (route.page) {
    case 'locations': return <Locations />;
    case 'counts': return route.id === undefined ? <CountsList /> : <CountScreen key={route.id} id={route.id} part={route.part} />;
    case 'attention': return <Attention />;
    case 'records': return <Records table={route.id} id={route.part} />;
    case 'trash': return <Trash />;
    case 'health': return <Health />;
    default: return <Inventory itemId={route.id} />;
  }
}

export function Shell(): ReactNode {
  const { t } = useTranslation();
  const route = useRoute();
  useModuleKeys(MODULES.map((module) => module.page));
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 112, breakpoint: 0 }} padding={0}>
      <AppShell.Header>
        <a className="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{t('app.skip')}</a>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Text fw={700} size="lg" visibleFrom="sm">Offstage</Text>
          <Button variant="default" leftSection={<IconSearch size={16} />} onClick={openSearch} w={{ base: 150, sm: 320 }} justify="flex-start" fw={400} aria-keyshortcuts="Control+K">{t('common.search')}<Text span size="xs" c="dimmed" ml="auto" pl="md" visibleFrom="sm">Ctrl K</Text></Button>
          <Group gap={6} wrap="nowrap">
            <SyncIndicator />
            <AppearanceButtons />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar><Rail page={route.page} /></AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ height: '100dvh', display: 'flex', flexDirection: 'column', outline: 'none' }}><Page route={route} /></AppShell.Main>
      <GlobalSearch />
      <DeletionDialog />
      <RestoreDialog />
    </AppShell>
  );
}
