/** The time line as screens show it, with what each bar says. */
import { useMemo } from 'react';
import { type Timeline, timeline } from '../../../shared/features/availability/queries.ts';
import { openTimeline } from '../../../shared/features/availability/time-line-answer.ts';
import type { ArgsOf } from '../../../shared/ipc/query.ts';
import { type Answered, useQuery } from '../../data/use-query.ts';

/** Its answer now, and again whenever it changes. */
export function useTimeline(args: ArgsOf<typeof timeline>): Answered<Timeline> {
  const { data, failure, isCurrent } = useQuery(timeline, args);
  const opened = useMemo(() => (data === undefined ? undefined : openTimeline(data)), [data]);
  return { data: opened, failure, isCurrent };
}
