/** The grid at work: what keys, the mouse and the clipboard do to cells and lines. */
import { notifications } from '@mantine/notifications';
import {
  type ClipboardEvent,
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import type { SheetLine } from '../../../shared/rules/run-sheet-view.ts';
import { useCan } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Option, Then, Written } from './cell-editor.tsx';
import { actFor, type KeyAct } from './sheet-keys.ts';
import {
  type ColumnKey,
  cellText,
  type Draft,
  type Entry,
  emptyLine,
  type Line,
  type Patch,
  patchOf,
} from './sheet-model.ts';
import { anchorOf, type Target, targetAfter, type Writes } from './sheet-writes.ts';
import { useSheetClipboard } from './use-sheet-clipboard.ts';
import type { Cursor } from './use-sheet-cursor.ts';

/** A cell that somebody writes in. */
export interface Editing {
  readonly key: string;
  readonly column: ColumnKey;
  readonly initial: string;
  readonly isTyped: boolean;
}

/** What the grid is told. */
export interface Deps {
  readonly performanceId: string;
  readonly sheet: RunSheet;
  readonly entries: readonly Entry[];
  /** Columns in sight. */
  readonly columns: readonly ColumnKey[];
  readonly cursor: Cursor;
  readonly writes: Writes;
  readonly mayEdit: boolean;
  /** Lines can be put between lines: not where they stand by people or places. */
  readonly isOrdered: boolean;
  readonly draft: Draft | null;
  readonly setDraft: Dispatch<SetStateAction<Draft | null>>;
  fold(key: string, isFolded: boolean): void;
  openScene(id: string): void;
  /** Undefined where there is no way. */
  moveScene(id: string, by: -1 | 1): Promise<boolean> | undefined;
  /** Somebody pasted a table that is to become lines. */
  pasteTable(cells: readonly (readonly string[])[], target: Target): void;
}

/** What the drawing needs. */
export interface SheetGrid {
  readonly editing: Editing | null;
  open(key: string, col: number, typed?: string): void;
  write(entry: Line, column: ColumnKey, written: Written, then: Then): void;
  cancel(): void;
  add(target: Target, like: Line | undefined): void;
  onKeyDown(event: KeyboardEvent): void;
  onCopy(event: ClipboardEvent): void;
  onPaste(event: ClipboardEvent): void;
}

/** A line that is begun: of the department of the one above it, else of one's own. */
function draftLine({ sceneId }: Target, like: Line | undefined, { departments }: RunSheet): SheetLine {
  const line = emptyLine(newId(), sceneId, like?.line);
  const own = departments.find(({ isOwn }) => isOwn);
  return { ...line, department_id: line.department_id ?? own?.id ?? null };
}

export function useSheetGrid(deps: Deps): SheetGrid {
  const { language } = useWords();
  const { sheet, entries, columns, cursor, mayEdit, isOrdered, draft, setDraft } = deps;
  const [begun, setEditing] = useState<Editing | null>(null);
  // What is written in may go: somebody else deleted it.
  const editing = begun !== null && entries.some(({ key }) => key === begun.key) ? begun : null;
  const save = useSaving(deps);
  const shift = useShifting(deps);

  const open = (key: string, col: number, typed?: string): void => {
    const entry = entries.find((each) => each.key === key);
    const column = columns[col];
    if (!mayEdit || entry?.kind !== 'line' || column === undefined || entry.standing === 'left_out') return;
    cursor.toKey(key, col);
    const initial = typed ?? cellText(entry.line, column, sheet, language);
    setEditing({ key, column, initial, isTyped: typed !== undefined });
  };

  const add = (target: Target, like: Line | undefined): void => {
    if (!mayEdit) return;
    const line = draftLine(target, like, sheet);
    setDraft({ ...target, line });
    const col = columns.indexOf('what');
    cursor.toKey(line.id, col);
    setEditing({ key: line.id, column: 'what', initial: '', isTyped: false });
  };

  /** Below the last line of a scene Enter adds one. */
  const addBelow = (entry: Line): void => {
    const next = entries[entries.indexOf(entry) + 1];
    if (isOrdered && (next === undefined || next.kind !== 'line'))
      add({ sceneId: entry.line.scene_id, afterId: anchorOf(entry) }, entry);
    else cursor.to(cursor.index + 1, cursor.col);
  };

  const goOn = (entry: Line, then: Then, isNew: boolean): void => {
    if (then === 'down') addBelow(entry);
    else if (then === 'up') cursor.to(cursor.index - 1, cursor.col);
    else if (then === 'right' || then === 'left') stepOver(then === 'right' ? 1 : -1, isNew);
  };

  const stepOver = (by: 1 | -1, isSameRow = false): boolean => {
    const col = cursor.col + by;
    if (col >= 0 && col < columns.length) cursor.to(cursor.index, col);
    else if (isSameRow) return false;
    else if (cursor.index + by < 0 || cursor.index + by >= entries.length) return false;
    else cursor.to(cursor.index + by, by > 0 ? 0 : columns.length - 1);
    return true;
  };

  const write = (entry: Line, column: ColumnKey, written: Written, then: Then): void => {
    if (editing === null) return;
    setEditing(null);
    const isEmpty = written.kind === 'text' && written.text.trim() === '';
    if (entry.isDraft && isEmpty) {
      setDraft(null);
      cursor.to(cursor.index - 1, cursor.col);
      return;
    }
    const stands = written.kind === 'text' && written.text === editing.initial && !editing.isTyped && !written.isFree;
    if (!stands || entry.isDraft) void save(entry, column, written);
    goOn(entry, then, entry.isDraft);
  };

  const clipboard = useSheetClipboard(deps);
  const act = (meant: KeyAct): boolean =>
    meant.kind === 'tab' ? stepOver(meant.isBack ? -1 : 1) : performed(meant, deps, { open, add, shift });
  const cancel = (): void => {
    setEditing(null);
    if (draft === null || draft.line.what !== '' || cursor.entry?.kind !== 'line' || !cursor.entry.isDraft) return;
    setDraft(null);
    cursor.to(cursor.index - 1, cursor.col);
  };
  return {
    editing,
    open,
    write,
    add,
    cancel,
    onKeyDown: (event) => {
      if (editing !== null || event.nativeEvent.isComposing) return;
      const meant = actFor(event);
      if (meant !== undefined && act(meant)) event.preventDefault();
    },
    ...clipboard,
  };
}

