/** A link to any row's page. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pageOf } from '../lib/open-record.ts';

type Props = Readonly<{ table: string; id: string; className?: string; children: ReactNode }>;

export function LinkTo({ table, id, className = 'plain-link', children }: Props): ReactNode {
  return (
    <Link {...pageOf(table, id)} className={className}>
      {children}
    </Link>
  );
}
