/**
 * Tells a scanner from a person by the times at which the keys were pressed (the events' own, not when a busy window
 * got to them). A code is what came in one rhythm and ended with Enter or Tab. What came with pauses is a code only
 * where its check digit says so; everything else that looks like a scan is handed on as doubtful: it is asked about,
 * never guessed. Pure but for its buffer.
 */

/**
 * No hand presses keys faster than this for long; the usual limit for scanners that send no prefix (peers: Odoo's wedge
 * rule).
 */
const TIGHT_MS = 50;
/** Slow scanners over Bluetooth: evenly, where a hand is uneven. */
const EVEN_MEDIAN_MS = 70;
const EVEN_SPREAD = 1.6;
/** A pause within a code that its check digit may bridge. */
const BRIDGED_MS = 300;
/** After this nothing is taken to belong together. */
const BREAK_MS = 1000;
/** So long a scanner's run that never ended may still be the head of the next one. */
const HEAD_MS = 5000;
const MIN_LENGTH = 4;
/** From here on a tight run is a scanner's, even where its end mark is late or missing. */
const SURE_LENGTH = 6;
const MAX_LENGTH = 100;
/** No code is made of spaces and stops alone; of words that are dictated only these come as keys. */
const HAS_SIGN = /[A-Za-z\d]/;

const SHIFTED: Readonly<Record<string, string>> = {
  Minus: '_',
  Equal: '+',
  Slash: '?',
  Period: '>',
  Comma: '<',
  Semicolon: ':',
  Digit1: '!',
  Digit2: '@',
  Digit3: '#',
  Digit4: '$',
  Digit5: '%',
  Digit6: '^',
  Digit7: '&',
  Digit8: '*',
  Digit9: '(',
  Digit0: ')',
};
const PLAIN: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  Slash: '/',
  Period: '.',
  Comma: ',',
  Semicolon: ';',
  NumpadDecimal: '.',
  NumpadSubtract: '-',
  NumpadAdd: '+',
  NumpadDivide: '/',
  NumpadMultiply: '*',
  Space: ' ',
};

/** The character of a physical key on the layout that scanners assume: a Russian layout would turn `A` into `Ф`. */
export function characterOf(code: string, isShift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !isShift) return digit;
  return isShift ? SHIFTED[code] : PLAIN[code];
}

