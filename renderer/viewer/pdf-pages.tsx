/**
 * A PDF inside the app: its pages one below the other, a bar with the page, zoom and turning. Whoever has an address of
 * our own origin may show it: a document, a sheet that was just made.
 */
import { Button, PasswordInput } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconChevronDown,
  IconChevronUp,
  IconFileAlert,
  IconLock,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { useWords } from '../i18n/use-words.ts';
import { type Opening, openPdf } from './open-pdf.ts';
import { type PageSize, PdfPage } from './pdf-page.tsx';
import { Tool } from './tool.tsx';
import './viewer.css';

type Props = Readonly<{
  /** Of our own origin. */
  url: string;
  /** What it is called, for whoever does not see it. */
  label: string;
  /** What was shown stands until another `url` is open: for a sheet that is made anew again and again. */
  isSteady?: boolean;
  /** At the right of the bar: printing, saving. */
  children?: ReactNode;
}>;

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;
/** Pixels beside a page. */
const MARGIN = 16;
/** CSS pixels of a point: wider than that no page is fitted. */
const WIDEST = 2.2;
const A4: PageSize = { width: 595, height: 842 };

function usePdf(url: string, attempt: number, isSteady: boolean): Opening {
  const [opening, setOpening] = useState<Opening>({ state: 'loading' });
  useEffect(() => {
    // `attempt` is there to open it once more.
    if (attempt < 0) return undefined;
    return openPdf(url, (next) =>
      setOpening((before) => (isSteady && next.state === 'loading' && before.state === 'open' ? before : next)),
    );
  }, [url, attempt, isSteady]);
  return opening;
}

