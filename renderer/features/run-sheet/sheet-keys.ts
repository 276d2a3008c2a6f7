/** What a key means in the grid, by the habits of spreadsheets. By physical keys where a letter is meant. Pure. */

/** As much of a key as is looked at. */
export interface Key {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What is asked for. */
export type KeyAct =
  | { readonly kind: 'step'; readonly rows: number; readonly cols: number; readonly isExtending: boolean }
  | { readonly kind: 'edge'; readonly of: 'row' | 'grid'; readonly isEnd: boolean; readonly isExtending: boolean }
  | { readonly kind: 'tab'; readonly isBack: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'shift'; readonly by: -1 | 1 }
  | { readonly kind: 'insert' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'putBack' }
  | { readonly kind: 'rows' }
  | { readonly kind: 'all' }
  | { readonly kind: 'drop' };

/** Rows that a page key passes. */
const PAGE = 15;
const STEPS: Readonly<Record<string, readonly [rows: number, cols: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

/** Undefined for a key that means nothing here. */
export function actFor(event: Key): KeyAct | undefined {
  const { key, code, altKey, shiftKey } = event;
  const isCtrl = event.ctrlKey || event.metaKey;
  const step = STEPS[key];
  if (altKey && !isCtrl)
    return key === 'ArrowUp' ? { kind: 'shift', by: -1 } : key === 'ArrowDown' ? { kind: 'shift', by: 1 } : undefined;
  if (isCtrl) return withCtrl(event);
  if (step !== undefined) return { kind: 'step', rows: step[0], cols: step[1], isExtending: shiftKey };
  if (key === 'Home' || key === 'End') return { kind: 'edge', of: 'row', isEnd: key === 'End', isExtending: shiftKey };
  switch (key) {
    case 'Tab':
      return { kind: 'tab', isBack: shiftKey };
    case 'Enter':
    case 'F2':
      return { kind: 'open' };
    case 'Insert':
      return { kind: 'insert' };
    case 'Delete':
      return shiftKey ? { kind: 'putBack' } : { kind: 'clear' };
    case 'Backspace':
      return { kind: 'clear' };
    case 'Escape':
      return { kind: 'drop' };
    default:
  }
  if (code === 'Space' && shiftKey) return { kind: 'rows' };
  if (key === ' ') return { kind: 'open' };
  return [...key].length === 1 ? { kind: 'type', text: key } : undefined;
}

function withCtrl({ key, code, shiftKey }: Key): KeyAct | undefined {
  if (key === 'Home' || key === 'End') return { kind: 'edge', of: 'grid', isEnd: key === 'End', isExtending: shiftKey };
  if (key === 'Enter') return { kind: 'insert' };
  if (key === 'Delete' || code === 'Minus') return { kind: 'remove' };
  if (code === 'KeyA') return { kind: 'all' };
  return undefined;
}
