/** Has sheets made: a draft to look at, and the real one when it is printed or saved. */
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { FormKey, MadePaper, SheetAbout } from '../../../shared/ipc/paper-contract.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { madeUrl, saveMade } from '../../data/content.ts';
import { MOST_PRINTED_PAGES, type Printed, printPdf } from '../../viewer/print-pdf.ts';

/** What is wanted of a form. */
export interface PaperWanted {
  readonly form: FormKey;
  readonly about: SheetAbout;
  readonly language: 'ru' | 'en';
  /** By our form, whatever template of its own the theatre has. */
  readonly isOurs?: boolean;
}

/** What came of asking. */
type Answer = { readonly made: MadePaper } | { readonly failure: Failure };

async function make(wanted: PaperWanted, isDraft: boolean): Promise<Answer> {
  try {
    return { made: (await connection.request('paper.make', { ...wanted, isDraft })) as MadePaper };
  } catch (error) {
    if (error instanceof RequestFailed) return { failure: error.failure };
    throw error;
  }
}

/** The draft of what is wanted; both are missing until it is there. */
export function useDraft(wanted: PaperWanted): { readonly made?: MadePaper; readonly failure?: Failure } {
  const key = JSON.stringify(wanted);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly of: Answer }>();
  useEffect(() => {
    const state = { isOver: false };
    void make(JSON.parse(key) as PaperWanted, true).then((of) => {
      if (!state.isOver) setAnswer({ key, of });
    });
    return () => {
      state.isOver = true;
    };
  }, [key]);
  return answer?.key === key ? answer.of : {};
}

/** What became of a sheet that was printed or saved. */
export type PaperOutcome =
  | { readonly kind: 'saved' | 'printed'; readonly made: MadePaper }
  | { readonly kind: 'tooLong' | 'notOpened'; readonly made: MadePaper }
  | { readonly kind: 'failed'; readonly failure: Failure };

const KINDS: Readonly<Record<Printed, 'printed' | 'tooLong' | 'notOpened'>> = {
  asked: 'printed',
  tooLong: 'tooLong',
  failed: 'notOpened',
};

/** Prints and saves, one at a time. */
export function usePaper(): {
  readonly isBusy: boolean;
  readonly outcome: PaperOutcome | undefined;
  readonly put: (wanted: PaperWanted, on: 'printer' | 'disk') => Promise<void>;
} {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<PaperOutcome>();
  const put = useCallback(async (wanted: PaperWanted, on: 'printer' | 'disk'): Promise<void> => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const answer = await make(wanted, false);
      if ('failure' in answer) return setOutcome({ kind: 'failed', failure: answer.failure });
      const { made } = answer;
      // So many are not drawn here, and what was saved is printed by the system.
      if (on === 'disk' || made.pages > MOST_PRINTED_PAGES) saveMade(made);
      if (on === 'disk') return setOutcome({ kind: 'saved', made });
      setOutcome({ kind: KINDS[await printPdf(madeUrl(made))], made });
    } finally {
      setBusy(false);
    }
  }, []);
  return { isBusy, outcome, put };
}
