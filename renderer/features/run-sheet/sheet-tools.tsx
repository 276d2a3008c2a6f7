/** Above the grid: how it is read, which variant, which department; below it what keys do and how much there is. */
import { Button, Select, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunSheet, SheetVariant } from '../../../shared/features/run-sheet/queries.ts';
import { SHEET_VIEWS, type SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import type { Grid } from './sheet-model.ts';
import type { Writes } from './sheet-writes.ts';
import type { Cursor } from './use-sheet-cursor.ts';

/** What is shown now, and how to show something else. */
export interface Shown {
  readonly view: SheetView;
  readonly variant: string | null;
  readonly departmentId: string | null;
  readonly isDifferingOnly: boolean;
  readonly grid: Grid;
  setDepartment(id: string | null): void;
  setDiffering(isOn: boolean): void;
}

interface ToolsProps {
  readonly performanceId: string;
  readonly sheet: RunSheet;
  readonly shown: Shown;
  readonly onAddScene?: () => void;
}

const BASE = 'base';

export function SheetTools({ performanceId, sheet, shown, onAddScene }: ToolsProps): ReactNode {
  const { t } = useWords();
  const turn = (variant: string | null, view: SheetView): void =>
    go({
      to: '/productions/{-$id}/{-$tab}',
      params: { id: performanceId, tab: 'run_sheet' },
      search: { ...(variant === null ? {} : { variant }), ...(view === 'scene' ? {} : { part: view }) },
    });
  return (
    <div className="sheet-tools">
      <div className="sheet-views" role="group" aria-label={t('runSheet.views')}>
        {SHEET_VIEWS.map((view) => (
          <button key={view} type="button" aria-pressed={view === shown.view} onClick={() => turn(shown.variant, view)}>
            {t(`runSheet.by.${view}`)}
          </button>
        ))}
      </div>
      {sheet.variants.length > 0 && (
        <Select
          aria-label={t('runSheet.variant')}
          size="xs"
          w={150}
          allowDeselect={false}
          value={shown.variant ?? BASE}
          data={[
            { value: BASE, label: t('runSheet.base') },
            ...sheet.variants.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => turn(value === BASE ? null : value, shown.view)}
        />
      )}
      {shown.variant !== null && (
        <Switch
          size="xs"
          label={t('runSheet.differing', { count: shown.grid.differing })}
          checked={shown.isDifferingOnly}
          onChange={(event) => shown.setDiffering(event.currentTarget.checked)}
        />
      )}
      <span className="grow" />
      {onAddScene !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={onAddScene}
        >
          {t('runSheet.scene')}
        </Button>
      )}
      <ExportButton isQuiet />
      <PrintButton />
      <Departments sheet={sheet} shown={shown} />
    </div>
  );
}

/** Departments with how many lines each has; one that is chosen is shown alone. */
function Departments({ sheet, shown }: Pick<ToolsProps, 'sheet' | 'shown'>): ReactNode {
  const { t, language } = useWords();
  const present = sheet.departments.filter(({ id }) => (shown.grid.byDepartment.get(id) ?? 0) > 0);
  return (
    <div className="sheet-departments" role="group" aria-label={t('runSheet.departments')}>
      {present.map((department) => {
        const isChosen = shown.departmentId === department.id;
        return (
          <button
            key={department.id}
            type="button"
            aria-pressed={isChosen}
            onClick={() => shown.setDepartment(isChosen ? null : department.id)}
          >
            <DepartmentMark code={department.code} name={department.name} />
            <span className="cut">{department.name.replace(/ (?:цех|department)$/i, '')}</span>
            <span className="num">{formatNumber(shown.grid.byDepartment.get(department.id) ?? 0, language)}</span>
          </button>
        );
      })}
    </div>
  );
}

interface FootProps {
  readonly grid: Grid;
  readonly cursor: Cursor;
  readonly variant: SheetVariant | undefined;
  readonly writes: Writes;
  readonly mayEdit: boolean;
}

/** As many as there is room for. */
const HINTS = [
  ['Enter', 'runSheet.key.line'],
  ['Alt ↑↓', 'runSheet.key.move'],
  ['Tab', 'runSheet.key.cell'],
  ['Ctrl V', 'runSheet.key.paste'],
  ['Ctrl −', 'runSheet.key.remove'],
] as const;

export function SheetFoot({ grid, cursor, variant, writes, mayEdit }: FootProps): ReactNode {
  const { t, language } = useWords();
  const own = cursor.lines.filter(({ standing }) => standing === 'replaced' || standing === 'left_out');
  const [first] = cursor.lines;
  const chosen =
    cursor.lines.length > 1
      ? t('runSheet.chosen', { count: cursor.lines.length })
      : first?.number == null
        ? ''
        : t('runSheet.atLine', { number: formatNumber(first.number, language) });
  return (
    <footer className="sheet-foot">
      <b className="num">{chosen}</b>
      {variant !== undefined && own.length > 0 && mayEdit ? (
        <Button size="compact-xs" variant="default" onClick={() => void writes.putBack(own)}>
          {t('runSheet.putBack')}
        </Button>
      ) : null}
      {variant !== undefined ? (
        <span className="sheet-variant-note">{t('runSheet.inVariant', { name: variant.name })}</span>
      ) : mayEdit ? (
        <span className="sheet-hints" aria-hidden>
          {HINTS.map(([key, word]) => (
            <span key={key}>
              <kbd className="kbd">{key}</kbd> {t(word)}
            </span>
          ))}
        </span>
      ) : null}
      <span className="grow" />
      <span className="dim num" data-testid="sheet-total">
        {t('runSheet.lines', { count: grid.total, number: formatNumber(grid.total, language) })} ·{' '}
        {t('runSheet.min', { number: formatNumber(grid.minutes, language) })}
      </span>
    </footer>
  );
}
