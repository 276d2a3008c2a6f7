/** A button that has to be held: what it does would be a fault if it were done by accident. By pointer and by key. */
import { IconLock } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** Long enough that no elbow does it. */
export const HOLD_MS = 1200;

export function HoldButton({
  label,
  hint,
  onHeld,
}: Readonly<{ label: string; hint: string; onHeld: () => void }>): ReactNode {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const act = useRef(onHeld);
  useEffect(() => {
    act.current = onHeld;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const press = (): void => {
    clearTimeout(timer.current);
    setHeld(true);
    timer.current = setTimeout(() => act.current(), HOLD_MS);
  };
  const release = (): void => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) press();
  };
  return (
    <button
      type="button"
      className="sh-exit"
      data-held={isHeld}
      title={hint}
      style={{ '--hold': `${String(HOLD_MS)}ms` } as CSSProperties}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onKeyDown={onKey}
      onKeyUp={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <IconLock size={20} aria-hidden />
      <span className="word">{label}</span>
    </button>
  );
}