/** Writes what was written in a cell: into its line, or as a new one. */
function useSaving({ performanceId, sheet, writes, draft, setDraft }: Deps) {
  const { t } = useWords();
  const mutate = useMutate();
  const mayNeed = useCan('performances.edit');
  const need = async ({ newNeed, patch }: Option): Promise<Patch> => {
    if (newNeed === undefined || !mayNeed) return patch;
    const id = newId();
    const values = { performance_id: performanceId, inventory_item_id: newNeed };
    const isThere = await mutate(rowCreate, { table: 'performance_inventory', id, values });
    return isThere ? { ...patch, performance_inventory_id: id } : patch;
  };

  const save = async (entry: Line, column: ColumnKey, written: Written): Promise<void> => {
    const patch =
      written.kind === 'option'
        ? await need(written.option)
        : freed(patchOf(column, written.text, sheet), column, written.isFree);
    if (patch === undefined) {
      const text = written.kind === 'text' ? written.text : '';
      notifications.show({ color: 'orange', message: t('runSheet.notUnderstood', { text }), autoClose: 6000 });
      return;
    }
    if (!entry.isDraft || draft === null) return void (await writes.edit([{ entry, patch }]));
    // By now the next one may have been begun.
    const isStill = (now: Draft | null): boolean => now?.line.id === draft.line.id;
    setDraft((now) => (isStill(now) ? { ...draft, line: { ...draft.line, ...patch } } : now));
    if (!(await writes.insert(draft, patch))) setDraft((now) => (isStill(now) ? null : now));
  };
  return save;
}

/**
 * Lines move one step at a time: a key that is pressed before the last step is in sight waits for it, and none is lost.
 */
function useShifting(deps: Deps): (by: -1 | 1) => boolean {
  const { sheet } = deps;
  const steps = useRef<{ isBusy: boolean; readonly waiting: (-1 | 1)[] }>({ isBusy: false, waiting: [] });
  const newest = useRef(deps);
  useLayoutEffect(() => {
    newest.current = deps;
  });
  const step = useCallback((by: -1 | 1): boolean => {
    const { current } = steps;
    if (current.isBusy) {
      current.waiting.push(by);
      return true;
    }
    const moved = shifted(by, newest.current);
    if (moved === undefined) return false;
    current.isBusy = true;
    void moved.then((isDone) => {
      if (isDone) return;
      current.isBusy = false;
      current.waiting.length = 0;
    });
    return true;
  }, []);
  useEffect(() => {
    // It is in sight.
    if (sheet !== newest.current.sheet) return;
    const { current } = steps;
    current.isBusy = false;
    const next = current.waiting.shift();
    if (next !== undefined) step(next);
  }, [sheet, step]);
  return step;
}

/** Free text is no thing, whatever stood there before. */
const freed = (patch: Patch | undefined, column: ColumnKey, isFree: boolean): Patch | undefined =>
  patch !== undefined && column === 'what' && isFree ? { ...patch, performance_inventory_id: null } : patch;

interface Hands {
  open(key: string, col: number, typed?: string): void;
  add(target: Target, like: Line | undefined): void;
  shift(by: -1 | 1): boolean;
}

