/** What is expected and what was counted, line by line; arrows choose a line, plus and minus count it. */
import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountDetail, CountLineView } from '../../../shared/ipc/views.ts';
import { lineKey } from './use-counting.ts';

export type LineFilter = 'remaining' | 'all' | 'different' | 'counted';

const KEEPS: Readonly<Record<LineFilter, (line: CountLineView) => boolean>> = {
  remaining: (line) => line.counted < line.expected, all: () => true, different: (line) => line.isCounted && line.counted !== line.expected, counted: (line) => line.isCounted,
};
const SHOWN = 300;
const collator = new Intl.Collator(['ru', 'en'], { numeric: true });

type Props = Readonly<{ detail: CountDetail; filter: LineFilter; flashed: string | undefined; onCount: (line: CountLineView, quantity: number) => Promise<void> }>;

export function CountLines({ detail, filter, flashed, onCount }: Props): ReactNode {
  const { t } = useTranslation();
  const [active, setActive] = useState(0);
  const flashedKey = flashed?.split('#')[0];
  const lines = detail.lines.filter((line) => KEEPS[filter](line)).sort((a, b) => collator.compare(a.location, b.location) || collator.compare(a.name, b.name)).slice(0, SHOWN);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(lines.length - 1, active + step));
      setActive(next);
      event.currentTarget.querySelectorAll('[role=row]')[next]?.scrollIntoView({ block: 'nearest' });
    }
    const delta = event.code === 'Equal' || event.code === 'NumpadAdd' ? 1 : event.code === 'Minus' || event.code === 'NumpadSubtract' ? -1 : 0;
    const line = lines[active];
    if (delta !== 0 && line !== undefined) {
      event.preventDefault();
      void onCount(line, delta);
    }
  };
  if (lines.length === 0) return <Text c="dimmed" p="md">{t(filter === 'different' ? 'review.noVariance' : filter === 'counted' ? 'counting.nobody' : 'counting.progress', { counted: detail.lines.length, expected: detail.lines.length })}</Text>;
  return (
    <div role="grid" tabIndex={0} aria-label={t('counting.counted')} aria-rowcount={lines.length} onKeyDown={onKeyDown} className="count-lines">
      {lines.map((line, index) => (
        <div role="row" key={lineKey(line.itemId, line.locationId)} className="count-line" aria-selected={index === active} data-flash={flashedKey === lineKey(line.itemId, line.locationId)} onClick={() => setActive(index)} data-testid="count-line">
          <div role="gridcell" style={{ minWidth: 0 }}>
            <Text fw={500} truncate title={line.name}>{line.name}</Text>
            <Text size="xs" c="dimmed">{line.inventoryNumber} · {line.location}{line.counters.length > 1 ? ` · ${line.counters.map((counter) => `${counter.name}: ${counter.quantity}`).join(', ')}` : ''}</Text>
          </div>
          <div role="gridcell">
            {line.isCounted || detail.count.is_blind
              ? <Text fw={700} size="lg" style={{ fontVariantNumeric: 'tabular-nums' }} data-testid="counted">{line.counted}{detail.count.is_blind ? '' : ` / ${line.expected}`}</Text>
              : <Badge variant="default" tt="none" radius="sm">{t('counting.notScanned')}{` · ${line.expected}`}</Badge>}
          </div>
          <div role="gridcell">
            <Group gap={6} wrap="nowrap">
              <ActionIcon size={44} variant="default" tabIndex={-1} aria-label={t('counting.minus', { name: line.name })} onClick={() => { void onCount(line, -1); }}><IconMinus size={20} /></ActionIcon>
              <ActionIcon size={44} variant="default" tabIndex={-1} aria-label={t('counting.plus', { name: line.name })} onClick={() => { void onCount(line, 1); }}><IconPlus size={20} /></ActionIcon>
            </Group>
          </div>
        </div>
      ))}
    </div>
  );
}
