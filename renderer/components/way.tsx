/** The way here, in the bar: the rooms that were passed, then where the person is, as the page's heading. */
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

/** The place in the bar that a screen fills; the shell provides it. */
export const WaySlot = createContext<HTMLElement | null>(null);

/** A room that was passed: `{ label, link: doorOf('counts') }`. */
export interface Step {
  readonly label: string;
  readonly link: { readonly to: string; readonly search?: Readonly<Record<string, string>> };
}

/** Puts the page's heading into the bar; outside the shell it stands where it is written. */
export function Way({ steps = [], title }: Readonly<{ steps?: readonly Step[]; title: string }>): ReactNode {
  const slot = use(WaySlot);
  const heading = (
    <>
      {steps.map(({ label, link }) => (
        <span key={label}>
          <Link {...link}>{label}</Link>{' '}
          <span className="slash" aria-hidden>
            /
          </span>
        </span>
      ))}
      <h1>{title}</h1>
    </>
  );
  return slot === null ? heading : createPortal(heading, slot);
}
