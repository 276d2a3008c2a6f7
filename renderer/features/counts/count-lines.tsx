/** What is expected and what was counted, line by line; arrows choose a line, plus and minus count it. */
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { CountLineView, CountLines as Lines } from '../../../shared/ipc/count-contract.ts';
import { foundAsSeenBy } from '../../../shared/rules/count-sums.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lineKey } from './use-counting.ts';

export type LineFilter = 'remaining' | 'counted' | 'different';

function CountLine({
  line,
  isBlind,
  isActive,
  isFlashed,
  onSelect,
  onCount,
}: Readonly<{
  line: CountLineView;
  isBlind: boolean;
  isActive: boolean;
  isFlashed: boolean;
  onSelect: () => void;
  onCount: (line: CountLineView, quantity: number) => void;
}>): ReactNode {
  const { t } = useWords();
  const me = useSessionInfo().user?.id;
  const isSeveral = line.parts.length > 1;
  return (
    <div
      role="row"
      className="count-line"
      aria-selected={isActive}
      data-flash={isFlashed}
      onClick={onSelect}
      data-testid="count-line"
    >
      <div role="gridcell" className="name">
        <b title={line.name}>{line.name}</b>
        <span>
          {line.inventoryNumber} · {line.location}
          {isSeveral ? ` · ${line.parts.map((part) => `${part.name}: ${part.quantity}`).join(', ')}` : ''}
        </span>
      </div>
      <div role="gridcell" className="so-far">
        {isSeveral && line.sign !== 'sum' && (
          <span className="sign" title={t(`review.sign.${line.sign}`)}>
            {line.sign === 'same' ? '=' : line.sign === 'unclear' ? '?' : '≠'}
          </span>
        )}
        {line.isCounted || isBlind ? (
          <span data-testid="counted">
            <b>{foundAsSeenBy(line, me)}</b>
            {isBlind ? '' : ` ${t('counting.of', { count: line.expected })}`}
          </span>
        ) : (
          <span>{t('counting.waitFor', { count: line.expected })}</span>
        )}
      </div>
      <div role="gridcell" className="keys">
        <button
          type="button"
          tabIndex={-1}
          className="square-button"
          aria-label={t('counting.minus', { name: line.name })}
          onClick={() => onCount(line, -1)}
        >
          <IconMinus size={20} />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className="square-button"
          aria-label={t('counting.plus', { name: line.name })}
          onClick={() => onCount(line, 1)}
        >
          <IconPlus size={20} />
        </button>
      </div>
    </div>
  );
}

type Props = Readonly<{
  lines: Lines;
  filter: LineFilter;
  isBlind: boolean;
  flashed: string | undefined;
  onCount: (line: CountLineView, quantity: number) => void;
}>;

export function CountLines({ lines: { rows, total }, filter, isBlind, flashed, onCount }: Props): ReactNode {
  const { t } = useWords();
  const [active, setActive] = useState(0);
  const chosen = Math.min(active, rows.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rows.length - 1, chosen + step));
      setActive(next);
      event.currentTarget.querySelectorAll('[role=row]')[next]?.scrollIntoView({ block: 'nearest' });
    }
    const delta =
      event.code === 'Equal' || event.code === 'NumpadAdd'
        ? 1
        : event.code === 'Minus' || event.code === 'NumpadSubtract'
          ? -1
          : 0;
    const line = rows[chosen];
    if (delta !== 0 && line !== undefined) {
      event.preventDefault();
      onCount(line, delta);
    }
  };
  if (rows.length === 0) return <p className="nothing">{t(`counting.nothing.${filter}`)}</p>;
  return (
    <div
      role="grid"
      tabIndex={0}
      aria-label={t('counting.counted')}
      aria-rowcount={total}
      onKeyDown={onKeyDown}
      className="count-lines"
    >
      {rows.map((line, index) => (
        <CountLine
          key={lineKey(line.itemId, line.locationId)}
          line={line}
          isBlind={isBlind}
          isActive={index === chosen}
          isFlashed={flashed === lineKey(line.itemId, line.locationId)}
          onSelect={() => setActive(index)}
          onCount={onCount}
        />
      ))}
      {total > rows.length && <p className="nothing">{t('counting.andMore', { count: total - rows.length })}</p>}
    </div>
  );
}
