/** The whole window for one of some files: ← and → lead to its neighbours, Escape closes. */
import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { FileView } from '../../shared/ipc/file-contract.ts';
import { WhereSign } from '../files/thumb.tsx';
import { useWords } from '../i18n/use-words.ts';
import { ContentView } from './content-view.tsx';

/** What is looked through. */
export interface Looked {
  readonly key: string;
  readonly file: FileView;
  /** Who brought it and when, or what it is about. */
  readonly note: string;
}

type Props = Readonly<{
  files: readonly Looked[];
  /** The one that stands open; where it is gone, the viewer closes. */
  open: string;
  onOpen: (key: string) => void;
  onClose: () => void;
  /** What can be done with the one that stands open. */
  renderActs?: (looked: Looked) => ReactNode;
}>;

/** ← and → anywhere but where they move a cursor or the moment of a player. */
function useArrows(go: (by: number) => void): void {
  const latest = useRef(go);
  useLayoutEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, audio, video') !== null) return;
      event.preventDefault();
      latest.current(step);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

type PlaceProps = Readonly<{ at: number; all: number; onGo: (by: number) => void }>;

/** Which of all it is, and the ways to its neighbours. */
function Place({ at, all, onGo }: PlaceProps): ReactNode {
  const { t } = useWords();
  if (all < 2) return null;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        disabled={at === 0}
        aria-label={t('viewer.previous')}
        title={`${t('viewer.previous')} (←)`}
        onClick={() => onGo(-1)}
      >
        <IconChevronLeft size={22} />
      </ActionIcon>
      <span className="dim num">{t('viewer.place', { at: at + 1, all })}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        disabled={at === all - 1}
        aria-label={t('viewer.next')}
        title={`${t('viewer.next')} (→)`}
        onClick={() => onGo(1)}
      >
        <IconChevronRight size={22} />
      </ActionIcon>
    </>
  );
}

export function ViewerDialog({ files, open, onOpen, onClose, renderActs }: Props): ReactNode {
  const { t } = useWords();
  const at = files.findIndex(({ key }) => key === open);
  const looked = files[at];
  const go = (by: number): void => {
    const next = files[at + by];
    if (next !== undefined) onOpen(next.key);
  };
  useArrows(go);
  const isGone = looked === undefined;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  if (looked === undefined) return null;
  return (
    <Modal
      opened
      fullScreen
      withCloseButton={false}
      onClose={onClose}
      padding={0}
      aria-label={looked.file.name}
      classNames={{ body: 'viewer-dialog', content: 'viewer-window' }}
      transitionProps={{ duration: 0 }}
    >
      <header className="viewer-head">
        <span className="viewer-name">
          <b className="cut">{looked.file.name}</b>
          <span className="dim small cut">{looked.note}</span>
        </span>
        <WhereSign where={looked.file.where} size={18} />
        <span className="grow" />
        <Place at={at} all={files.length} onGo={go} />
        {renderActs?.(looked)}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('common.close')}
          title={`${t('common.close')} (Esc)`}
          onClick={onClose}
          data-autofocus
        >
          <IconX size={22} />
        </ActionIcon>
      </header>
      <ContentView file={looked.file} />
    </Modal>
  );
}
