/** A picture: fitted, closer by wheel or keys, drawn about by hand, turned. */
import { IconArrowsMaximize, IconFileAlert, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Tool } from './tool.tsx';

type Props = Readonly<{
  src: string;
  label: string;
  /** At the right of the bar. */
  children?: ReactNode;
}>;

const CLOSEST = 16;
const STEP = 1.25;
/** Pixels by which an arrow key moves what is larger than its place. */
const MOVE = 60;

/** How a picture stands: `zoom` 1 fits it, `x` and `y` are pixels from the middle, `turn` degrees clockwise. */
interface Stance {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}
const FITTED: Stance = { zoom: 1, x: 0, y: 0, turn: 0 };

function closer(stance: Stance, by: number, at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): Stance {
  const zoom = Math.min(CLOSEST, Math.max(1, stance.zoom * by));
  if (zoom === 1) return { ...FITTED, turn: stance.turn };
  // What lies under the pointer stays there.
  const grown = zoom / stance.zoom;
  return { ...stance, zoom, x: at.x - (at.x - stance.x) * grown, y: at.y - (at.y - stance.y) * grown };
}

const turned = (stance: Stance): Stance => ({ ...FITTED, turn: (stance.turn + 90) % 360 });

/** Dragging with one pointer; the picture follows it. */
function useDragging(stance: Stance, setStance: (stance: Stance) => void) {
  const from = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || stance.zoom === 1) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX - stance.x, y: event.clientY - stance.y };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (from.current !== undefined)
        setStance({ ...stance, x: event.clientX - from.current.x, y: event.clientY - from.current.y });
    },
    onPointerUp: (): void => {
      from.current = undefined;
    },
  };
}

/** What the keys do besides those of the window around it. */
function keysOf(stance: Stance, set: (stance: Stance) => void): Readonly<Record<string, () => void>> {
  const move = (x: number, y: number) => () => set({ ...stance, x: stance.x + x, y: stance.y + y });
  return {
    '+': () => set(closer(stance, STEP)),
    '=': () => set(closer(stance, STEP)),
    '-': () => set(closer(stance, 1 / STEP)),
    '0': () => set({ ...FITTED, turn: stance.turn }),
    KeyR: () => set(turned(stance)),
    ArrowUp: move(0, MOVE),
    ArrowDown: move(0, -MOVE),
  };
}

export function PictureView({ src, label, children }: Props): ReactNode {
  const { t } = useWords();
  const [stance, setStance] = useState(FITTED);
  const [broken, setBroken] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const drag = useDragging(stance, setStance);
  const latest = useRef(stance);
  useLayoutEffect(() => {
    latest.current = stance;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: event.clientX - box.x - box.width / 2, y: event.clientY - box.y - box.height / 2 };
      setStance(closer(latest.current, Math.exp(-event.deltaY / 400), at));
    };
    // React's own listeners may not keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      const keys = keysOf(latest.current, setStance);
      (keys[event.key] ?? keys[event.code])?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const { zoom, x, y, turn } = stance;
  return (
    <div className="viewer">
      <div className="viewer-bar" role="toolbar" aria-label={t('viewer.tools')}>
        <Tool label={t('viewer.smaller')} keys="−" onClick={() => setStance(closer(stance, 1 / STEP))}>
          <IconZoomOut size={18} />
        </Tool>
        <span className="viewer-zoom num">{Math.round(zoom * 100)} %</span>
        <Tool label={t('viewer.larger')} keys="+" onClick={() => setStance(closer(stance, STEP))}>
          <IconZoomIn size={18} />
        </Tool>
        <Tool label={t('viewer.whole')} keys="0" onClick={() => setStance({ ...FITTED, turn })}>
          <IconArrowsMaximize size={18} />
        </Tool>
        <Tool label={t('viewer.turn')} keys="R" onClick={() => setStance(turned(stance))}>
          <IconRotateClockwise size={18} />
        </Tool>
        <span className="grow" />
        {children}
      </div>
      <div ref={place} className="viewer-body picture" data-close={zoom > 1} {...drag} data-testid="picture">
        {broken === src ? (
          <EmptyState
            icon={<IconFileAlert size={40} stroke={1.2} />}
            title={t('viewer.noPicture')}
            hint={t('viewer.noPictureHint')}
          />
        ) : (
          <img
            src={src}
            alt={label}
            draggable={false}
            // A quarter turn changes what its sides have room for.
            data-turned={turn % 180 !== 0}
            style={{ transform: `translate(${x}px, ${y}px) rotate(${turn}deg) scale(${zoom})` }}
            onError={() => setBroken(src)}
          />
        )}
      </div>
    </div>
  );
}
