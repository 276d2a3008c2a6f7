/** What waits to be sent, as it can be taken as a file: all of it, in the order in which it is sent. */
import { useCallback } from 'react';
import { titlesOf, waitingList } from '../../../shared/features/attention/queries.ts';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { PendingMutation } from '../../../shared/ipc/views.ts';
import { connection } from '../../data/connection.ts';
import { useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { idsIn } from '../../lib/ids-in.ts';
import { mutationLine } from '../../lib/mutation-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { askForSheet } from '../../sheet/sheet-target.ts';

/** What is asked for at once (`titlesOf`). */
const MOST_TITLES = 5000;

/** Reads the whole queue and asks how it is to be taken. */
export function useTakeWaiting(): () => Promise<void> {
  const { t, language } = useWords();
  const showFailure = useShowFailure();
  return useCallback(async () => {
    const word = (key: string): string => fieldName(key, language);
    try {
      const rows = await connection.ask(waitingList, { isWhole: true });
      const ids = [...idsIn(rows.map(({ args }) => args))].slice(0, MOST_TITLES);
      const titles = await connection.ask(titlesOf, { ids });
      askForSheet(
        describedTarget<PendingMutation>({
          title: t('sync.queue'),
          rows,
          columns: [
            { key: 'what', label: word('action'), width: 220, value: ({ name }) => mutationName(name, language) },
            {
              key: 'about',
              label: word('changes'),
              width: 400,
              value: ({ name, args }) => mutationLine(name, args, titles, language),
            },
            { key: 'at', label: word('issued_at'), kind: 'moment', width: 140, value: ({ issuedAt }) => issuedAt },
            {
              key: 'problem',
              label: word('comment'),
              width: 320,
              value: ({ problem }) => problem && sentenceOf(problem.code, problem.details, language),
            },
          ],
        }),
      );
    } catch (error) {
      showFailure(error);
    }
  }, [t, language, showFailure]);
}
