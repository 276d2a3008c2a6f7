/**
 * Listens to the whole window for a keyboard-wedge scanner. What it typed is taken out of the field it landed in, and its Enter is nobody else's:
 * a scan inside a form does not submit it, and an open list neither chooses nor keeps half a code.
 */
import { type Reading, ScanBuffer } from './scan-buffer.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What stood in a field before a key went into it. */
interface Before {
  readonly field: Field;
  readonly value: string;
}

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

export interface ScanListeners {
  readonly onScan: (code: string) => void;
  /** Something was read that may be cut or glued. */
  readonly onDoubt: (code: string) => void;
}

/** Answers how to stop listening. */
export function listenForScans({ onScan, onDoubt }: ScanListeners): () => void {
  const buffer = new ScanBuffer();
  const befores: (Before | undefined)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    buffer.clear();
    befores.length = 0;
  };
  const tell = (reading: Reading): void => {
    const before = befores.at(-reading.typed);
    befores.length = 0;
    if (before !== undefined) putBack(before);
    (reading.kind === 'scan' ? onScan : onDoubt)(reading.code);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = fieldOf(event.target);
    const known = buffer.length;
    const reading = buffer.take({
      code: event.code,
      shiftKey: event.shiftKey,
      at: event.timeStamp,
      isRepeat: event.repeat,
    });
    // One memory per character: a run that broke off begins anew with this key.
    if (reading === undefined && buffer.length <= 1 && buffer.length !== known + 1) befores.length = 0;
    if (buffer.length > befores.length) befores.push(field === undefined ? undefined : { field, value: field.value });
    clearTimeout(timer);
    if (buffer.length > 0) {
      timer = setTimeout(() => {
        // In a field a person may be thinking about what they pasted or typed; elsewhere nobody types.
        const silent = buffer.silence(event.timeStamp + SILENCE_MS);
        if (silent !== undefined && befores.at(-1) === undefined) tell(silent);
        else befores.length = 0;
      }, SILENCE_MS);
    }
    if (reading === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(reading);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('pointerdown', forget, { capture: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('pointerdown', forget, { capture: true });
  };
}
