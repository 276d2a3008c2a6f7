/** The rows of the grid: bands of scenes, lines with their cells, and where a line is added. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowRight,
  IconArrowsExchange,
  IconBolt,
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconHammer,
  IconHandStop,
  IconPackage,
  IconPlus,
  IconShirt,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { statusName } from '../../../shared/i18n/names.ts';
import type { SheetLine } from '../../../shared/rules/run-sheet-view.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { CellEditor } from './cell-editor.tsx';
import type { GridView } from './sheet-grid.tsx';
import { type Adding, type Band, type ColumnKey, cellText, type Line } from './sheet-model.ts';

const ACTION_ICONS: Readonly<Record<SheetLine['action'], TablerIcon>> = {
  preset: IconPackage,
  on: IconArrowRight,
  off: IconArrowBackUp,
  shift: IconArrowsExchange,
  strike: IconHammer,
  hand_over: IconHandStop,
  quick_change: IconShirt,
  cue: IconBolt,
  other: IconDots,
};

/** How a line stands in a variant. */
const STANDING_WORDS = {
  base: 'runSheet.standing.base',
  replaced: 'runSheet.standing.replaced',
  left_out: 'runSheet.standing.left_out',
  added: 'runSheet.standing.added',
} as const satisfies Readonly<Record<Line['standing'], string>>;

interface RowProps {
  readonly view: GridView;
  readonly index: number;
  readonly start: number;
}

/** Where it lies in the grid. */
const lies = (start: number): { readonly transform: string } => ({ transform: `translateY(${String(start)}px)` });

export const rowId = (key: string): string => `sheet ${key.replaceAll(' ', '_')}`;
export const cellId = (key: string, col: number): string => `${rowId(key)} ${String(col)}`;

export function BandRow({ view, index, start, band }: RowProps & { readonly band: Band }): ReactNode {
  const { t, language } = useWords();
  const { scene } = band;
  const Chevron = band.isFolded ? IconChevronRight : IconChevronDown;
  const word = band.isFolded ? t('runSheet.unfold', { name: band.label }) : t('runSheet.fold', { name: band.label });
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="sheet-band"
      data-active={view.cursor.index === index}
      id={rowId(band.key)}
      style={lies(start)}
      onClick={() => view.cursor.to(index, view.cursor.col)}
    >
      <div role="gridcell" aria-colspan={view.columns.length} className="sheet-band-cell" id={cellId(band.key, 0)}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={word}
          aria-expanded={!band.isFolded}
          onClick={() => view.fold(band.key, !band.isFolded)}
        >
          <Chevron size={16} aria-hidden />
        </button>
        {scene === null ? (
          <b className="cut">{band.label === '' ? t(`runSheet.none.${view.reading}`) : band.label}</b>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="sheet-scene"
            title={t('runSheet.openScene')}
            disabled={!view.mayScenes}
            onClick={() => view.openScene(scene.id)}
          >
            <b>{scene.number}</b>
            <b className="cut">{scene.title}</b>
            {scene.place !== null && <span className="dim cut">{scene.place}</span>}
          </button>
        )}
        {band.isOwn && <span className="sheet-own">{t('runSheet.you')}</span>}
        <span className="grow" />
        {band.clashes.map((who) => (
          <span key={who} className="sheet-clash">
            <IconAlertTriangle size={14} aria-hidden />
            {t('runSheet.clash', { who })}
          </span>
        ))}
        <span className="dim num">
          {t('runSheet.lines', { count: band.count, number: formatNumber(band.count, language) })}
        </span>
        {scene?.duration_minutes != null && (
          <span className="dim num">
            {t('runSheet.min', { number: formatNumber(scene.duration_minutes, language) })}
          </span>
        )}
      </div>
    </div>
  );
}

export function AddRow({ view, index, start, adding }: RowProps & { readonly adding: Adding }): ReactNode {
  const { t } = useWords();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="sheet-add"
      data-active={view.cursor.index === index}
      id={rowId(adding.key)}
      style={lies(start)}
    >
      <div role="gridcell" aria-colspan={view.columns.length} id={cellId(adding.key, 0)}>
        <button type="button" tabIndex={-1} onClick={() => view.addTo(adding)}>
          <IconPlus size={16} aria-hidden />
          {t('runSheet.addLine')} <kbd className="kbd">Enter</kbd>
        </button>
      </div>
    </div>
  );
}

