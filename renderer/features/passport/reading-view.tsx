/**
 * A passport in the wings: one section, large, amber on black, nothing to edit. ← and → turn the sections, + and − the
 * letters, Escape leaves. The screen stays awake.
 */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus, IconX, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Passport } from '../../../shared/features/passport/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWakeLock } from '../../lib/use-wake-lock.ts';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import { useUi } from '../../store/ui-store.ts';
import { type PassportPlace, turnTo } from './passport-address.ts';
import type { PlacedSection } from './passport-model.ts';
import { usePictureViewer } from './section-files.tsx';

type Props = Readonly<{
  passport: Passport;
  sections: readonly PlacedSection[];
  open: PlacedSection;
  place: PassportPlace;
}>;

/** Letters in pixels: from a hand's length to two metres. */
const SIZES = [20, 24, 28, 34, 42, 52, 64] as const;

/** As large as the window has room for. */
const fitting = (): number =>
  Math.max(
    1,
    SIZES.findLastIndex((size) => size * 26 <= window.innerHeight),
  );

/** While nothing lies over it. */
function useReadingKeys(act: (key: string) => boolean): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelectorAll('[role="dialog"]').length > 1) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

type ActProps = Readonly<{ icon: TablerIcon; word: string; isOff?: boolean; onClick: () => void }>;

/** Large enough for gloves. */
function Act({ icon: Icon, word, isOff = false, onClick }: ActProps): ReactNode {
  return (
    <ActionIcon variant="subtle" size={56} disabled={isOff} aria-label={word} onClick={onClick}>
      <Icon size={28} />
    </ActionIcon>
  );
}

/** One section; it begins at its top, and the keys that scroll are its own. */
function Page({ section, size }: Readonly<{ section: PlacedSection; size: number }>): ReactNode {
  const { t } = useWords();
  const page = useRef<HTMLElement>(null);
  const { show, viewer } = usePictureViewer();
  useEffect(() => page.current?.focus(), []);
  const { title, content } = section.row;
  return (
    <main ref={page} tabIndex={0} style={{ fontSize: size }}>
      <h1>{title}</h1>
      {content.trim() === '' && <p className="dim">{t('passport.nothingWritten')}</p>}
      <MarkdownView text={content} onPicture={show} />
      {viewer}
    </main>
  );
}

export function ReadingView({ passport, sections, open, place }: Props): ReactNode {
  const { t } = useWords();
  const readingSize = useUi((state) => state.readingSize);
  const setReadingSize = useUi((state) => state.setReadingSize);
  const [usual] = useState(fitting);
  // As it was read last on this machine.
  const size = readingSize !== null && readingSize in SIZES ? readingSize : usual;
  useWakeLock();
  const at = sections.indexOf(open);
  const turn = (by: 1 | -1): void => {
    const next = sections[at + by];
    if (next !== undefined) turnTo({ ...place, section: next.row.id, isRead: true }, true);
  };
  const leave = (): void => turnTo({ ...place, isRead: false }, true);
  const grow = (by: 1 | -1): void => setReadingSize(Math.min(SIZES.length - 1, Math.max(0, size + by)));
  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => turn(-1),
    ArrowRight: () => turn(1),
    Escape: leave,
    '+': () => grow(1),
    '=': () => grow(1),
    '-': () => grow(-1),
  };
  useReadingKeys((key) => {
    acts[key]?.();
    return acts[key] !== undefined;
  });
  const variant = passport.variants.find(({ id }) => id === place.variant);
  const department = passport.departments.find(({ id }) => id === open.row.department_id);
  return createPortal(
    // Whatever the look of the house: this one is for the dark.
    <div className="reading" data-look="show" role="dialog" aria-label={open.row.title} data-testid="reading">
      <header>
        <span className="cut grow">
          {[passport.title, variant?.name, department?.name ?? t('passport.general')].filter(Boolean).join(' · ')}
        </span>
        <Act icon={IconMinus} word={t('passport.smaller')} isOff={size === 0} onClick={() => grow(-1)} />
        <Act icon={IconPlus} word={t('passport.larger')} isOff={size === SIZES.length - 1} onClick={() => grow(1)} />
        <Act icon={IconX} word={t('passport.leave')} onClick={leave} />
      </header>
      <Page key={open.row.id} section={open} size={SIZES[size] ?? 24} />
      <footer>
        <Act icon={IconChevronLeft} word={t('passport.previous')} isOff={at <= 0} onClick={() => turn(-1)} />
        <span className="reading-neighbour cut">{sections[at - 1]?.row.title}</span>
        <span className="num">{t('passport.place', { at: at + 1, all: sections.length })}</span>
        <span className="reading-neighbour cut">{sections[at + 1]?.row.title}</span>
        <Act
          icon={IconChevronRight}
          word={t('passport.next')}
          isOff={at >= sections.length - 1}
          onClick={() => turn(1)}
        />
      </footer>
    </div>,
    document.body,
  );
}
