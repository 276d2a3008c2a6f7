/** What scans, keys and taps do with a case: what goes in, what comes out, what was seen, what is asked. */
import { useCallback, useRef, useState } from 'react';
import { codeLookup, inventoryItem } from '../../../shared/features/inventory/queries.ts';
import { type CaseLine, type CaseView, caseContents } from '../../../shared/features/kits/queries.ts';
import { caseCheck, casePack, caseUnpack } from '../../../shared/mutations/case-mutations.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection } from '../../data/connection.ts';
import { type Outcome, useAttempt, useShowFailure } from '../../data/use-mutate.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { checkKey, type Seen, useCaseChecks } from '../../store/case-check-store.ts';
import { useUi } from '../../store/ui-store.ts';

/** The list is looked at, things go in, or everything that is there is ticked. */
export type CaseMode = 'look' | 'pack' | 'check';

/** Where pieces are taken from. */
interface Source {
  readonly locationId: string;
  readonly name: string;
}

/** What the last scan meant. */
export type Said =
  | {
      readonly kind: 'put' | 'seen' | 'already' | 'alreadyIn' | 'nowhere' | 'self' | 'place' | 'unknown';
      readonly name: string;
      readonly itemId: string | null;
      readonly from?: Source;
    }
  | { readonly kind: 'ask' | 'askFull'; readonly name: string; readonly itemId: string; readonly from: Source }
  | { readonly kind: 'refused'; readonly name: string; readonly itemId: null };

const SOUNDS: Readonly<Record<Said['kind'], Sound>> = {
  put: 'ok',
  seen: 'ok',
  already: 'already',
  alreadyIn: 'already',
  askFull: 'problem',
  ask: 'problem',
  nowhere: 'problem',
  self: 'problem',
  place: 'problem',
  unknown: 'problem',
  refused: 'problem',
};

/** A case at work. */
export interface CaseWork {
  readonly said: Said | undefined;
  readonly seen: Seen;
  readonly take: (code: string) => void;
  /** Yes, it goes in; or no. */
  readonly answer: (takes: boolean) => void;
  /** One more of a line goes in, from where most of it stands. */
  readonly put: (line: CaseLine) => void;
  /** One comes out, to where the case stands. */
  readonly takeOut: (line: CaseLine) => void;
  readonly see: (line: CaseLine, count: number) => void;
  readonly clearSeen: () => void;
  /** Writes down what was seen; `missing` leaves stock. Answers whether it was saved. */
  readonly finish: (missing: readonly CaseLine[]) => Promise<boolean>;
}

function sound(kind: Sound): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(kind);
}

/** Where a thing that is not on the list stands, most of it first; undefined where nowhere else. */
async function sourceOf(itemId: string, placeId: string): Promise<Source | undefined> {
  const detail = await connection.ask(inventoryItem, { id: itemId });
  const [most] = (detail?.stock ?? [])
    .filter(({ location_id: place }) => place !== placeId)
    .toSorted((a, b) => b.quantity - a.quantity);
  return most === undefined ? undefined : { locationId: most.location_id, name: most.location };
}

/** What a code is, before anything is done; `line` where the case knows the thing. */
async function meaningOf(view: CaseView, placeId: string, code: string): Promise<Said | { readonly line: CaseLine }> {
  const { kind, id, name } = await connection.ask(codeLookup, { code: code.slice(0, 100) });
  if (kind === 'location') return { kind: 'place', name, itemId: null };
  if (kind !== 'item' || id === null) return { kind: 'unknown', name: code, itemId: null };
  if (id === view.itemId) return { kind: 'self', name, itemId: null };
  const line = view.lines.find(({ itemId }) => itemId === id);
  if (line !== undefined) return { line };
  const from = await sourceOf(id, placeId);
  return from === undefined ? { kind: 'nowhere', name, itemId: id } : { kind: 'ask', name, itemId: id, from };
}

/** What a scan of a thing that the case knows asks for when things are packed. */
function packing({ itemId, name, wanted, there, elsewhere }: CaseLine): Said {
  if (elsewhere === null) return { kind: there > 0 ? 'alreadyIn' : 'nowhere', name, itemId };
  const kind = there < wanted ? 'put' : wanted === 0 ? 'ask' : 'askFull';
  return { kind, name, itemId, from: elsewhere };
}

