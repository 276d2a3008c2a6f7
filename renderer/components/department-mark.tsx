/** The thin mark of a department's hue. Its name stands beside it: nothing is said by the hue alone. */
import type { ReactNode } from 'react';
import './department-mark.css';

/** By which codes and names a house calls the departments that the look has a hue for. */
const HUES: readonly (readonly [hue: string, called: RegExp])[] = [
  ['light', /light|lx|свет|elec/i],
  ['sound', /sound|audio|звук/i],
  ['costume', /costume|wardrobe|кост|dress/i],
  ['makeup', /make|hair|грим/i],
  ['video', /video|видео|projection/i],
  ['machinery', /mach|stage|mont|монт|маш|prop|рекв|бутаф|scen|дек/i],
];

interface Props {
  /** Of the department; null where there is none: grey, as one without a hue. */
  readonly code: string | null;
  /** Tells more than a code that the house made up. */
  readonly name?: string | undefined;
  /** Where it stands otherwise than beside a name in a line. */
  readonly className?: string;
}

export function DepartmentMark({ code, name = '', className = 'department-mark' }: Props): ReactNode {
  const hue = code === null ? undefined : HUES.find(([, called]) => called.test(code) || called.test(name))?.[0];
  return (
    <span
      className={className}
      style={{ background: hue === undefined ? 'var(--faint)' : `var(--d-${hue})` }}
      aria-hidden
    />
  );
}
