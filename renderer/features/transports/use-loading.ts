/** What scans, keys and touches do at the tailgate of a truck. A question is asked in place, answered by + or Esc. */
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import {
  type BoardLine,
  type LoadAct,
  lastLoadActs,
  type TransportBoard,
  type TruckView,
} from '../../../shared/features/transports/queries.ts';
import { packingPlan, packingRecord, packingRecordCase } from '../../../shared/mutations/packing-mutations.ts';
import { transportPutBack } from '../../../shared/mutations/transport-putback.ts';
import { lineHere, linesOfUnit } from '../../../shared/rules/load-units.ts';
import { everPacked } from '../../../shared/rules/packing.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { useShowFailure } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { keyWasUsed } from '../../lib/scanner.ts';
import { useUndoStack } from '../../undo/undo-stack.ts';
import { type BoardUnit, findThing, isAway, loadable, piecesOut, unloadable } from './board-model.ts';
import { type Recording, sound, useRecording } from './use-recording.ts';

/**
 * What is done at the tailgate; at home what comes out of a truck that was away has come back, and out of one that has
 * not left it is put back where it was.
 */
export type Work = 'load' | 'unload' | 'return' | 'putBack';

/** What was heard last, where it was not recorded. */
export interface Heard {
  readonly tone: 'warn' | 'bad';
  readonly name: string;
  readonly text: string;
}

/** A question in place. */
export interface Asked {
  readonly text: string;
  readonly yes: () => Promise<unknown>;
}

export interface Loading extends Recording {
  readonly heard: Heard | undefined;
  readonly asked: Asked | undefined;
  readonly take: (code: string) => Promise<void>;
  /** Moves all of a load that can be moved; of a thing `most` pieces. */
  readonly moveUnit: (unit: BoardUnit, most?: number) => Promise<void>;
  readonly answer: (isYes: boolean) => void;
  /** What was done last here, by oneself: in this window, else by the ledger. */
  readonly undoLast: () => void;
  /** By the ledger, the newest first; undefined until it is known. */
  readonly acts: readonly LoadAct[] | undefined;
}

/** The same code within this time is the same scan. */
const AGAIN_MS = 1000;

/** Where the work is done: at a truck, or at the door of the house. */
export interface Gate {
  readonly board: TransportBoard;
  readonly truck: TruckView | undefined;
  readonly work: Work;
}

interface Moving {
  readonly line: BoardLine;
  readonly pieces: number;
  readonly isWhole: boolean;
  readonly from?: string | undefined;
}

/** Recording what goes in or out. */
function useMoves({ board, truck, work }: Gate, recording: Recording) {
  const { t } = useWords();
  const { record } = recording;
  const tourId = board.tour.id;
  return useCallback(
    async ({ line, pieces, isWhole, from }: Moving): Promise<boolean> => {
      const where = {
        transportId: truck?.id ?? null,
        ...(work === 'return' ? {} : { venueId: truck?.venueId ?? null }),
      };
      const wasPacked = work !== 'load' || isWhole || line.sums.packed > 0 || truck?.venueId !== null;
      const isGivenUp = line.status === 'decommissioned';
      const done = wasPacked ? t(`transports.said.${work}`) : t('transports.said.unpackedToo');
      const said = isGivenUp ? `${done}; ${t('transports.isDecommissioned')}` : done;
      const name = [line.name, from === undefined ? undefined : t('transports.said.fromCase', { name: from })];
      const told = { said, name: name.filter(Boolean).join(' ') + (pieces > 1 && !isWhole ? ` × ${pieces}` : '') };
      if (work === 'putBack') {
        if (truck === undefined) return false;
        const { itemId, caseId } = line;
        const args = { tourId, transportId: truck.id, itemId, caseId, ...(isWhole ? {} : { quantity: pieces }) };
        return record(transportPutBack, args, told);
      }
      if (isWhole) return record(packingRecordCase, { tourId, caseId: line.itemId, action: work, ...where }, told);
      const args = { tourId, itemId: line.itemId, caseId: line.caseId, action: work, quantity: pieces, ...where };
      return record(packingRecord, args, told, wasPacked && !isGivenUp ? 'ok' : 'already');
    },
    [record, t, tourId, truck, work],
  );
}

