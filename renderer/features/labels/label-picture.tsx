/** One label of a design, as it comes out with made-up words. */
import type { ReactNode } from 'react';
import type { LabelPreview } from '../../../shared/ipc/label-contract.ts';
import type { LabelDesign, LabelKind } from '../../../shared/labels/label-design.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SheetPicture } from './sheet-picture.tsx';
import { usePreview } from './use-preview.ts';
import './labels.css';

/** The label of that number alone, as large as there is room. */
export function alone(preview: LabelPreview, index: number): LabelPreview {
  const label = preview.labels[index];
  return {
    ...preview,
    sheet: { width: preview.label.width, height: preview.label.height },
    slots: [{ x: 0, y: 0 }],
    labels: label === undefined ? [] : [{ ...label, x: 0, y: 0 }],
  };
}

export function LabelPicture({ design, kind }: Readonly<{ design: LabelDesign; kind: LabelKind }>): ReactNode {
  const { language } = useWords();
  const { preview } = usePreview({
    label: { design },
    targets: { kind: 'sample', of: kind },
    startAt: 1,
    copies: 1,
    shift: { x: 0, y: 0 },
    language,
    sheet: 0,
  });
  return preview === undefined ? null : (
    <div className="label-one">
      <SheetPicture preview={alone(preview, 0)} />
    </div>
  );
}
