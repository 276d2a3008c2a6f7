/** A line of Today: a sign, what it is, what is said of it, and what can be done. */
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = Readonly<{
  icon: TablerIcon;
  tone?: 'ok' | 'warn' | 'bad';
  title: ReactNode;
  sub?: string;
  children?: ReactNode;
}>;

export function TodayItem({ icon: Icon, tone, title, sub, children }: Props): ReactNode {
  return (
    <li className="td-item" data-one={sub === undefined || sub === ''}>
      <Icon size={18} stroke={1.75} data-tone={tone} aria-hidden />
      <div className="td-said">
        <div className="td-title cut">{title}</div>
        {sub !== undefined && sub !== '' && <div className="td-sub cut">{sub}</div>}
      </div>
      {children !== undefined && <div className="td-do">{children}</div>}
    </li>
  );
}

/** A part of Today with its heading. */
export function TodayPart({
  title,
  note,
  aside,
  children,
}: Readonly<{ title: string; note?: string; aside?: ReactNode; children: ReactNode }>): ReactNode {
  return (
    <section className="td-part" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && note !== '' && <span className="dim small num">{note}</span>}
        {aside}
      </header>
      {children}
    </section>
  );
}
