/** Title of a screen (in the bar, as the way here) and what can be done there, in one row above its content. */
import type { ReactNode } from 'react';
import { type Step, Way } from './way.tsx';

type Props = Readonly<{ title: string; steps?: readonly Step[]; aside?: ReactNode; children?: ReactNode }>;

/** `aside` says how much there is, on the left; `children` are the actions, on the right. */
export function PageHeader({ title, steps, aside, children }: Props): ReactNode {
  return (
    <>
      <Way title={title} {...(steps === undefined ? {} : { steps })} />
      <div className="page-head">
        <div className="grow">{aside}</div>
        {children}
      </div>
    </>
  );
}