/** `mode` decides what a scan does. */
export function useCase(view: CaseView | undefined, mode: CaseMode): CaseWork {
  const caseId = view?.itemId ?? '';
  const placeId = view?.placeId ?? '';
  const attempt = useAttempt();
  const showFailure = useShowFailure();
  const [said, setSaid] = useState<Said>();
  const key = checkKey(useSessionInfo().user?.id ?? '', caseId);
  const seen = useCaseChecks((state) => state.seen[key]) ?? NONE;
  const say = (next: Said): void => {
    setSaid(next);
    sound(SOUNDS[next.kind]);
  };
  const settle = (outcome: Outcome, done: Said | undefined): boolean => {
    if (!outcome.ok) say({ kind: 'refused', name: outcome.sentence, itemId: null });
    else if (done !== undefined) say(done);
    return outcome.ok;
  };
  const seeOne = (itemId: string): void => {
    const { seen: all, set } = useCaseChecks.getState();
    set(key, itemId, (all[key]?.[itemId] ?? 0) + 1);
  };
  const putFrom = async (itemId: string, name: string, from: Source): Promise<void> => {
    const things = [{ itemId, fromLocationId: from.locationId, quantity: 1 }];
    const done = settle(await attempt(casePack, { itemId: caseId, things }), { kind: 'put', name, itemId, from });
    if (done && mode === 'check') seeOne(itemId);
  };
  const checking = ({ itemId, name, there, ...line }: CaseLine): Said => {
    const before = useCaseChecks.getState().seen[key]?.[itemId] ?? 0;
    if (before < there) return { kind: 'seen', name, itemId };
    const more = packing({ itemId, name, there, ...line });
    return more.kind === 'alreadyIn' ? { kind: 'already', name, itemId } : more;
  };
  const heard = async (code: string): Promise<void> => {
    // What the scans before did is in it.
    const now = await connection.ask(caseContents, { itemId: caseId });
    if (now === null) return;
    const meant = await meaningOf(now, placeId, code);
    const next = 'line' in meant ? (mode === 'check' ? checking(meant.line) : packing(meant.line)) : meant;
    if (next.kind === 'put' && next.itemId !== null && next.from !== undefined)
      return putFrom(next.itemId, next.name, next.from);
    if (next.kind === 'seen' && next.itemId !== null) seeOne(next.itemId);
    say(next);
  };
  // One after the other: a scan that comes while another is answered waits for it.
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = useCallback(
    (work: () => Promise<unknown>): void => {
      turn.current = turn.current.then(work).catch(showFailure);
    },
    [showFailure],
  );
  return {
    said,
    seen,
    take: (code) => inTurn(() => heard(code)),
    answer: (takes) => {
      if (said?.kind !== 'ask' && said?.kind !== 'askFull') return;
      setSaid(undefined);
      if (takes) inTurn(() => putFrom(said.itemId, said.name, said.from));
    },
    put: ({ itemId, name, elsewhere }) => {
      if (elsewhere === null) say({ kind: 'nowhere', name, itemId });
      else inTurn(() => putFrom(itemId, name, elsewhere));
    },
    takeOut: ({ itemId }) => {
      const to = view?.way.at(-1)?.locationId;
      if (to === undefined) return;
      const things = [{ itemId, toLocationId: to, quantity: 1 }];
      inTurn(async () => settle(await attempt(caseUnpack, { itemId: caseId, things }), undefined));
    },
    ...useTicks(caseId, key, (outcome) => settle(outcome, undefined), setSaid),
  };
}

/** What was seen: kept on this laptop until it is written down. */
function useTicks(
  caseId: string,
  key: string,
  settle: (outcome: Outcome) => boolean,
  say: (said: undefined) => void,
): Pick<CaseWork, 'see' | 'clearSeen' | 'finish'> {
  const attempt = useAttempt();
  const clearSeen = (): void => {
    useCaseChecks.getState().clear(key);
    say(undefined);
  };
  return {
    see: ({ itemId }, count) => useCaseChecks.getState().set(key, itemId, count),
    clearSeen,
    finish: async (missing) => {
      const seen = useCaseChecks.getState().seen[key] ?? NONE;
      const changes = missing.map(({ itemId, there }) => ({ itemId, by: (seen[itemId] ?? 0) - there }));
      const isSaved = settle(
        await attempt(caseCheck, changes.length === 0 ? { itemId: caseId } : { itemId: caseId, changes }),
      );
      if (isSaved) clearSeen();
      return isSaved;
    },
  };
}

const NONE: Seen = {};
