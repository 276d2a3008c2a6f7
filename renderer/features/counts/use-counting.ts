/** What scans and keys do: look the code up, judge it, record it, say so. Codes are taken one after the other, however fast they come. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { CodeMatch } from '../../../shared/ipc/views.ts';
import type { CountDetail, CountLineView } from '../../../shared/ipc/views.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { useUi } from '../../store/ui-store.ts';
import { judge, type Verdict, type VerdictKind } from './verdict.ts';

const SOUNDS: Readonly<Record<VerdictKind, Sound>> = { found: 'ok', place: 'ok', more: 'already', unexpected: 'problem', unknown: 'problem', outside: 'problem' };

export interface Counting {
  readonly verdict: Verdict | undefined;
  readonly flashed: string | undefined;
  readonly quantity: number | string;
  readonly placeId: string | null;
  readonly setQuantity: (quantity: number | string) => void;
  readonly setPlaceId: (id: string | null) => void;
  readonly take: (code: string) => Promise<void>;
  readonly add: (line: CountLineView, quantity: number) => Promise<void>;
  readonly undo: (entryId: string) => Promise<void>;
  readonly undoLast: () => Promise<void>;
}

export const lineKey = (itemId: string | null, locationId: string): string => `${itemId ?? ''}/${locationId}`;

export function useCounting(detail: CountDetail): Counting {
  const mutate = useMutate();
  const [verdict, setVerdict] = useState<Verdict>();
  const [flashed, setFlashed] = useState<string>();
  const [quantity, setQuantity] = useState<number | string>(1);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const latest = useRef({ detail, quantity, placeId });
  // With the paint, not after it: a key pressed at what is on the screen must find what is on the screen.
  useLayoutEffect(() => { latest.current = { detail, quantity, placeId }; });
  const recorded = useRef<string[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    const done = queue.current.then(work).catch(() => undefined);
    queue.current = done;
    return done;
  }, []);

  const record = useCallback(async (judged: Verdict, code: string | null): Promise<void> => {
    const { count } = latest.current.detail;
    const id = newId();
    const isSaved = await mutate('count.recordEntry', { id, countId: count.id, itemId: judged.itemId, scannedCode: code, locationId: judged.locationId, quantity: judged.quantity });
    if (!isSaved) return;
    recorded.current.push(id);
    setVerdict(judged);
    setFlashed(`${lineKey(judged.itemId, judged.locationId)}#${Date.now()}`);
    const { appearance, isSoundOn } = useUi.getState();
    if (isSoundOn && appearance !== 'show') play(SOUNDS[judged.kind]);
  }, [mutate]);

  const takeNow = useCallback(async (code: string): Promise<void> => {
    const match = await connection.request('query', { name: 'code.find', args: { code: code.slice(0, 100) } }) as CodeMatch;
    const now = latest.current;
    const judged = judge(now.detail, match, now.placeId, Math.max(1, Number(now.quantity)));
    setQuantity(1);
    if (judged.kind === 'place') setPlaceId(judged.locationId);
    if (judged.kind === 'place' || judged.kind === 'outside') {
      setVerdict(judged);
      return;
    }
    await record(judged, code);
  }, [record]);

  const take = useCallback((code: string): Promise<void> => inTurn(() => takeNow(code)), [takeNow, inTurn]);

  const add = useCallback((line: CountLineView, delta: number): Promise<void> => inTurn(() => record({
    kind: !latest.current.detail.count.is_blind && line.counted + delta > line.expected ? 'more' : 'found', name: line.name, place: undefined, itemId: line.itemId, locationId: line.locationId,
    quantity: delta, expected: line.expected, counted: line.counted + delta,
  }, null)), [record, inTurn]);

  const undo = useCallback(async (entryId: string): Promise<void> => {
    if (await mutate('count.undoEntry', { entryId })) setVerdict(undefined);
  }, [mutate]);

  const undoLast = useCallback((): Promise<void> => inTurn(async () => {
    const { entries } = latest.current.detail;
    const isUndone = (id: string): boolean => entries.some((entry) => entry.id === id && entry.isUndone);
    // What was recorded here, newest first, even where the list has not caught up; after a restart, what the list says.
    let last = recorded.current.pop();
    while (last !== undefined && isUndone(last)) last = recorded.current.pop();
    last ??= entries.find((entry) => !entry.isUndone)?.id;
    if (last !== undefined) await undo(last);
  }), [undo, inTurn]);

  return { verdict, flashed, quantity, placeId, setQuantity, setPlaceId, take, add, undo, undoLast };
}