/** Does what a key means; answers whether it meant something. */
function performed(meant: KeyAct, deps: Deps, { open, add, shift }: Hands): boolean {
  const { cursor, entries, columns, writes, mayEdit } = deps;
  const { entry } = cursor;
  switch (meant.kind) {
    case 'step':
      if (entry?.kind === 'band' && meant.cols !== 0) deps.fold(entry.key, meant.cols < 0);
      else cursor.to(cursor.index + meant.rows, cursor.col + meant.cols, meant.isExtending);
      return true;
    case 'edge': {
      const col = meant.isEnd ? columns.length - 1 : 0;
      const row = meant.of === 'row' ? cursor.index : meant.isEnd ? entries.length - 1 : 0;
      cursor.to(row, col, meant.isExtending);
      return true;
    }
    case 'rows':
      cursor.rows();
      return true;
    case 'all':
      cursor.rows(0);
      cursor.rows(entries.length - 1, true);
      return true;
    case 'drop':
      cursor.to(cursor.index, cursor.col);
      return cursor.isSeveral;
    default:
  }
  if (!mayEdit || entry === undefined) return false;
  if (meant.kind === 'open' || meant.kind === 'type') return beginning(meant, deps, { open, add });
  const target = targetAfter(entry);
  if (meant.kind === 'shift') return shift(meant.by);
  if (meant.kind === 'insert') {
    if (target === undefined || !deps.isOrdered) return false;
    add(target, entry.kind === 'line' ? entry : undefined);
    return true;
  }
  const lines = cursor.lines.filter(({ isDraft }) => !isDraft);
  if (lines.length === 0) return false;
  if (meant.kind === 'putBack') void writes.putBack(lines);
  else if (meant.kind === 'remove' || cursor.isRows) void writes.remove(lines);
  else if (meant.kind === 'clear') void writes.edit(cleared(lines, deps));
  return true;
}

/** Enter and typing begin to write, or do what stands under the cursor. */
function beginning(
  meant: Extract<KeyAct, { kind: 'open' | 'type' }>,
  deps: Deps,
  { open, add }: Pick<Hands, 'open' | 'add'>,
): boolean {
  const { cursor, entries } = deps;
  const { entry } = cursor;
  if (entry?.kind === 'line') open(entry.key, cursor.col, meant.kind === 'type' ? meant.text : undefined);
  else if (meant.kind === 'type') return false;
  else if (entry?.kind === 'add') {
    const before = entries[cursor.index - 1];
    const like = before?.kind === 'line' ? before : undefined;
    add({ sceneId: entry.scene.id, afterId: like === undefined ? null : anchorOf(like) }, like);
  } else if (entry?.kind === 'band' && entry.scene !== null) deps.openScene(entry.scene.id);
  else return false;
  return true;
}

const cleared = (lines: readonly Line[], { cursor, columns, sheet }: Deps): { entry: Line; patch: Patch }[] =>
  lines.map((entry) => ({
    entry,
    patch: Object.assign(
      {},
      ...columns.slice(cursor.firstCol, cursor.lastCol + 1).map((column) => patchOf(column, '', sheet) ?? {}),
    ) as Patch,
  }));

/**
 * Moves what is chosen past the next line, over the edge of a scene as well; a scene past the next one. Answers whether
 * it was saved; undefined where there is nothing to move, or no way.
 */
function shifted(by: -1 | 1, { cursor, entries, writes, isOrdered, moveScene }: Deps): Promise<boolean> | undefined {
  const { entry } = cursor;
  if (!isOrdered) return undefined;
  if (entry?.kind === 'band') return entry.scene === null ? undefined : moveScene(entry.scene.id, by);
  const lines = cursor.lines.filter(({ isDraft }) => !isDraft);
  const target = lines.length === 0 ? undefined : targetBeside(entries, lines, by);
  return target === undefined ? undefined : writes.move(lines, target);
}

/** The place that lies before or behind what is chosen; undefined where there is none. */
export function targetBeside(entries: readonly Entry[], lines: readonly Line[], by: -1 | 1): Target | undefined {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (by > 0) {
    const beyond = entries.slice(entries.indexOf(last) + 1).find(({ kind }) => kind !== 'add');
    return targetAfter(beyond);
  }
  const before = entries.slice(0, entries.indexOf(first));
  const passed = before.findLastIndex(({ kind }) => kind !== 'add');
  const at = before[passed];
  // Before the first line of a scene: the end of the scene above.
  if (at?.kind === 'band') return targetAfter(before.slice(0, passed).findLast(({ kind }) => kind !== 'add'));
  return targetAfter(before.slice(0, passed).findLast(({ kind }) => kind !== 'add'));
}
