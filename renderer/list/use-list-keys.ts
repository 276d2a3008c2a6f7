/**
 * A list by keys alone: arrows move, Enter opens, with Ctrl or once more as a page, Space chooses, Shift takes along
 * what is passed, Ctrl A chooses all, Delete asks about what is chosen.
 */
import type { KeyboardEvent } from 'react';
import type { ListRow } from '../../shared/features/lists/queries.ts';
import type { Line, ListLayout } from './list-layout.ts';
import type { Choosing } from './use-choosing.ts';

/** Lines that a page key passes. */
const PAGE = 20;

/** What the keys act on: the list as it is drawn at this moment. */
interface KeysOptions {
  readonly layout: ListLayout;
  readonly active: number;
  readonly choosing: Choosing;
  readonly hasSelection: boolean;
  row(position: number): ListRow | undefined;
  move(index: number): void;
  open(id: string): void;
  /** Opens a row as a page of its own; absent where rows have none. */
  readonly page: ((id: string) => void) | undefined;
  /** The row that stands open beside the list. */
  readonly openId: string | undefined;
  fold(group: string, isFolded: boolean): void;
  /** Rows beside each other: 1 in a table. */
  readonly perLine: number;
  /** Absent where the chosen rows cannot be deleted. */
  readonly remove: (() => void) | undefined;
}

/** By how many lines a key moves; undefined for one that does not. Ends are clamped by the caller. */
function stepOf(key: string, size: number, perLine: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: perLine,
    ArrowUp: -perLine,
    ...(perLine > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
    PageDown: PAGE,
    PageUp: -PAGE,
    Home: -size,
    End: size,
  };
  return steps[key];
}

/** On the line of a group; answers whether the key meant something there. */
function onGroup(event: KeyboardEvent, line: Extract<Line, { kind: 'group' }>, options: KeysOptions): boolean {
  const { group, isFolded } = line;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') options.fold(group.id, event.key === 'ArrowLeft');
  else if (event.key === 'Enter') options.fold(group.id, !isFolded);
  else if (event.key === ' ') {
    const chosen = options.choosing.summary?.groups[group.id] ?? 0;
    options.choosing.group(group, chosen < group.count);
  } else return false;
  return true;
}

function onRow(event: KeyboardEvent, position: number, options: KeysOptions): boolean {
  const row = options.row(position);
  if (row === undefined) return false;
  if (event.key === 'Enter') {
    if (options.page !== undefined && row.id === options.openId) options.page(row.id);
    else options.open(row.id);
  } else if (event.key === ' ') options.choosing.toggle(position, row.id);
  else return false;
  return true;
}

function onPage(line: Line | undefined, { row, page }: KeysOptions): boolean {
  const id = line?.kind === 'row' ? row(line.position)?.id : undefined;
  if (id === undefined || page === undefined) return false;
  page(id);
  return true;
}

/** Answers whether the key meant something here. */
export function pressed(event: KeyboardEvent, options: KeysOptions): boolean {
  const { layout, active, choosing } = options;
  const line = layout.at(active);
  // A group is folded by what leads from card to card beside it.
  const isFolding = line?.kind === 'group' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
  const step = isFolding ? undefined : stepOf(event.key, layout.size, options.perLine);
  if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) choosing.everything(true);
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return onPage(line, options);
  else if (event.ctrlKey || event.metaKey || event.altKey) return false;
  else if (event.key === 'Escape' && options.hasSelection) choosing.everything(false);
  else if (event.key === 'Delete' && options.hasSelection && options.remove !== undefined) options.remove();
  else if (step !== undefined) {
    const next = Math.max(0, Math.min(layout.size - 1, active + step));
    if (event.shiftKey) takeAlong(options, line, layout.at(next));
    options.move(next);
  } else if (line?.kind === 'group') return onGroup(event, line, options);
  else return line !== undefined && onRow(event, line.position, options);
  return true;
}

/** With Shift the line that is left is chosen, and everything up to the one that is reached. */
function takeAlong({ choosing, row }: KeysOptions, left: Line | undefined, reached: Line | undefined): void {
  if (left?.kind === 'row') {
    const first = row(left.position);
    if (first !== undefined && !choosing.isChosen(first.id)) choosing.toggle(left.position, first.id);
  }
  if (reached?.kind === 'row') choosing.to(reached.position);
}
