/** A tab that scrolls as a whole, and is found where it was left. */
import { type ReactNode, useRef } from 'react';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';

type Props = Readonly<{ name: string; label: string; children: ReactNode }>;

export function TabScroll({ name, label, children }: Props): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll(`production ${name}`, scroller);
  return (
    <div ref={scroller} className="production-scroll" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
