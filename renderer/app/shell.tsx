/** The frame of every screen: the rail with the rooms, the bar with the way here, search, and how sync stands. */
import { ActionIcon, Slider } from '@mantine/core';
import { IconSearch, IconTheater } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WaySlot } from '../components/way.tsx';
import { Attention } from '../features/attention/attention.tsx';
import { CountScreen } from '../features/counts/count-screen.tsx';
import { CountsList } from '../features/counts/counts-list.tsx';
import { DeletionDialog } from '../features/deletion/deletion-dialog.tsx';
import { RestoreDialog } from '../features/deletion/restore-dialog.tsx';
import { Trash } from '../features/deletion/trash.tsx';
import { Health } from '../features/health/health.tsx';
import { Inventory } from '../features/inventory/inventory.tsx';
import { Locations } from '../features/locations/locations.tsx';
import { PeopleScreen } from '../features/people/people-screen.tsx';
import { Records } from '../features/records/records.tsx';
import { GlobalSearch, openSearch } from '../features/search/global-search.tsx';
import { SyncIndicator } from '../features/sync/sync-indicator.tsx';
import { useModuleKeys } from '../lib/use-module-keys.ts';
import { type Route, useRoute } from '../lib/use-route.ts';
import { useUi } from '../store/ui-store.ts';
import { Rail, railPages } from './rail.tsx';

/** In the wings: how bright, and the way out. Elsewhere the look is chosen at the person's name. */
function ShowControls(): ReactNode {
  const { t } = useTranslation();
  const appearance = useUi((state) => state.appearance);
  const brightness = useUi((state) => state.brightness);
  const setAppearance = useUi((state) => state.setAppearance);
  const setBrightness = useUi((state) => state.setBrightness);
  if (appearance !== 'show') return null;
  return (
    <>
      <Slider
        w={90}
        min={25}
        max={100}
        value={brightness}
        onChange={setBrightness}
        label={null}
        thumbLabel={t('app.brightness')}
      />
      <ActionIcon
        variant="default"
        size={36}
        title={t('app.leaveShow')}
        aria-label={t('app.leaveShow')}
        onClick={() => setAppearance('dark')}
      >
        <IconTheater size={20} />
      </ActionIcon>
    </>
  );
}

function Page({ route }: Readonly<{ route: Route }>): ReactNode {
  switch (route.page) {
    case 'locations':
      return <Locations />;
    case 'counts':
      return route.id === undefined ? <CountsList /> : <CountScreen key={route.id} id={route.id} part={route.part} />;
    case 'attention':
      return <Attention />;
    case 'records':
      return <Records table={route.id} id={route.part} />;
    case 'people':
      return <PeopleScreen tab={route.id} id={route.part} />;
    case 'trash':
      return <Trash />;
    case 'health':
      return <Health />;
    default:
      return <Inventory itemId={route.id} />;
  }
}

function Bar({ page, onSlot }: Readonly<{ page: string; onSlot: (slot: HTMLElement | null) => void }>): ReactNode {
  const { t } = useTranslation();
  return (
    <header className="bar">
      <div className="way" ref={onSlot}>
        <a className="way-default" href={`#/${page}`}>
          {t(`nav.${railPages.includes(page) ? page : 'inventory'}`)}
        </a>
      </div>
      <button type="button" className="bar-search" onClick={openSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className="word grow">{t('search.short')}</span> <kbd className="kbd">Ctrl K</kbd>
      </button>
      <ShowControls />
      <SyncIndicator />
    </header>
  );
}

export function Shell(): ReactNode {
  const { t } = useTranslation();
  const route = useRoute();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useModuleKeys(railPages);
  const skip = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };
  return (
    <div className="app">
      <a className="skip" href="#content" onClick={skip}>
        {t('app.skip')}
      </a>
      <Rail page={route.page} />
      <Bar page={route.page} onSlot={setSlot} />
      <main className="page" id="content" tabIndex={-1}>
        {slot !== null && (
          <WaySlot value={slot}>
            <Page route={route} />
          </WaySlot>
        )}
      </main>
      <GlobalSearch />
      <DeletionDialog />
      <RestoreDialog />
    </div>
  );
}
