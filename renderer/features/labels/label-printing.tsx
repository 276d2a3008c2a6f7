/** The dialog of labels, loaded when somebody asks for it. */
import { lazy, type ReactNode, Suspense } from 'react';
import { useLabels } from '../../store/label-store.ts';

const PrintLabels = lazy(async () => ({ default: (await import('./print-labels.tsx')).PrintLabels }));

export function LabelPrinting(): ReactNode {
  const isAsked = useLabels((state) => state.subject !== undefined);
  return isAsked ? (
    <Suspense fallback={null}>
      <PrintLabels />
    </Suspense>
  ) : null;
}
