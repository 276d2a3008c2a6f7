/** A field that is kept when somebody leaves it. What was typed survives the window, the program and a signature. */
import { useEffect, useRef } from 'react';
import type { Draft } from '../../form/use-draft.ts';
import { afterKept, afterStroke, editAmid, isThere, type KeptEdit } from './kept-edit.ts';
import type { Underway } from './underway.ts';

export interface Kept {
  readonly value: string;
  /** What was typed and does not stand in the report; undefined where nothing is. */
  readonly unkept: string | undefined;
  /** It was typed in an earlier run of the program. */
  readonly isRestored: boolean;
  readonly type: (text: string) => void;
  readonly leave: () => void;
  readonly giveUp: () => void;
}

type Field = Readonly<{
  draft: Draft;
  name: string;
  stored: string;
  /** Where a signature waits for what is on its way. */
  underway: Underway;
}>;

/** `keep` answers whether it was kept; what the person saw goes along, so that two people are merged. */
export function useKept(
  { draft: { fields, restored, put, drop }, name, stored, underway }: Field,
  keep: (edit: KeptEdit) => Promise<boolean>,
): Kept {
  const edit = editAmid(fields[name], stored);
  const latest = useRef(edit);
  useEffect(() => {
    latest.current = edit;
  });
  const isOver = isThere(fields[name], stored);
  useEffect(() => {
    if (isOver) drop([name]);
  }, [isOver, drop, name]);
  /** While one is on its way: whether the field was left again meanwhile. */
  const sending = useRef<{ isLeftAgain: boolean }>(undefined);
  const send = async (sent: KeptEdit): Promise<boolean> => {
    const mine = { isLeftAgain: false };
    sending.current = mine;
    const isKept = await keep(sent).finally(() => {
      sending.current = undefined;
    });
    if (!isKept) return false;
    const rest = afterKept(latest.current, sent);
    if (rest === undefined) drop([name]);
    else put(name, { ...rest });
    return rest === undefined || !mine.isLeftAgain || send(rest);
  };
  return {
    value: edit?.typed ?? stored,
    unkept: edit === undefined || edit.typed === edit.seen ? undefined : edit.typed,
    isRestored: edit !== undefined && restored.has(name),
    type: (text) => put(name, { ...afterStroke(edit, stored, text) }),
    leave: () => {
      if (edit === undefined) return;
      if (sending.current !== undefined) sending.current.isLeftAgain = true;
      else if (edit.typed === edit.seen) drop([name]);
      else underway.begin(send(edit));
    },
    giveUp: () => drop([name]),
  };
}
