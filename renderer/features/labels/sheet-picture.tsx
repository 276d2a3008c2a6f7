/** A sheet of labels as it will be printed; on the first one a click says where the free labels begin. */
import { type CSSProperties, memo, type ReactNode } from 'react';
import type { DrawnLabel, LabelPreview } from '../../../shared/ipc/label-contract.ts';
import { useWords } from '../../i18n/use-words.ts';

const POINT_MM = 25.4 / 72;

const Label = memo(function Label({ label }: Readonly<{ label: DrawnLabel }>): ReactNode {
  const { code } = label;
  return (
    <g transform={`translate(${label.x} ${label.y})`} data-testid="drawn-label" pointerEvents="none">
      {code !== null && (
        <svg
          x={code.x}
          y={code.y}
          width={code.width}
          height={code.height}
          viewBox={`0 0 ${code.columns} ${code.rows}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          <path d={code.path} fill="#000" shapeRendering="crispEdges" />
        </svg>
      )}
      {label.lines.map((line) => (
        <text
          key={`${line.y}`}
          x={line.x}
          y={line.y}
          fontSize={line.points * POINT_MM}
          fontWeight={line.isBold ? 700 : 400}
          // As wide as the paper's own font makes it, whatever font there is here.
          textLength={line.width}
          lengthAdjust="spacingAndGlyphs"
        >
          {line.text}
        </text>
      ))}
    </g>
  );
});

type Props = Readonly<{
  preview: LabelPreview;
  /** The first free label; everything before it was used. */
  startAt?: number;
  /** Absent: nothing can be chosen here. */
  onStart?: ((number: number) => void) | undefined;
}>;

/** Scales to the room that it is given. */
export function SheetPicture({ preview, startAt = 1, onStart }: Props): ReactNode {
  const { t } = useWords();
  const { sheet, label, slots, labels } = preview;
  return (
    <svg
      className="label-sheet"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      style={
        { aspectRatio: `${sheet.width} / ${sheet.height}`, '--ratio': sheet.width / sheet.height } as CSSProperties
      }
      role="group"
      aria-label={t('labels.preview')}
      data-testid="label-sheet"
    >
      <rect width={sheet.width} height={sheet.height} fill="#fff" />
      {slots.map(({ x, y }, index) => (
        <rect
          key={`${x} ${y}`}
          className="label-slot"
          data-used={index + 1 < startAt}
          data-testid={`slot-${index + 1}`}
          x={x}
          y={y}
          width={label.width}
          height={label.height}
          rx={1}
          {...(onStart === undefined
            ? {}
            : { onClick: () => onStart(index + 1), 'data-offered': true, 'aria-hidden': true })}
        >
          <title>{t('labels.startHere', { number: index + 1 })}</title>
        </rect>
      ))}
      {label.hasBorder &&
        labels.map(({ x, y }) => (
          <rect key={`${x} ${y}`} className="label-border" x={x} y={y} width={label.width} height={label.height} />
        ))}
      {labels.map((drawn) => (
        <Label key={`${drawn.x} ${drawn.y}`} label={drawn} />
      ))}
    </svg>
  );
}
