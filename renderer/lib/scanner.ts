/**
 * A keyboard-wedge scanner types faster than any hand. What it types is recognised by speed anywhere in the window, decoded by physical
 * key (a Russian layout would turn `A` into `Ф`), and taken out of the field it landed in.
 */

/** Longest pause between two characters of a scan (peers: Odoo's wedge rule). */
const MAX_GAP_MS = 50;
const MIN_LENGTH = 4;

const SHIFTED: Readonly<Record<string, string>> = { Minus: '_', Equal: '+', Slash: '?', Period: '>', Comma: '<', Semicolon: ':', Digit1: '!', Digit2: '@', Digit3: '#', Digit4: '$', Digit5: '%', Digit6: '^', Digit7: '&', Digit8: '*', Digit9: '(', Digit0: ')' };
const PLAIN: Readonly<Record<string, string>> = { Minus: '-', Equal: '=', Slash: '/', Period: '.', Comma: ',', Semicolon: ';', NumpadDecimal: '.', NumpadSubtract: '-', NumpadAdd: '+', NumpadDivide: '/', NumpadMultiply: '*', Space: ' ' };

/** The character of a physical key on the layout that scanners assume. */
export function characterOf(code: string, isShift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !isShift) return digit;
  return isShift ? SHIFTED[code] : PLAIN[code];
}

interface Key {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly at: number;
}

/** Collects keys; answers a code when a terminator ends a fast enough run. Pure but for its buffer. */
export class ScanBuffer {
  #text = '';
  #typed = 0;
  #last = -Infinity;

  /** Characters of the run so far, as they may stand in a field. */
  get typed(): number {
    return this.#typed;
  }

  take({ code, shiftKey, at }: Key): string | undefined {
    const isFast = at - this.#last <= MAX_GAP_MS;
    if (code === 'ShiftLeft' || code === 'ShiftRight') return undefined;
    if (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab') {
      const scanned = isFast && this.#text.length >= MIN_LENGTH ? this.#text : undefined;
      this.clear();
      return scanned;
    }
    const character = characterOf(code, shiftKey);
    if (character === undefined) {
      this.clear();
      return undefined;
    }
    this.#text = isFast ? this.#text + character : character;
    this.#typed = isFast ? this.#typed + 1 : 1;
    this.#last = at;
    return undefined;
  }

  clear(): void {
    this.#text = '';
    this.#typed = 0;
  }
}

/** Takes what the scanner typed back out of a field, in a way that React notices. */
function takeOut(target: EventTarget | null, count: number): void {
  if (!(target instanceof HTMLInputElement) || count === 0) return;
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setValue?.call(target, target.value.slice(0, -count));
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Listens to the whole window. */
export function listenForScans(onScan: (code: string) => void): () => void {
  const buffer = new ScanBuffer();
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { typed } = buffer;
    const code = buffer.take({ code: event.code, shiftKey: event.shiftKey, at: event.timeStamp });
    if (code === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    takeOut(event.target, typed);
    onScan(code);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