/** Whether the digits end with their check digit, for the lengths of UPC-A, EAN-13 and ITF-14; undefined for others. */
export function hasCheckDigit(code: string): boolean | undefined {
  if (!/^\d+$/.test(code) || ![12, 13, 14].includes(code.length)) return undefined;
  const sum = [...code]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** A key as the event tells it. */
export interface Key {
  /** Physical key. */
  readonly code: string;
  readonly shiftKey: boolean;
  /** `timeStamp` of the event, in milliseconds. */
  readonly at: number;
  /** Held down: no scanner does that. */
  readonly isRepeat?: boolean;
}

/** What a run of keys was. */
export interface Reading {
  readonly kind: 'scan' | 'doubt';
  readonly code: string;
  /** How many characters of its last run may stand in a field. */
  readonly typed: number;
  /** It begins with a run that had broken off before. */
  readonly hasHead?: true;
}

const isEnd = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
const isModifier = (code: string): boolean =>
  /^(Shift|Control|Alt|Meta)(Left|Right)$/.test(code) || code === 'CapsLock';

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * One per listener. It judges a run when its end mark comes, or when it has been silent; it learns the rhythm of the
 * scanner that is used.
 */
export class ScanBuffer {
  #text = '';
  #times: number[] = [];
  /** Median gap of the last scans of this device, in milliseconds. */
  #rhythm: number | undefined;
  /** A scanner's run that broke off without an end mark: what comes next may be its tail. */
  #head: { readonly text: string; readonly at: number } | undefined;

  /** Characters that have come in and are not yet judged. */
  get length(): number {
    return this.#text.length;
  }

  /** Whether a scanner's run broke off that may go on with what comes next. */
  get hasHead(): boolean {
    return this.#head !== undefined;
  }

  /** Takes a key; answers what a run was when its end mark comes. */
  take({ code, shiftKey, at, isRepeat = false }: Key): Reading | undefined {
    if (isModifier(code)) return undefined;
    if (isEnd(code)) return this.#end(at);
    const character = characterOf(code, shiftKey);
    if (character === undefined || isRepeat || this.#text.length >= MAX_LENGTH) {
      this.clear();
      return undefined;
    }
    if (at - (this.#times.at(-1) ?? at) > BREAK_MS) this.#breakOff();
    this.#text += character;
    this.#times.push(at);
    return undefined;
  }

  /** The keys have been silent until `at`: a scanner's run without an end mark is asked about. */
  silence(at: number): Reading | undefined {
    if (at - (this.#times.at(-1) ?? at) < BREAK_MS) return undefined;
    const isScanner = this.#text.length >= SURE_LENGTH && HAS_SIGN.test(this.#text) && this.#looseGaps().length === 0;
    const reading: Reading | undefined = isScanner
      ? { kind: 'doubt', code: this.#text, typed: this.#text.length }
      : undefined;
    this.#breakOff();
    return reading;
  }

  /** Something else has happened (a click, another field): nothing of before belongs to what comes. */
  clear(): void {
    this.#text = '';
    this.#times = [];
    this.#head = undefined;
  }

  /**
   * The run is over without an end mark. Where it was a scanner’s it is kept as a head: Bluetooth drops keys, and the
   * rest may still come.
   */
  #breakOff(): void {
    const at = this.#times.at(-1) ?? 0;
    const isScanner = this.#text.length > 1 && this.#looseGaps().length < this.#text.length - 1;
    const before = this.#head !== undefined && (this.#times[0] ?? at) - this.#head.at <= HEAD_MS ? this.#head.text : '';
    const head =
      isScanner || (before !== '' && this.#text !== '')
        ? { text: `${before}${this.#text}`, at }
        : before === ''
          ? undefined
          : this.#head;
    this.clear();
    this.#head = head;
  }

  #gaps(): number[] {
    return this.#times.slice(1).map((at, index) => at - (this.#times[index] ?? at));
  }

  #tightLimit(): number {
    // So few keys have no rhythm of their own: a number typed by a brisk hand looks like a slow scanner's.
    return this.#rhythm === undefined || this.#text.length < SURE_LENGTH
      ? TIGHT_MS
      : Math.min(EVEN_MEDIAN_MS * EVEN_SPREAD, Math.max(TIGHT_MS, this.#rhythm * 2));
  }

  /** Gaps that are too long for a scanner; none where all keys came in one even rhythm, however slow. */
  #looseGaps(): number[] {
    const gaps = this.#gaps();
    const limit = this.#tightLimit();
    const middle = median(gaps);
    const isEven =
      gaps.length >= SURE_LENGTH - 1 && middle <= EVEN_MEDIAN_MS && gaps.every((gap) => gap <= middle * EVEN_SPREAD);
    return isEven ? [] : gaps.filter((gap) => gap > limit);
  }

  #end(at: number): Reading | undefined {
    const endGap = at - (this.#times.at(-1) ?? -Infinity);
    const judged = this.#judge(endGap);
    const head = this.#head !== undefined && (this.#times[0] ?? at) - this.#head.at <= HEAD_MS ? this.#head.text : '';
    // Alone too short to be a code, after a head it is a tail.
    const isTail = head !== '' && this.#looseGaps().length === 0 && endGap <= this.#tightLimit();
    const kind = head !== '' && (judged === 'scan' || isTail) ? 'doubt' : judged;
    const reading: Reading | undefined =
      kind === undefined
        ? undefined
        : { kind, code: `${head}${this.#text}`, typed: this.#text.length, ...(head === '' ? {} : { hasHead: true }) };
    if (kind === 'scan') this.#learn();
    this.clear();
    return reading;
  }

  /** A quarter of what is known follows each scan: a device keeps its rhythm, and another one is learnt in a few. */
  #learn(): void {
    const middle = median(this.#gaps());
    this.#rhythm = this.#rhythm === undefined ? middle : (this.#rhythm * 3 + middle) / 4;
  }

  /** What the run was by itself; undefined where it was a person’s. */
  #judge(endGap: number): Reading['kind'] | undefined {
    const { length } = this.#text;
    if (length < MIN_LENGTH || !HAS_SIGN.test(this.#text)) return undefined;
    const gaps = this.#gaps();
    const loose = this.#looseGaps();
    if (loose.length === 0) {
      const isEndClose = endGap <= this.#tightLimit() || endGap <= median(gaps) * EVEN_SPREAD;
      if (isEndClose || (length >= SURE_LENGTH && endGap <= BREAK_MS))
        return hasCheckDigit(this.#text) === false ? 'doubt' : 'scan';
      return undefined;
    }
    const isMostlyTight = length >= SURE_LENGTH && loose.length * 3 <= gaps.length;
    if (!isMostlyTight) return undefined;
    return hasCheckDigit(this.#text) === true && [...loose, endGap].every((gap) => gap <= BRIDGED_MS)
      ? 'scan'
      : 'doubt';
  }
}
