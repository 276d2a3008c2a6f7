/**
 * One listener for the whole window, and who takes what it reads: the field that was made for codes, else the screen
 * that has a use of its own for scans, else whoever opens things (`scan-anywhere.tsx`).
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { listenForScans, type ScanListeners } from './scanner.ts';

/** Marks a field into which a scan is to be written: `<TextInput {...takesScan} />`. */
export const takesScan = { 'data-takes-scan': true } as const;

/** Screens with a use of their own; the one that opened last goes first. */
const targets: { readonly current: ScanListeners }[] = [];

function codeField(): HTMLInputElement | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement && activeElement.dataset['takesScan'] !== undefined
    ? activeElement
    : undefined;
}

/** Writes the code over what stands in the field, in a way that React notices. */
function write(field: HTMLInputElement, code: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, code);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Listens for the whole window; `otherwise` takes what no field and no screen has a use for. Answers how to stop. */
export function listenEverywhere(otherwise: ScanListeners): () => void {
  const target = (): ScanListeners => targets.at(-1)?.current ?? otherwise;
  return listenForScans({
    onScan: (code) => {
      const field = codeField();
      if (field === undefined) target().onScan(code);
      else write(field, code);
    },
    onDoubt: (code) => target().onDoubt(code),
  });
}

/** While the calling screen is open, scans are its own. */
export function useScanTarget(listeners: ScanListeners): void {
  const latest = useRef(listeners);
  useLayoutEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => {
    targets.push(latest);
    return () => {
      targets.splice(targets.indexOf(latest), 1);
    };
  }, []);
}
