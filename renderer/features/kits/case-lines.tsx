/** What should be in the case and what is, in one list; arrows choose a line, keys do what its buttons do. */
import { Menu } from '@mantine/core';
import { IconCheck, IconMinus, IconPackage, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { CaseLine } from '../../../shared/features/kits/queries.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { openObject } from '../../lib/open-record.ts';
import { keyWasUsed } from '../../lib/scanner.ts';
import type { CaseMode, CaseWork } from './use-case.ts';
import type { CaseList } from './use-case-list.ts';

type Props = Readonly<{
  lines: readonly CaseLine[];
  mode: CaseMode;
  work: CaseWork;
  list: CaseList;
  mayMove: boolean;
  mayEdit: boolean;
}>;
type LineProps = Omit<Props, 'lines'> & Readonly<{ line: CaseLine }>;

/** How a line stands: of its list, or of what was seen. */
function Sign({ line, mode, work }: Pick<LineProps, 'line' | 'mode' | 'work'>): ReactNode {
  const { t } = useWords();
  if (mode === 'check') {
    const isSeen = (work.seen[line.itemId] ?? 0) >= line.there;
    if (line.there === 0) return <Tag tone="bad">{t('kits.sign.short', { count: line.wanted })}</Tag>;
    return <Tag tone={isSeen ? 'ok' : 'plain'}>{t(isSeen ? 'kits.sign.seen' : 'kits.sign.unseen')}</Tag>;
  }
  if (line.state === 'short') return <Tag tone="bad">{t('kits.sign.short', { count: line.wanted - line.there })}</Tag>;
  if (line.state === 'extra') return <Tag tone="warn">{t('kits.sign.extra', { count: line.there - line.wanted })}</Tag>;
  return (
    <span className="case-whole" title={t('kits.sign.complete')}>
      <IconCheck size={18} aria-label={t('kits.sign.complete')} />
    </span>
  );
}

function Name({ line }: Readonly<{ line: CaseLine }>): ReactNode {
  const { t } = useWords();
  const { elsewhere, state } = line;
  const parts = [
    line.number,
    line.isCase ? t('kits.isCase') : null,
    line.isHomed ? t('kits.homed') : null,
    state === 'short' && elsewhere !== null
      ? t('kits.elsewhere', { place: elsewhere.name, count: elsewhere.quantity })
      : null,
    line.note,
  ];
  return (
    <div role="gridcell" className="name">
      <LinkTo table="inventory_items" id={line.itemId} className="object-link">
        {line.isCase && <IconPackage size={16} aria-hidden />} {line.name}
      </LinkTo>
      <span className="dim">{parts.filter((part) => part !== null && part !== '').join(' · ')}</span>
    </div>
  );
}

function Keys({ line, mode, work, list, mayMove, mayEdit }: LineProps): ReactNode {
  const { t } = useWords();
  const { name, there } = line;
  const seen = work.seen[line.itemId] ?? 0;
  if (mode === 'look')
    return mayEdit ? (
      <RowMenu label={t('kits.row', { name })}>
        {() => (
          <>
            <Menu.Item onClick={() => openObject('inventory_items', line.itemId)}>{t('kits.open')}</Menu.Item>
            <Menu.Item onClick={() => void list.want(line, 1)}>{t('kits.wantMore')}</Menu.Item>
            {line.wanted > 1 && <Menu.Item onClick={() => void list.want(line, -1)}>{t('kits.wantFewer')}</Menu.Item>}
            {there > 0 && there !== line.wanted && (
              <Menu.Item onClick={() => void list.want(line, there - line.wanted)}>{t('kits.wantThese')}</Menu.Item>
            )}
            {line.wanted > 0 && <Menu.Item onClick={() => void list.unlist(line)}>{t('kits.unlist')}</Menu.Item>}
          </>
        )}
      </RowMenu>
    ) : null;
  if (!mayMove) return null;
  const isCheck = mode === 'check';
  const minus = t(isCheck ? 'kits.unsee' : 'kits.takeOut', { name });
  const plus = t(isCheck ? 'kits.seeOne' : 'kits.put', { name });
  const canMore = isCheck ? seen < there : line.elsewhere !== null;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="case-tap icon"
        aria-label={minus}
        title={minus}
        disabled={(isCheck ? seen : there) === 0}
        onClick={() => (isCheck ? work.see(line, seen - 1) : work.takeOut(line))}
      >
        <IconMinus size={20} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="case-tap icon"
        aria-label={plus}
        title={plus}
        disabled={!canMore}
        onClick={() => (isCheck ? work.see(line, seen + 1) : work.put(line))}
      >
        <IconPlus size={20} aria-hidden />
      </button>
      {isCheck && there > 1 && (
        <button
          type="button"
          tabIndex={-1}
          className="case-tap"
          disabled={seen >= there}
          onClick={() => work.see(line, there)}
        >
          {t('kits.seeAll', { count: there })}
        </button>
      )}
    </>
  );
}

