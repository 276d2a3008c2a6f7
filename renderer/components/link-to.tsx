/** A link to any row's own page. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { objectOf } from '../lib/open-record.ts';

type Props = Readonly<{ table: string; id: string; className?: string; label?: string; children: ReactNode }>;

export function LinkTo({ table, id, className = 'plain-link', label, children }: Props): ReactNode {
  return (
    <Link
      {...objectOf(table, id)}
      className={className}
      {...(label === undefined ? {} : { 'aria-label': label, title: label })}
    >
      {children}
    </Link>
  );
}
