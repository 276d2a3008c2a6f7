/** Wherever something stands that can be printed, Ctrl P prints it by our forms instead of the window as it is. */
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { askToPrint, useAskedCode, useAskedPaper } from './paper-store.ts';

const PrintDialog = lazy(async () => ({ default: (await import('./print-dialog.tsx')).PrintDialog }));
const SheetAnswer = lazy(async () => ({ default: (await import('./sheet-answer.tsx')).SheetAnswer }));

/** By physical key, so that it works on a Russian layout. */
const isKey = ({ code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  code === 'KeyP' && (ctrlKey || metaKey) && !shiftKey && !altKey;

export function PaperAnywhere(): ReactNode {
  const target = useAskedPaper();
  const code = useAskedCode();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // What a dialog shows is no paper: there the browser prints as it does.
      if (!isKey(event) || document.querySelector('[role="dialog"]') !== null) return;
      if (askToPrint()) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Suspense fallback={null}>
      {target !== undefined && <PrintDialog target={target} />}
      {code !== undefined && <SheetAnswer key={code} code={code} />}
    </Suspense>
  );
}
