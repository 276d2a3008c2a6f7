/** What waits for an administrator, as it can be taken as a file: what was changed since first, as on the screen. */
import { fieldName } from '../../../shared/i18n/names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { QuarantinedView } from '../../../shared/ipc/people-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { mutationWords } from '../../lib/mutation-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import type { SheetTarget } from '../../sheet/sheet-target.ts';

/** Of changes that nobody has decided about. */
export function useQuarantineTarget(
  clashing: readonly QuarantinedView[],
  clear: readonly QuarantinedView[],
  titles: Readonly<Record<string, string>>,
): SheetTarget | undefined {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const wordsOf = ({ name, args }: QuarantinedView) => mutationWords(name, args, titles, language);
  return describedTarget<QuarantinedView>({
    title: t('team.quarantine'),
    groupedBy: word('status'),
    parts: [
      { label: t('team.changedSince'), rows: clashing },
      { label: t('team.clear'), rows: clear },
    ],
    columns: [
      { key: 'subject', label: word('entity_type'), width: 260, value: (entry) => wordsOf(entry).subject },
      { key: 'change', label: word('action'), width: 320, value: (entry) => wordsOf(entry).change },
      { key: 'author', label: word('author_id'), value: ({ authorName }) => authorName },
      { key: 'issued_at', label: word('issued_at'), kind: 'moment', width: 140, value: ({ issuedAt }) => issuedAt },
      { key: 'device', label: t('team.tabLaptops'), value: ({ deviceName }) => deviceName },
      {
        key: 'refusal',
        label: word('comment'),
        width: 320,
        value: ({ refusal }) => (refusal === null ? null : sentenceOf(refusal.code, refusal.details, language)),
      },
    ],
  });
}