function Password({ opening }: Readonly<{ opening: Extract<Opening, { state: 'password' }> }>): ReactNode {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  return (
    <EmptyState icon={<IconLock size={40} stroke={1.2} />} title={t('viewer.locked')} hint={t('viewer.lockedHint')}>
      <form
        className="viewer-password"
        onSubmit={(event) => {
          event.preventDefault();
          opening.give(password);
        }}
      >
        <PasswordInput
          aria-label={t('viewer.password')}
          placeholder={t('viewer.password')}
          value={password}
          error={opening.isWrong ? t('viewer.passwordWrong') : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" disabled={password === ''}>
          {t('viewer.unlock')}
        </Button>
      </form>
    </EmptyState>
  );
}

/** The page whose top was passed last. */
function useCurrentPage(scroller: RefObject<HTMLDivElement | null>): {
  page: number;
  onScroll: () => void;
  go: (page: number) => void;
} {
  const [page, setPage] = useState(1);
  const pages = (): HTMLElement[] => [...(scroller.current?.querySelectorAll<HTMLElement>('.pdf-page') ?? [])];
  return {
    page,
    onScroll: () => {
      const at = (scroller.current?.scrollTop ?? 0) + (scroller.current?.clientHeight ?? 0) / 3;
      setPage(Math.max(1, pages().findLastIndex((each) => each.offsetTop <= at) + 1));
    },
    go: (wanted) => {
      const place = pages()[wanted - 1];
      if (place !== undefined) scroller.current?.scrollTo({ top: place.offsetTop - MARGIN });
    },
  };
}

/** The size of the first page stands for those that are not known yet. */
function useFirstSize(opening: Extract<Opening, { state: 'open' }>): PageSize {
  const [size, setSize] = useState<PageSize>(A4);
  useEffect(() => {
    let isOver = false;
    void opening.document.getPage(1).then(
      (page) => {
        const { width, height } = page.getViewport({ scale: 1 });
        if (!isOver) setSize({ width, height });
      },
      // The page itself says that it is damaged.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [opening]);
  return size;
}

function useRoom(scroller: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => setRoom(element.clientWidth - 2 * MARGIN);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

type PageFieldProps = Readonly<{ page: number; pages: number; onGo: (page: number) => void }>;

function PageField({ page, pages, onGo }: PageFieldProps): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState<string>();
  const go = (): void => {
    const wanted = Number(typed);
    if (Number.isInteger(wanted) && wanted >= 1) onGo(Math.min(pages, wanted));
    setTyped(undefined);
  };
  return (
    <span className="viewer-page num">
      <input
        aria-label={t('viewer.page')}
        inputMode="numeric"
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 5))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
          if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
        onBlur={go}
        onFocus={(event) => event.currentTarget.select()}
      />
      {t('viewer.ofPages', { pages })}
    </span>
  );
}

const larger = (zoom: number): number => ZOOMS.find((each) => each > zoom) ?? zoom;
const smaller = (zoom: number): number => ZOOMS.findLast((each) => each < zoom) ?? zoom;

type PagesProps = Readonly<{ opening: Extract<Opening, { state: 'open' }>; label: string; children: ReactNode }>;

function Pages({ opening, label, children }: PagesProps): ReactNode {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [rotation, setRotation] = useState(0);
  const size = useFirstSize(opening);
  const room = useRoom(scroller);
  const { page, onScroll, go } = useCurrentPage(scroller);
  const pages = opening.document.numPages;
  const fitted = Math.min(WIDEST, room / (rotation % 180 === 0 ? size.width : size.height));
  const scale = Math.max(0.1, fitted * zoom);
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => setZoom(larger(zoom)),
    '=': () => setZoom(larger(zoom)),
    '-': () => setZoom(smaller(zoom)),
    '0': () => setZoom(1),
  };
  return (
    <div className="viewer">
      <div className="viewer-bar" role="toolbar" aria-label={t('viewer.tools')}>
        <Tool label={t('viewer.previousPage')} isOff={page <= 1} onClick={() => go(page - 1)}>
          <IconChevronUp size={18} />
        </Tool>
        <Tool label={t('viewer.nextPage')} isOff={page >= pages} onClick={() => go(page + 1)}>
          <IconChevronDown size={18} />
        </Tool>
        <PageField page={page} pages={pages} onGo={go} />
        <span className="viewer-gap" />
        <Tool label={t('viewer.smaller')} keys="−" onClick={() => setZoom(smaller(zoom))}>
          <IconZoomOut size={18} />
        </Tool>
        <span className="viewer-zoom num">{Math.round((scale / (96 / 72)) * 100)} %</span>
        <Tool label={t('viewer.larger')} keys="+" onClick={() => setZoom(larger(zoom))}>
          <IconZoomIn size={18} />
        </Tool>
        <Tool label={t('viewer.fit')} keys="0" onClick={() => setZoom(1)}>
          <IconArrowAutofitWidth size={18} />
        </Tool>
        <Tool label={t('viewer.turn')} onClick={() => setRotation((rotation + 90) % 360)}>
          <IconRotateClockwise size={18} />
        </Tool>
        <span className="grow" />
        {children}
      </div>
      <div
        ref={scroller}
        className="viewer-body pdf"
        tabIndex={0}
        role="document"
        aria-label={label}
        data-testid="pdf"
        onScroll={onScroll}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          keys[event.key]?.();
        }}
      >
        {room > 0 &&
          Array.from({ length: pages }, (_, index) => (
            <PdfPage
              key={index}
              document={opening.document}
              TextLayer={opening.TextLayer}
              number={index + 1}
              scale={scale}
              rotation={rotation}
              size={size}
              scroller={scroller}
            />
          ))}
      </div>
    </div>
  );
}

/** Opens the PDF at `url` and shows it, or says why it cannot be shown. Give it another `key` for another document. */
export function PdfPages({ url, label, isSteady = false, children }: Props): ReactNode {
  const { t } = useWords();
  const [attempt, setAttempt] = useState(0);
  const opening = usePdf(url, attempt, isSteady);
  switch (opening.state) {
    case 'open':
      return (
        <Pages opening={opening} label={label}>
          {children}
        </Pages>
      );
    case 'loading':
      return <Loading />;
    case 'password':
      return <Password opening={opening} />;
    case 'damaged':
    case 'unreachable':
      return (
        <EmptyState
          icon={<IconFileAlert size={40} stroke={1.2} />}
          title={t(`viewer.${opening.state}`)}
          hint={t(`viewer.${opening.state}Hint`)}
        >
          <Button variant="default" onClick={() => setAttempt(attempt + 1)}>
            {t('common.retry')}
          </Button>
        </EmptyState>
      );
  }
}