/**
 * What was moved and is not on the screen yet: a key that comes after a scan, or twice, before the board has heard of
 * the first would move the same once more.
 */
function useOnce(board: TransportBoard, moves: (moving: Moving) => Promise<boolean>) {
  const moved = useRef<{ readonly board: TransportBoard; readonly ids: Set<string> }>(undefined);
  const move = useCallback(
    async (moving: Moving): Promise<boolean> => {
      if (moved.current?.board !== board) moved.current = { board, ids: new Set() };
      const { ids } = moved.current;
      ids.add(moving.line.id);
      const isDone = await moves(moving);
      if (!isDone) ids.delete(moving.line.id);
      return isDone;
    },
    [board, moves],
  );
  const isOnItsWay = useCallback(
    (lineId: string): boolean => moved.current?.board === board && moved.current.ids.has(lineId),
    [board],
  );
  return { move, isOnItsWay };
}

/** Pieces of a line that this work can move here. */
const movableAt = ({ truck, work }: Gate): ((line: BoardLine) => number) => {
  if (truck === undefined || work === 'return') return piecesOut;
  return work === 'load' ? loadable(truck) : unloadable(truck);
};

/** What a code means here: recorded, asked about, or said why not. */
function useCodes(
  gate: Gate,
  recording: Recording,
  move: (moving: Moving) => Promise<boolean>,
  say: { readonly hear: (heard: Heard) => void; readonly ask: (asked: Asked) => void },
) {
  const { t } = useWords();
  const { board, truck, work } = gate;
  const { hear, ask } = say;
  return useCallback(
    async (code: string): Promise<void> => {
      const refuse = (name: string, text: string, tone: Heard['tone'] = 'warn'): void => {
        sound(tone === 'bad' ? 'problem' : 'already');
        hear({ tone, name, text });
      };
      const match = await connection.ask(codeLookup, { code });
      if (match.kind === 'unknown' || match.id === null) return refuse(code, t('transports.said.unknown'), 'bad');
      if (match.kind === 'location') return refuse(match.name, t('transports.said.place'), 'bad');
      const itemId = match.id;
      const found = findThing(board, itemId, truck, movableAt(gate));
      if (found === undefined) {
        if (work !== 'load') return refuse(match.name, t('transports.said.notIn'), 'bad');
        sound('already');
        const extra = async (): Promise<unknown> => {
          const changes = [{ itemId, caseId: null, by: 1, isExtra: true }];
          const told = { said: t('transports.said.load'), name: match.name };
          const where = { transportId: truck?.id ?? null, venueId: truck?.venueId ?? null };
          const args = { tourId: board.tour.id, itemId, caseId: null, action: 'load' as const, quantity: 1, ...where };
          return (
            (await recording.record(packingPlan, { tourId: board.tour.id, changes }, told)) &&
            recording.record(packingRecord, args, told)
          );
        };
        return ask({ text: t('transports.asked.extra', { name: match.name }), yes: extra });
      }
      const { unit, line, isWhole } = found;
      const inside = unit.isCase && !isWhole ? unit.line.name : undefined;
      const moving: Moving = { line, pieces: 1, isWhole, from: inside };
      const whole = [unit.line, ...unit.inside].reduce((sum, each) => sum + movableAt(gate)(each), 0);
      if ((isWhole ? whole : movableAt(gate)(line)) === 0) {
        const word = work === 'load' ? 'already' : work === 'return' ? 'isBack' : 'notIn';
        return refuse(line.name, t(`transports.said.${word}`));
      }
      const other = board.trucks.find(({ id }) => id === unit.toTruckId);
      // Where some of it is in this truck already, somebody has said so.
      const isNews = truck === undefined || line.loaded.every(({ at }) => at !== truck.id);
      if (work === 'load' && other !== undefined && other.id !== truck?.id && isNews) {
        sound('already');
        return ask({
          text: t('transports.asked.otherTruck', { name: line.name, truck: other.name }),
          yes: () => move(moving),
        });
      }
      await move(moving);
    },
    [ask, board, gate, hear, move, recording, t, truck, work],
  );
}

/** What was done elsewhere is taken back from the menu: its notices would stand over what is worked with here. */
function useNoNotices(): void {
  useEffect(() => {
    for (const { id } of useUndoStack.getState().entries) notifications.hide(id);
  }, []);
}

