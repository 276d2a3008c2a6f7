/** The run sheet of a production: written like a spreadsheet, read by scene, person, place or thing. */
import { Button } from '@mantine/core';
import { IconList, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type RunSheet, runSheetOf } from '../../../shared/features/run-sheet/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import { formsOf } from '../../../shared/ipc/paper-contract.ts';
import { sceneMove } from '../../../shared/mutations/scene-mutations.ts';
import { SHEET_VIEWS, type SheetView } from '../../../shared/rules/run-sheet-groups.ts';
import { cellsOf } from '../../../shared/rules/run-sheet-table.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePrintTarget } from '../paper/paper-store.ts';
import type { ProductionTabProps } from '../productions/production-tabs.ts';
import { cellsIn } from './clipboard-cells.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { type AskedScene, SceneDialog } from './scene-dialog.tsx';
import { SceneRuler } from './scene-ruler.tsx';
import { type GridView, SheetTable } from './sheet-grid.tsx';
import { type ColumnKey, type Draft, FIELD, gridOf } from './sheet-model.ts';
import { SheetFoot, SheetTools } from './sheet-tools.tsx';
import { type Target, useSheetWrites } from './sheet-writes.ts';
import { useColumnsInSight } from './use-columns-in-sight.ts';
import { useRunSheetTarget } from './use-run-sheet-target.ts';
import { useSheetCursor } from './use-sheet-cursor.ts';
import { useSheetGrid } from './use-sheet-grid.ts';
import './run-sheet.css';

/** A table that somebody brought, and where it is to go. */
interface Pasted {
  readonly cells: readonly (readonly string[])[];
  readonly target: Target | null;
}

const viewOf = (part: string | null): SheetView => SHEET_VIEWS.find((view) => view === part) ?? 'scene';

interface BodyProps extends ProductionTabProps {
  readonly sheet: RunSheet;
  readonly isCovered: boolean;
  onScene(asked: AskedScene): void;
  onPaste(pasted: Pasted): void;
}

/** What is shown of the sheet, and what of it is folded or left out. */
function useShown({ sheet, variant, part }: BodyProps, mayEdit: boolean) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [departmentId, setDepartment] = useState<string | null>(null);
  const [isDifferingOnly, setDiffering] = useState(false);
  const view = viewOf(part);
  const known = sheet.variants.some(({ id }) => id === variant) ? variant : null;
  const grid = useMemo(
    () =>
      gridOf(sheet, {
        variant: known,
        view,
        departmentId,
        isDifferingOnly: isDifferingOnly && known !== null,
        folded,
        draft,
        mayEdit,
      }),
    [sheet, known, view, departmentId, isDifferingOnly, folded, draft, mayEdit],
  );
  // What was begun is there: the draft has done its work.
  if (draft !== null && sheet.lines.some(({ id }) => id === draft.line.id)) setDraft(null);
  const fold = useCallback((key: string, isFolded: boolean) => {
    setFolded((before) => {
      const after = new Set(before);
      if (isFolded) after.add(key);
      else after.delete(key);
      return after;
    });
  }, []);
  return {
    draft,
    setDraft,
    fold,
    departmentId,
    setDepartment,
    isDifferingOnly,
    setDiffering,
    view,
    variant: known,
    grid,
  };
}

/** As a file, and on paper. */
function useTaking(performanceId: string, sheet: RunSheet, shown: ReturnType<typeof useShown>): void {
  useRunSheetTarget(sheet, shown.grid, shown.view, shown.variant);
  usePrintTarget({
    title: sheet.title,
    forms: formsOf.runSheet,
    hasChosen: false,
    about: () => ({
      kind: 'runSheet',
      performanceId,
      variantId: shown.variant,
      view: shown.view,
      departmentId: shown.departmentId,
    }),
  });
}

/** The grid at work, and all that is drawn of it. */
function useWork(props: BodyProps) {
  const { performanceId, sheet, onScene, onPaste } = props;
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayScenes = useCan('performances.edit');
  const mayDepartment = useCan('passport.department');
  const mayEdit = mayScenes || mayDepartment;
  const shown = useShown(props, mayEdit);
  const frame = useRef<HTMLDivElement>(null);
  const sight = useColumnsInSight(frame, shown.view);
  const { entries } = shown.grid;
  const cursor = useSheetCursor(entries, sight.columns.length);
  const writes = useSheetWrites(sheet, shown.variant);
  const openScene = (id: string): void => {
    const scene = sheet.scenes.find((one) => one.id === id);
    if (scene !== undefined && mayScenes) onScene({ kind: 'edit', scene });
  };
  const moveScene = (id: string, by: -1 | 1): Promise<boolean> | undefined => {
    const at = sheet.scenes.findIndex((scene) => scene.id === id);
    const after = by > 0 ? sheet.scenes[at + 1] : (sheet.scenes[at - 2] ?? null);
    if (!mayScenes || after === undefined || (by < 0 && at === 0)) return undefined;
    const fromAfterId = sheet.scenes[at - 1]?.id ?? null;
    return mutate(sceneMove, { id, afterId: after?.id ?? null, fromAfterId });
  };
  const grid = useSheetGrid({
    performanceId,
    sheet,
    entries,
    columns: sight.columns,
    cursor,
    writes,
    mayEdit,
    isOrdered: shown.view === 'scene' && !shown.isDifferingOnly,
    draft: shown.draft,
    setDraft: shown.setDraft,
    fold: shown.fold,
    openScene,
    moveScene,
    pasteTable: (cells, target) => onPaste({ cells, target }),
  });
  useTaking(performanceId, sheet, shown);
  const label = (column: ColumnKey): string =>
    column === 'quantity' ? t('runSheet.quantity') : fieldName(FIELD[column], language);
  const view: GridView = {
    performanceId,
    sheet,
    variant: shown.variant,
    reading: shown.view,
    columns: sight.columns,
    cursor,
    grid,
    mayScenes,
    label,
    department: (id) => sheet.departments.find((one) => one.id === id),
    fold: shown.fold,
    openScene,
    addTo: (adding) => {
      const last = entries[entries.indexOf(adding) - 1];
      const like = last?.kind === 'line' ? last : undefined;
      grid.add({ sceneId: adding.scene.id, afterId: like?.base?.id ?? like?.line.id ?? null }, like);
    },
  };
  return { shown, frame, sight, cursor, writes, view, mayEdit, mayScenes };
}

