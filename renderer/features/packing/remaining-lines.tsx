/** What is left to pack here; arrows choose a line, plus packs it, minus takes the last of it back. */
import { IconAlertTriangle, IconMinus, IconPlus } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { PackingLines, PackingLineView } from '../../../shared/ipc/packing-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { keyWasUsed } from '../../lib/scanner.ts';

type Props = Readonly<{
  lines: PackingLines;
  grid: RefObject<HTMLDivElement | null>;
  /** The thing that was packed last. */
  flashed: string | null;
  empty: string;
  mayPack: boolean;
  /** By the thing, and by the line. */
  onPack: (itemId: string) => void;
  onTakeBack: (lineId: string) => void;
}>;

/** What is wrong with a line, in words. */
export function LineSigns({ line }: Readonly<{ line: PackingLineView }>): ReactNode {
  const { t } = useWords();
  if (line.isDecommissioned) return <span className="sign-bad">{t('packing.decommissioned')}</span>;
  if (line.over === 0) return null;
  return (
    <span className="sign-bad" data-testid="packing-over">
      <IconAlertTriangle size={14} aria-hidden /> {t('packing.over', { count: line.over })}
      {line.packers.length > 0 && `: ${line.packers.join(', ')}`}
    </span>
  );
}

/** A scan changes one of a hundred: the others are left alone. */
const Line = memo(function Line({
  line,
  index,
  isActive,
  isFlashed,
  mayPack,
  onSelect,
  onPack,
  onTakeBack,
}: Readonly<{
  line: PackingLineView;
  index: number;
  isActive: boolean;
  isFlashed: boolean;
  mayPack: boolean;
  onSelect: (index: number) => void;
  onPack: (itemId: string) => void;
  onTakeBack: (lineId: string) => void;
}>): ReactNode {
  const { t } = useWords();
  return (
    <div
      role="row"
      className="packing-line"
      aria-selected={isActive}
      data-flash={isFlashed}
      data-testid="packing-line"
      onClick={() => onSelect(index)}
    >
      <div role="gridcell" className="name">
        <b title={line.name}>{line.name}</b>
        <span>
          {[line.place, line.number, line.isExtra ? t('packing.extra') : null, line.note].filter(Boolean).join(' · ')}
        </span>
        <LineSigns line={line} />
      </div>
      <div role="gridcell" className="count num">
        <b>{line.packed}</b> / {line.planned}
      </div>
      <div role="gridcell" className="keys">
        {mayPack && (
          <>
            <button
              type="button"
              tabIndex={-1}
              className="tap icon minus"
              disabled={line.packed <= 0}
              aria-label={t('packing.minus', { name: line.name })}
              onClick={() => onTakeBack(line.id)}
            >
              <IconMinus size={20} aria-hidden />
            </button>
            <button
              type="button"
              tabIndex={-1}
              className="tap icon"
              aria-label={t('packing.plus', { name: line.name })}
              onClick={() => onPack(line.itemId)}
            >
              <IconPlus size={20} aria-hidden />
            </button>
          </>
        )}
      </div>
    </div>
  );
});

const stepOf = (event: KeyboardEvent): number => (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0);

/** What lines do, as it is by then: a line need not be drawn again because of it. */
function useActs(acts: Pick<Props, 'onPack' | 'onTakeBack'>): Pick<Props, 'onPack' | 'onTakeBack'> {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  return {
    onPack: useCallback((itemId) => latest.current.onPack(itemId), []),
    onTakeBack: useCallback((lineId) => latest.current.onTakeBack(lineId), []),
  };
}

export function RemainingLines({ lines, grid, flashed, empty, mayPack, ...acts }: Props): ReactNode {
  const { t } = useWords();
  const { onPack, onTakeBack } = useActs(acts);
  const [active, setActive] = useState(0);
  const { rows, total } = lines;
  const chosen = Math.min(active, rows.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = stepOf(event);
    const line = rows[chosen];
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rows.length - 1, chosen + step));
      setActive(next);
      event.currentTarget.querySelectorAll('[role=row]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (line !== undefined && mayPack && (event.code === 'Minus' || event.code === 'NumpadSubtract')) {
      event.preventDefault();
      keyWasUsed();
      onTakeBack(line.id);
    } else if (line !== undefined && mayPack && (event.code === 'Equal' || event.code === 'NumpadAdd')) {
      event.preventDefault();
      keyWasUsed();
      onPack(line.itemId);
    }
  };
  if (rows.length === 0) return <p className="packing-none dim">{empty}</p>;
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={t('packing.left')}
      aria-rowcount={total}
      className="packing-lines"
      onKeyDown={onKeyDown}
    >
      {rows.map((line, index) => (
        <Line
          key={line.id}
          line={line}
          index={index}
          isActive={index === chosen}
          isFlashed={flashed === line.itemId}
          mayPack={mayPack}
          onSelect={setActive}
          onPack={onPack}
          onTakeBack={onTakeBack}
        />
      ))}
      {total > rows.length && (
        <div role="row">
          <p role="gridcell" className="packing-none dim">
            {t('packing.andMore', { count: total - rows.length })}
          </p>
        </div>
      )}
    </div>
  );
}
