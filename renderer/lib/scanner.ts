/**
 * Listens to the whole window for a keyboard-wedge scanner. What it typed is taken out of the field it landed in, and
 * its Enter is nobody else's: a scan inside a form does not submit it, and an open list neither chooses nor keeps
 * half a code.
 */
import { type Reading, ScanBuffer } from './scan-buffer.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What stood in a field before a key went into it. */
interface Before {
  readonly field: Field;
  readonly value: string;
}

/** A little longer than what the buffer takes for a break, so that it has one when it is asked. */
const SILENCE_MS = 1050;

const fieldOf = (target: EventTarget | null): Field | undefined =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;

/** Puts back what stood there, in a way that React notices. */
function putBack({ field, value }: Before): void {
  if (field.value === value) return;
  const owner = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Called after what was typed has been taken out of the fields. */
export interface ScanListeners {
  readonly onScan: (code: string) => void;
  /** Something was read that may be cut or glued. */
  readonly onDoubt: (code: string) => void;
}

/** What stood in the fields before the keys that are not yet judged, and before a run that broke off. */
class Memory {
  /** One for each character of the run. */
  readonly #run: (Before | undefined)[] = [];
  #head: Before | undefined;

  /** The last key went into no field. */
  get isOutside(): boolean {
    return this.#run.at(-1) === undefined;
  }

  get length(): number {
    return this.#run.length;
  }

  add(field: Field | undefined): void {
    this.#run.push(field === undefined ? undefined : { field, value: field.value });
  }

  /** The run broke off; where it may be the head of a code, what stood before it is still known. */
  breakOff(mayGoOn: boolean): void {
    this.#head = mayGoOn ? (this.#head ?? this.#run[0]) : undefined;
    this.#run.length = 0;
  }

  forgetHead(): void {
    this.#head = undefined;
  }

  /** Takes what was read out of the fields that it landed in. */
  takeOut({ typed, hasHead, code }: Reading): void {
    const first = new Map<Field, Before>();
    // A key may have moved the focus: each field gets back what stood in it before the first character that it took.
    for (const before of this.#run.slice(-typed))
      if (before !== undefined && !first.has(before.field)) first.set(before.field, before);
    const head = hasHead === true ? this.#head : undefined;
    this.breakOff(false);
    for (const before of first.values()) putBack(before);
    // Something else may have come into the field meanwhile, by pasting: that is not the scanner's to take away.
    if (head !== undefined && head.field.value.length <= head.value.length + code.length) putBack(head);
  }
}

/** What forgets, in each listener, the keys that were struck so far. */
const forgetting = new Set<() => void>();

/** A key did something by itself: it is no beginning of a code, however soon the next scan comes. */
export function keyWasUsed(): void {
  for (const forget of forgetting) forget();
}

/** Answers how to stop listening. */
export function listenForScans({ onScan, onDoubt }: ScanListeners): () => void {
  const buffer = new ScanBuffer();
  const memory = new Memory();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    buffer.clear();
    memory.breakOff(false);
  };
  const tell = (reading: Reading): void => {
    memory.takeOut(reading);
    (reading.kind === 'scan' ? onScan : onDoubt)(reading.code);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const known = buffer.length;
    const { code, shiftKey, timeStamp: at, repeat: isRepeat } = event;
    const reading = buffer.take({ code, shiftKey, at, isRepeat });
    if (reading === undefined) {
      // A run that broke off begins anew with this key.
      if (buffer.length <= 1 && buffer.length !== known + 1) memory.breakOff(buffer.hasHead);
      else if (!buffer.hasHead) memory.forgetHead();
    }
    if (buffer.length > memory.length) memory.add(fieldOf(event.target));
    clearTimeout(timer);
    if (buffer.length > 0) {
      timer = setTimeout(() => {
        // In a field a person may be thinking about what they pasted or typed; elsewhere nobody types.
        const silent = buffer.silence(at + SILENCE_MS);
        if (silent !== undefined && memory.isOutside) tell(silent);
        else memory.breakOff(buffer.hasHead);
      }, SILENCE_MS);
    }
    if (reading === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(reading);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('pointerdown', forget, { capture: true });
  forgetting.add(forget);
  return () => {
    clearTimeout(timer);
    forgetting.delete(forget);
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('pointerdown', forget, { capture: true });
  };
}
