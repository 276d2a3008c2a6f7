/** What scans, keys and taps do on a packing list: what is packed, what is asked, what is taken back. */
import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState } from 'react';
import { packingLastOfLine } from '../../../shared/features/packing/queries.ts';
import type {
  PackingEntryRequest,
  PackingEntryView,
  PackingVerdict,
  PackingVerdictKind,
} from '../../../shared/ipc/packing-contract.ts';
import { packingEntryId } from '../../../shared/mutations/packing-lines.ts';
import { packingUndo } from '../../../shared/mutations/packing-undo.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate, useShowFailure } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { useUi } from '../../store/ui-store.ts';
import { SentEntries } from '../counts/sent-entries.ts';
import { type Quantity, useQuantity } from '../counts/use-quantity.ts';
import { usePackingSending } from './use-packing-sending.ts';

const SOUNDS: Readonly<Record<PackingVerdictKind, Sound>> = {
  packed: 'ok',
  moved: 'ok',
  extra: 'ok',
  opened: 'ok',
  repeated: 'already',
  full: 'already',
  ask: 'problem',
  unknown: 'problem',
  foreign: 'problem',
  place: 'problem',
  decommissioned: 'problem',
};

/** What stands in the large line: what the last entry meant, or why it was refused. */
export type Said =
  | { readonly kind: 'verdict'; readonly verdict: PackingVerdict; readonly request: PackingEntryRequest }
  | { readonly kind: 'refused'; readonly sentence: string };

/** The packing screen at work. */
export interface Packing {
  readonly said: Said | undefined;
  /** It is asked whether a thing goes beyond the list. */
  readonly asks: boolean;
  readonly waiting: number;
  readonly quantity: Quantity;
  readonly packsCases: boolean;
  readonly setPacksCases: (packs: boolean) => void;
  /** A code that was scanned (`heardAt`), or typed. */
  readonly take: (code: string, heardAt: number | null) => void;
  /** One, or as many as the quantity says, of a thing into the open case. */
  readonly add: (itemId: string) => void;
  /** «Take as extra?» Yes, or no. */
  readonly answer: (takes: boolean) => void;
  readonly undo: (entryId: string) => Promise<boolean>;
  /** The last that was put into a line is taken out again, whoever put it there. */
  readonly undoLine: (lineId: string) => void;
  readonly undoLast: (entries: readonly PackingEntryView[]) => Promise<void>;
}

function sound(kind: Sound): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(kind);
}

/** Opens a case, or none. The address says which: Back closes nothing. */
export function openCase(tourId: string, caseId: string | null): void {
  go({
    to: '/tours/{-$id}/{-$tab}',
    params: { id: tourId, tab: 'packing' },
    search: { part: caseId ?? undefined },
    replace: true,
  });
}

const isQuestion = (said: Said | undefined): boolean =>
  said?.kind === 'verdict' && (said.verdict.kind === 'ask' || said.verdict.kind === 'full');

/** Entries taken back: by name, or the last of this person. */
function useTakingBack(
  sent: SentEntries,
  userId: string,
  beforeUndo: () => () => void,
): Pick<Packing, 'undo' | 'undoLine' | 'undoLast'> {
  const { t } = useWords();
  const mutate = useMutate();
  const showFailure = useShowFailure();
  const undo = useCallback(
    async (entryId: string): Promise<boolean> => {
      const onUndone = beforeUndo();
      const isUndone = await mutate(packingUndo, { of: entryId });
      if (isUndone) onUndone();
      return isUndone;
    },
    [mutate, beforeUndo],
  );
  // One after the other: who presses twice means the last two, and not the same one again.
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const undoLine = useCallback(
    (lineId: string): void => {
      turn.current = turn.current.then(async () => {
        try {
          const last = await connection.ask(packingLastOfLine, { lineId });
          if (last !== null) await undo(last.id);
        } catch (error) {
          showFailure(error);
        }
      });
    },
    [showFailure, undo],
  );
  const undoLast = useCallback(
    async (entries: readonly PackingEntryView[]): Promise<void> => {
      const listed = entries.map(({ id, byId, isUndone }) => ({ id, countedById: byId, isUndone }));
      const last = await sent.takeLast(listed, userId);
      if (last === undefined) notifications.show({ message: t('packing.nothingToUndo') });
      else if (!(await undo(last))) sent.putBack(last);
    },
    [sent, t, undo, userId],
  );
  return { undo, undoLine, undoLast };
}

/** `caseId`: the case that is open. */
export function usePacking(tourId: string, caseId: string | null): Packing {
  const userId = useSessionInfo().user?.id ?? '';
  const quantity = useQuantity();
  const [said, setSaid] = useState<Said>();
  const [packsCases, setPacksCases] = useState(false);
  const [sent] = useState(() => new SentEntries());
  const onAnswer = useCallback<Parameters<typeof usePackingSending>[0]['onAnswer']>(
    (request, { verdict, entryId }) => {
      sent.settle(packingEntryId(request.id, 0), entryId !== null);
      if (verdict.kind === 'opened') openCase(tourId, verdict.itemId);
      setSaid({ kind: 'verdict', verdict, request });
      sound(SOUNDS[verdict.kind]);
    },
    [sent, tourId],
  );
  const onRefused = useCallback<Parameters<typeof usePackingSending>[0]['onRefused']>(
    (request, sentence) => {
      sent.settle(packingEntryId(request.id, 0), false);
      setSaid({ kind: 'refused', sentence });
      sound('problem');
    },
    [sent],
  );
  const { waiting, send } = usePackingSending({ userId, tourId, onAnswer, onRefused });
  const enter = useCallback(
    (entry: Pick<PackingEntryRequest, 'what' | 'heardAt'> & { isExtra?: boolean; quantity?: number }): void => {
      const pieces = entry.quantity ?? quantity.take();
      if (pieces === undefined) {
        quantity.input.current?.focus();
        sound('problem');
        return;
      }
      const id = newId();
      sent.note(packingEntryId(id, 0));
      send({ tourId, caseId, packsCases, isExtra: false, ...entry, id, quantity: pieces });
    },
    [caseId, packsCases, quantity, send, sent, tourId],
  );
  const answer = useCallback(
    (takes: boolean): void => {
      if (said?.kind !== 'verdict' || !isQuestion(said)) return;
      const { verdict, request } = said;
      setSaid(undefined);
      if (takes && verdict.itemId !== null)
        enter({ what: { itemId: verdict.itemId }, heardAt: null, isExtra: true, quantity: request.quantity });
    },
    [enter, said],
  );
  // What was said before is not true any more; what a scan said meanwhile is.
  const beforeUndo = useCallback(() => () => setSaid((now) => (now === said ? undefined : now)), [said]);
  return {
    said,
    asks: isQuestion(said),
    waiting,
    quantity,
    packsCases,
    setPacksCases,
    take: useCallback((code, heardAt) => enter({ what: { code: code.slice(0, 100) }, heardAt }), [enter]),
    add: useCallback((itemId) => enter({ what: { itemId }, heardAt: null }), [enter]),
    answer,
    ...useTakingBack(sent, userId, beforeUndo),
  };
}