/** The numbers of a line: seen of what is there, or there of what should be. */
function Numbers({ line, mode, work }: Pick<LineProps, 'line' | 'mode' | 'work'>): ReactNode {
  const [first, second] =
    mode === 'check' ? [work.seen[line.itemId] ?? 0, line.there] : [line.there, line.wanted === 0 ? '—' : line.wanted];
  return (
    <div role="gridcell" className="count num">
      <b>{first}</b> / {second}
    </div>
  );
}

const stepOf = ({ key }: KeyboardEvent): number => (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0);
const isPlus = ({ code, key }: KeyboardEvent): boolean => key === '+' || code === 'Equal' || code === 'NumpadAdd';
const isMinus = ({ code }: KeyboardEvent): boolean => code === 'Minus' || code === 'NumpadSubtract';

/** What a key means for a line; false: nothing. */
function act({ mode, work }: Pick<Props, 'mode' | 'work'>, line: CaseLine, event: KeyboardEvent): boolean {
  const seen = work.seen[line.itemId] ?? 0;
  if (mode === 'look') {
    if (event.key !== 'Enter') return false;
    openObject('inventory_items', line.itemId);
  } else if (isPlus(event)) {
    if (mode === 'pack') work.put(line);
    else work.see(line, Math.min(line.there, seen + 1));
  } else if (isMinus(event)) {
    if (mode === 'check') work.see(line, seen - 1);
    else if (line.there > 0) work.takeOut(line);
  } else if (event.key === 'Enter' && mode === 'check') work.see(line, line.there);
  else return false;
  return true;
}

export function CaseLines(props: Props): ReactNode {
  const { lines, mode, work, mayMove } = props;
  const { t } = useWords();
  const [active, setActive] = useState(0);
  const chosen = Math.min(active, lines.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const step = stepOf(event);
    const line = lines[chosen];
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(lines.length - 1, chosen + step));
      setActive(next);
      event.currentTarget.querySelectorAll('[role=row]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (line !== undefined && (mayMove || mode === 'look') && act(props, line, event)) {
      event.preventDefault();
      event.stopPropagation();
      keyWasUsed();
    }
  };
  return (
    <div
      role="grid"
      tabIndex={0}
      className="case-lines"
      aria-label={t('kits.list')}
      onKeyDown={onKeyDown}
      data-testid="case-lines"
    >
      {lines.map((line, index) => (
        <div
          key={line.itemId}
          role="row"
          className="case-line"
          aria-selected={index === chosen}
          data-state={mode === 'check' ? 'check' : line.state}
          data-flash={work.said?.itemId === line.itemId}
          data-testid="case-line"
          onClick={() => setActive(index)}
        >
          <Name line={line} />
          <div role="gridcell">
            <Sign line={line} mode={mode} work={work} />
          </div>
          <Numbers line={line} mode={mode} work={work} />
          <div role="gridcell" className="keys">
            <Keys {...props} line={line} />
          </div>
        </div>
      ))}
    </div>
  );
}