function Body(props: BodyProps): ReactNode {
  const { performanceId, sheet, onScene } = props;
  const { shown, frame, sight, cursor, writes, view, mayEdit, mayScenes } = useWork(props);
  const [wanted, setWanted] = useState<readonly [string, number]>();
  const { entries } = shown.grid;
  const current = cursor.entry?.kind === 'line' ? cursor.entry.line.scene_id : cursor.entry?.scene?.id;
  const lastScene = sheet.scenes.at(-1);
  return (
    <>
      <SheetTools
        performanceId={performanceId}
        sheet={sheet}
        shown={shown}
        {...(mayScenes
          ? {
              onAddScene: () =>
                onScene({
                  kind: 'new',
                  afterId: current ?? lastScene?.id ?? null,
                  act: lastScene?.act ?? 1,
                  number: '',
                }),
            }
          : {})}
      />
      {shown.view === 'scene' && (
        <SceneRuler
          scenes={sheet.scenes}
          currentId={current}
          onChoose={(id) => {
            setWanted((before) => [id, (before?.[1] ?? 0) + 1]);
            const at = entries.findIndex((entry) => entry.key === id);
            cursor.to(entries[at + 1]?.kind === 'line' ? at + 1 : at, cursor.col);
            frame.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <SheetTable
        view={view}
        entries={entries}
        frame={frame}
        template={sight.template}
        wanted={wanted}
        isCovered={props.isCovered}
      />
      <SheetFoot
        grid={shown.grid}
        cursor={cursor}
        variant={sheet.variants.find(({ id }) => id === shown.variant)}
        writes={writes}
        mayEdit={mayEdit}
      />
    </>
  );
}

/** Nothing is written yet: a scene is made, or a table is brought. */
function Nothing({ onScene, onPaste }: Pick<BodyProps, 'onScene' | 'onPaste'>): ReactNode {
  const { t } = useWords();
  const mayScenes = useCan('performances.edit');
  return (
    <div
      className="sheet-empty"
      tabIndex={0}
      role="group"
      aria-label={t('runSheet.emptyTitle')}
      onPaste={(event) => {
        const cells = cellsIn(event.clipboardData);
        if (mayScenes && cells.length > 0) onPaste({ cells, target: null });
      }}
    >
      <EmptyState
        icon={<IconList size={32} aria-hidden />}
        title={t('runSheet.emptyTitle')}
        hint={t('runSheet.emptyHint')}
      >
        {mayScenes && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onScene({ kind: 'new', afterId: null, act: 1, number: '1.1' })}
          >
            {t('runSheet.newScene')}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}

export function RunSheetTab(props: ProductionTabProps): ReactNode {
  const { performanceId, variant } = props;
  const { data: sheet, failure } = useQuery(runSheetOf, { performanceId });
  const [scene, setScene] = useState<AskedScene>();
  const [pasted, setPasted] = useState<Pasted>();
  const mayScenes = useCan('performances.edit');
  const take = async (file: File): Promise<void> => {
    const cells = cellsOf(await file.text());
    const last = sheet?.scenes.at(-1);
    if (cells.length > 0) setPasted({ cells, target: last === undefined ? null : { sceneId: last.id, afterId: null } });
  };
  if (failure !== undefined && sheet === undefined) return <FailureState failure={failure} />;
  if (sheet === undefined) return <Loading />;
  if (sheet === null) return null;
  const parts = { onScene: setScene, onPaste: setPasted };
  return (
    <section
      className="run-sheet"
      data-testid="run-sheet"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = [...event.dataTransfer.files].find(({ name }) => /\.(csv|tsv|txt)$/i.test(name));
        if (file !== undefined && mayScenes) void take(file);
      }}
    >
      {sheet.scenes.length === 0 ? (
        <Nothing {...parts} />
      ) : (
        <Body {...props} {...parts} sheet={sheet} isCovered={scene !== undefined || pasted !== undefined} />
      )}
      {scene !== undefined && (
        <SceneDialog performanceId={performanceId} asked={scene} onClose={() => setScene(undefined)} />
      )}
      {pasted !== undefined && (
        <PasteDialog
          performanceId={performanceId}
          sheet={sheet}
          variant={sheet.variants.some(({ id }) => id === variant) ? variant : null}
          cells={pasted.cells}
          target={pasted.target}
          onClose={() => setPasted(undefined)}
        />
      )}
    </section>
  );
}
