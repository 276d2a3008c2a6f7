/** What people do with pieces on these screens: each act is sent once, said in one line, and can be taken back. */
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { create } from 'zustand';
import type { Result } from '../../../shared/base/refusal.ts';
import type { LoadAct } from '../../../shared/features/transports/queries.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { MutationOf } from '../../../shared/mutations/mutation.ts';
import { packingEntryId } from '../../../shared/mutations/packing-lines.ts';
import { packingUndo } from '../../../shared/mutations/packing-undo.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useWords } from '../../i18n/use-words.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { useUi } from '../../store/ui-store.ts';
import { useUndoStack } from '../../undo/undo-stack.ts';

/** Something that was recorded in this window. */
export interface Act {
  /** Of the mutation. */
  readonly id: string;
  readonly tourId: string;
  /** What was done, in a word, and with what. */
  readonly said: string;
  readonly name: string;
  /** `warn`: what is missing or damaged is no good news. */
  readonly tone: 'ok' | 'warn';
  readonly at: string;
  readonly by: string;
  readonly isUndone: boolean;
}

/** Last acts that are shown. */
const SHOWN = 5;

interface ActsState {
  readonly acts: readonly Act[];
  readonly add: (act: Act) => void;
  readonly undone: (id: string) => void;
}

/** What is said at once, before the ledger tells of it; they live as long as the window. */
const useActs = create<ActsState>()((set) => ({
  acts: [],
  add: (act) => set(({ acts }) => ({ acts: [act, ...acts].slice(0, 50) })),
  undone: (id) => set(({ acts }) => ({ acts: acts.map((act) => (act.id === id ? { ...act, isUndone: true } : act)) })),
}));

export interface Recording {
  /** The newest first. */
  readonly last: readonly Act[];
  /** Records; a refusal is said as one sentence, with a sound. Answers whether it was recorded. */
  readonly record: <A>(
    mutation: MutationOf<A>,
    args: NoInfer<A>,
    told: Pick<Act, 'said' | 'name'> & Partial<Pick<Act, 'tone'>>,
    sound?: Sound,
  ) => Promise<boolean>;
  readonly undo: (act: Act) => Promise<void>;
  /** The same for an act that the ledger tells of, also of another laptop or of before this window. */
  readonly undoLedger: (act: LoadAct) => Promise<void>;
}

/** Unless somebody has switched sounds off. */
export function sound(which: Sound): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(which);
}

interface Ways {
  /** The key for taking back knows it as well, where the screen has none of its own. */
  readonly isNoted?: boolean;
  /** Where the screen says itself why something was not recorded, so that no notice covers it. */
  readonly onRefused?: (sentence: string) => void;
}

export function useRecording(tourId: string, { isNoted = true, onRefused }: Ways = {}): Recording {
  const { t, language } = useWords();
  const user = useSessionInfo().user;
  const { acts, add, undone } = useActs();
  const by = user === null || user === undefined ? '' : user.name;
  const send = useCallback(
    async (id: string, name: string, args: unknown): Promise<boolean> => {
      const refuse = (code: string, details: Parameters<typeof sentenceOf>[1]): false => {
        const message = code === 'link.lost' ? t('link.lost') : sentenceOf(code, details, language);
        if (onRefused === undefined) notifications.show({ color: 'red', message, autoClose: 8000 });
        else onRefused(message);
        sound('problem');
        return false;
      };
      try {
        const result = (await connection.request('mutate', { name, args, id })) as Result<unknown>;
        return result.ok || refuse(result.error.code, result.error.details);
      } catch (error) {
        if (error instanceof RequestFailed) return refuse(error.failure.code, error.failure.details);
        throw error;
      }
    },
    [language, onRefused, t],
  );
  const record = useCallback<Recording['record']>(
    async ({ name }, args, told, which = 'ok') => {
      const id = newId();
      if (!(await send(id, name, args))) return false;
      if (isNoted) useUndoStack.getState().note(id, { name, args });
      add({ id, tourId, tone: 'ok', ...told, at: new Date().toISOString(), by, isUndone: false });
      sound(which);
      return true;
    },
    [add, by, isNoted, send, tourId],
  );
  const undo = useCallback<Recording['undo']>(
    async ({ id }) => {
      if (await send(newId(), packingUndo.name, { of: id })) undone(id);
    },
    [send, undone],
  );
  const undoLedger = useCallback<Recording['undoLedger']>(
    async ({ id, entryIds }) => {
      if (!(await send(newId(), packingUndo.name, { of: id, isAct: true }))) return;
      const own = useActs.getState().acts.find((act) => entryIds.includes(packingEntryId(act.id, 0)));
      if (own !== undefined) undone(own.id);
    },
    [send, undone],
  );
  return { last: acts.filter((act) => act.tourId === tourId).slice(0, SHOWN), record, undo, undoLedger };
}
