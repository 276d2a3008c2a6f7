/** The frame of every screen: the rail with the rooms, the bar with the way here, search, and how sync stands. */
import { ActionIcon, Slider } from '@mantine/core';
import { IconSearch, IconTheater } from '@tabler/icons-react';
import { useMatch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { WaySlot } from '../components/way.tsx';
import { DeletionDialog } from '../features/deletion/deletion-dialog.tsx';
import { RestoreDialog } from '../features/deletion/restore-dialog.tsx';
import { TransferSign } from '../features/files/transfer-sign.tsx';
import { LabelPrinting } from '../features/labels/label-printing.tsx';
import { Bell } from '../features/notices/bell.tsx';
import { PaperAnywhere } from '../features/paper/paper-anywhere.tsx';
import { ScanAnywhere } from '../features/scan/scan-anywhere.tsx';
import { GlobalSearch, openSearch } from '../features/search/global-search.tsx';
import { SyncIndicator } from '../features/sync/sync-indicator.tsx';
import { useBeingHere } from '../features/today/presence.ts';
import { tellMetered } from '../files/file-status.ts';
import { forgetFresh } from '../files/fresh-content.ts';
import { useWords } from '../i18n/use-words.ts';
import { useModuleKeys } from '../lib/use-module-keys.ts';
import { ExportAnywhere } from '../sheet/export-dialog.tsx';
import { useLook } from '../store/look.ts';
import { useShow } from '../store/show-store.ts';
import { useUi } from '../store/ui-store.ts';
import { UndoMenu } from '../undo/undo-menu.tsx';
import { useSessionInfo } from './contexts.ts';
import { railPages } from './features.ts';
import { useLoadingAhead } from './load-ahead.ts';
import { Rail } from './rail.tsx';

/** In the wings: how bright, and the way out. Elsewhere the look is chosen at the person's name. */
function ShowControls(): ReactNode {
  const { t } = useWords();
  const look = useLook();
  const chosen = useUi((state) => state.appearance);
  const brightness = useUi((state) => state.brightness);
  const setAppearance = useUi((state) => state.setAppearance);
  const setBrightness = useUi((state) => state.setBrightness);
  if (look !== 'show') return null;
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
        onClick={() => setAppearance(chosen === 'show' ? 'dark' : chosen)}
      >
        <IconTheater size={20} />
      </ActionIcon>
    </>
  );
}

function Bar({ onSlot }: Readonly<{ onSlot: (slot: HTMLElement | null) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <header className="bar">
      <div className="way" ref={onSlot} />
      <button type="button" className="bar-search" onClick={() => openSearch()} aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className="word grow">{t('search.short')}</span> <kbd className="kbd">Ctrl K</kbd>
      </button>
      <ShowControls />
      <UndoMenu />
      <Bell />
      <TransferSign />
      <SyncIndicator />
    </header>
  );
}

/** A show's evening has the whole window: a head of its own, and no rail. */
function Bare({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const isRunning = useShow((state) => state.isRunning);
  useEffect(() => forgetFresh, []);
  useEffect(tellMetered, []);
  return (
    <div className="app-bare">
      {children}
      {!isRunning && <GlobalSearch />}
      {!isRunning && <PaperAnywhere />}
      <DeletionDialog />
      <RestoreDialog />
    </div>
  );
}

/** The frame of the page that is open. */
export function Shell({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const isShow = useMatch({ from: '/show/$id', shouldThrow: false }) !== undefined;
  return isShow ? <Bare>{children}</Bare> : <Framed>{children}</Framed>;
}

function Framed({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const { t } = useWords();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useBeingHere(useSessionInfo().user?.id ?? '');
  useModuleKeys(railPages);
  useLoadingAhead();
  // Gone with a lock and with whoever leaves.
  useEffect(() => forgetFresh, []);
  useEffect(tellMetered, []);
  const skip = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };
  return (
    <div className="app">
      <a className="skip" href="#content" onClick={skip}>
        {t('app.skip')}
      </a>
      <Rail />
      <Bar onSlot={setSlot} />
      <main className="page" id="content" tabIndex={-1}>
        {slot !== null && <WaySlot value={slot}>{children}</WaySlot>}
      </main>
      <GlobalSearch />
      <ScanAnywhere />
      <DeletionDialog />
      <RestoreDialog />
      <LabelPrinting />
      <ExportAnywhere />
      <PaperAnywhere />
    </div>
  );
}