/** «Ильина Тамара» in a narrow cell: «Ильина Т.» */
function shortName(name: string): string {
  const [surname = '', first, ...more] = name.split(' ');
  return first === undefined || more.length > 1 || name.length <= 12 ? name : `${surname} ${first.slice(0, 1)}.`;
}

/** What a cell shows while nobody writes in it. */
function Said({ view, entry, column }: { view: GridView; entry: Line; column: ColumnKey }): ReactNode {
  const { t, language } = useWords();
  const { line } = entry;
  const text = cellText(line, column, view.sheet, language);
  switch (column) {
    case 'department': {
      const department = view.department(line.department_id);
      return (
        <>
          <DepartmentMark code={department?.code ?? null} name={department?.name} className="sheet-mark" />
          <span className="num" title={text}>
            {view.reading === 'scene' ? entry.number : entry.scene?.number}
          </span>
          <span className="unseen">{text}</span>
        </>
      );
    }
    case 'action': {
      const Icon = ACTION_ICONS[line.action];
      return (
        <>
          <Icon size={16} aria-hidden className="dim" />
          <span className="cut dim">{text}</span>
        </>
      );
    }
    case 'what':
      return (
        <>
          <b className="cut grow">{text}</b>
          {line.thing !== null && ['in_repair', 'decommissioned', 'on_tour'].includes(line.thing.status) && (
            <span className="warning">{statusName(line.thing.status, language)}</span>
          )}
          {entry.standing !== 'base' && view.variant !== null && (
            <span className="sheet-standing">{t(STANDING_WORDS[entry.standing])}</span>
          )}
          {entry.doubles > 0 && <span className="warning">{t('runSheet.doubles')}</span>}
          {!view.columns.includes('quantity') && line.quantity !== null && (
            <span className="dim num">{t('runSheet.pcs', { number: formatNumber(line.quantity, language) })}</span>
          )}
        </>
      );
    case 'who':
      return (
        <span className="cut" title={text}>
          {shortName(text)}
        </span>
      );
    default:
      return <span className={column === 'cue' || column === 'note' ? 'cut dim' : 'cut'}>{text}</span>;
  }
}

export function LineRow({ view, index, start, entry }: RowProps & { readonly entry: Line }): ReactNode {
  const { cursor, grid, columns } = view;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={cursor.isChosen(index, cursor.col)}
      className="sheet-row"
      data-active={cursor.index === index}
      data-standing={view.variant === null ? 'base' : entry.standing}
      data-clash={entry.isClash}
      data-pending={entry.line.isPending}
      data-testid="sheet-row"
      style={lies(start)}
    >
      {columns.map((column, col) => {
        const isHere = cursor.index === index && cursor.col === col;
        const { editing } = grid;
        const isWriting = editing?.key === entry.key && editing.column === column;
        return (
          <div
            key={column}
            role="gridcell"
            id={cellId(entry.key, col)}
            aria-colindex={col + 1}
            className="sheet-cell"
            data-column={column}
            data-here={isHere}
            data-chosen={cursor.isSeveral && cursor.isChosen(index, col)}
            onMouseDown={(event) => {
              if (isWriting) return;
              if (column === 'department' && view.reading === 'scene') cursor.rows(index, event.shiftKey);
              else cursor.to(index, col, event.shiftKey);
            }}
            onDoubleClick={() => grid.open(entry.key, col)}
          >
            {isWriting ? (
              <CellEditor
                performanceId={view.performanceId}
                sheet={view.sheet}
                column={column}
                label={view.label(column)}
                initial={editing.initial}
                isTyped={editing.isTyped}
                onWrite={(written, then) => grid.write(entry, column, written, then)}
                onCancel={grid.cancel}
              />
            ) : (
              <Said view={view} entry={entry} column={column} />
            )}
          </div>
        );
      })}
    </div>
  );
}