export function useLoading(gate: Gate): Loading {
  useNoNotices();
  const [heard, setHeard] = useState<Heard>();
  const onRefused = useCallback((text: string) => setHeard({ tone: 'bad', name: '', text }), []);
  const recording = useRecording(gate.board.tour.id, { isNoted: false, onRefused });
  const me = useSessionInfo().user?.id;
  const { data: acts } = useQuery(lastLoadActs, { tourId: gate.board.tour.id, transportId: gate.truck?.id ?? null });
  const [asked, setAsked] = useState<Asked>();
  const showFailure = useShowFailure();
  const { move, isOnItsWay } = useOnce(gate.board, useMoves(gate, recording));
  const understand = useCodes(gate, recording, move, { hear: setHeard, ask: setAsked });
  const before = useRef({ code: '', at: 0 });
  const take = useCallback(
    async (code: string): Promise<void> => {
      const [text, at] = [code.trim().slice(0, 100), performance.now()];
      const isAgain = before.current.code === text && at - before.current.at < AGAIN_MS;
      before.current = { code: text, at };
      if (text === '' || isAgain) return;
      setHeard(undefined);
      setAsked(undefined);
      await understand(text).catch(showFailure);
    },
    [showFailure, understand],
  );
  const moveUnit = useCallback(
    async (unit: BoardUnit, most?: number): Promise<void> => {
      if (linesOfUnit(unit).some(({ id }) => isOnItsWay(id))) return;
      setHeard(undefined);
      const pieces = Math.max(1, Math.min(movableAt(gate)(unit.line), most ?? Number.POSITIVE_INFINITY));
      await move({ line: unit.line, pieces, isWhole: unit.isCase });
    },
    [gate, isOnItsWay, move],
  );
  const answer = useCallback(
    (isYes: boolean): void => {
      setAsked(undefined);
      if (isYes && asked !== undefined) void asked.yes();
    },
    [asked],
  );
  const undoLast = useCallback((): void => {
    setHeard(undefined);
    const act = recording.last.find(({ isUndone }) => !isUndone);
    if (act !== undefined) return void recording.undo(act);
    const older = acts?.find(({ isUndone, byId }) => !isUndone && byId === me);
    if (older !== undefined) void recording.undoLedger(older);
    return undefined;
  }, [acts, me, recording]);
  return { ...recording, heard, asked, acts, take, moveUnit, answer, undoLast };
}

/** Keys outside of fields: + says yes or moves what is next, Escape says no or leaves, / goes to the code. */
export function useGateKeys(keys: {
  readonly isAsked: boolean;
  readonly onPlus: () => void;
  readonly onEscape: () => void;
  readonly onSlash: () => void;
  readonly onUndo: () => void;
  /** Delete: from loading to putting back and again. No scanner sends it. */
  readonly onTurn?: () => void;
}): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !field) {
        event.preventDefault();
        event.stopPropagation();
        latest.current.onUndo();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.key === 'Escape') {
        if (document.querySelector('[role="dialog"]') !== null) return;
        if (field && !latest.current.isAsked) return;
        event.preventDefault();
        latest.current.onEscape();
      } else if (event.key === '+' && (!field || latest.current.isAsked)) {
        event.preventDefault();
        keyWasUsed();
        latest.current.onPlus();
      } else if (event.key === 'Delete' && !field) {
        event.preventDefault();
        latest.current.onTurn?.();
      } else if (event.key === '/' && !field) {
        event.preventDefault();
        latest.current.onSlash();
      }
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** What is worked on when a truck is opened. */
export function workAt(truck: TruckView): Work {
  const isOut = truck.status === 'departed' || truck.status === 'arrived';
  if (!isOut) return 'load';
  return truck.venueId === null && isAway(truck) ? 'return' : 'unload';
}

/** Pieces of a load that nobody packed and that stand here. */
export const unpackedHere = (unit: BoardUnit): number =>
  [unit.line, ...unit.inside]
    .filter((line) => !(unit.isCase && line.id === unit.line.id))
    .reduce((sum, line) => sum + Math.min(lineHere(line, null), Math.max(0, line.planned - everPacked(line.sums))), 0);
