/** One count: counting while it runs, review when it is asked for or over. */

import type { ReactNode } from 'react';
import { countHead } from '../../../shared/features/counts/queries.ts';
import type { CountHead } from '../../../shared/ipc/count-contract.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { countTarget, usePrintTarget } from '../paper/paper-store.ts';
import './counts.css';
import { Counting } from './counting.tsx';
import { Review } from './review.tsx';

export function CountScreen({ id, part }: Readonly<{ id: string; part: string | undefined }>): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(countHead, { id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  if (data === null) return <EmptyState title={t('inventory.emptyTitle')} />;
  return <Known head={data} part={part} />;
}

function Known({ head, part }: Readonly<{ head: CountHead; part: string | undefined }>): ReactNode {
  usePrintTarget(countTarget(head.count.id, head.count.name));
  return part === 'review' || head.count.status !== 'counting' ? <Review head={head} /> : <Counting head={head} />;
}
