/** Counts, and what stands in one of them, as they can be taken as files. */
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { CountHead, CountLines, CountReview } from '../../../shared/ipc/count-contract.ts';
import type { CountListRow } from '../../../shared/ipc/views.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';
import type { LineFilter } from './count-lines.tsx';

/** The list of all counts. */
export function useCountsTarget(counts: readonly CountListRow[] | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const { status } = tableOf('inventory_counts').columns;
  useSheetTarget(
    describedTarget<CountListRow>(
      counts && {
        title: t('counts.title'),
        rows: counts,
        columns: [
          { key: 'name', label: word('name'), width: 300, value: (count) => count.name },
          { key: 'status', label: word('status'), value: (count) => statusName(count.status, language, status) },
          { key: 'location', label: word('location_id'), value: (count) => count.location },
          { key: 'is_blind', label: word('is_blind'), kind: 'flag', value: (count) => count.is_blind === 1 },
          { key: 'lines', label: t('sheet.lines'), kind: 'number', value: (count) => count.lines },
          { key: 'entries', label: t('sheet.entries'), kind: 'number', value: (count) => count.entries },
          { key: 'started_at', label: word('started_at'), kind: 'moment', value: (count) => count.started_at },
          { key: 'posted_at', label: word('posted_at'), kind: 'moment', value: (count) => count.posted_at },
          { key: 'reversed_at', label: word('reversed_at'), kind: 'moment', value: (count) => count.reversed_at },
        ],
      },
    ),
  );
}

/** The lines that stand in sight while somebody counts, all of them. */
export function useLinesTarget(head: CountHead, lines: CountLines, filter: LineFilter, placeId: string | null): void {
  const { name: title, id } = head.count;
  useSheetTarget({
    title,
    count: lines.total,
    chosen: 0,
    source: () => ({ kind: 'count', title, id, part: 'lines', filter, placeId }),
  });
}

/** The whole review. */
export function useReviewTarget(head: CountHead, review: CountReview | undefined): void {
  const { name, id } = head.count;
  const { t } = useWords();
  const title = `${t('review.title')}: ${name}`;
  useSheetTarget(
    review && {
      title,
      count: review.total,
      chosen: 0,
      source: () => ({ kind: 'count', title, id, part: 'review', filter: 'all', placeId: null }),
    },
  );
}
