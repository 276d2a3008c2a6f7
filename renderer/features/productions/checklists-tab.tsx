/** Checklists of a production, by phase of the evening; or templates of the house, written in the same way. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconListCheck, IconPlus, IconTemplate } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type ChecklistView, checklistsOf, productionHead } from '../../../shared/features/productions/queries.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useWhole } from '../../lib/use-whole.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { ChecklistCard } from './checklist-card.tsx';
import { ChecklistTemplates } from './checklist-templates.tsx';
import { useChecklistsSheet } from './checklists-sheet.ts';
import { PHASES, type Phase, phaseWords } from './phases.ts';
import type { ProductionTabProps } from './production-tabs.ts';
import { TabScroll } from './tab-scroll.tsx';

/** In addresses: the house's templates are open. */
const TEMPLATES = 'templates';

/** Of a variant: what belongs to all and what is its own. Of the base: what belongs to all. */
const shownIn = (lists: readonly ChecklistView[], variant: string | null): readonly ChecklistView[] =>
  lists.filter(({ variantId }) => variantId === null || variantId === variant);

/** As many points as a large window shows. */
const IN_SIGHT = 60;

/** The lists that are in sight first: those before which no more points stand than a window has room for. */
function firstOf(lists: readonly ChecklistView[]): readonly ChecklistView[] {
  let before = 0;
  return lists.filter(({ points }) => {
    before += points.length;
    return before - points.length < IN_SIGHT;
  });
}

function Phases({
  lists,
  children,
}: Readonly<{ lists: readonly ChecklistView[]; children: (list: ChecklistView) => ReactNode }>): ReactNode {
  const { t } = useWords();
  const isWhole = useWhole();
  const ordered = PHASES.flatMap((phase) => lists.filter((list) => list.phase === phase));
  const drawn = isWhole ? ordered : firstOf(ordered);
  return PHASES.map((phase) => {
    const inPhase = drawn.filter((list) => list.phase === phase);
    if (inPhase.length === 0) return null;
    return (
      <section key={phase} className="phase" aria-label={t(phaseWords[phase])}>
        <h3>{t(phaseWords[phase])}</h3>
        <div className="phase-lists">{inPhase.map(children)}</div>
      </section>
    );
  });
}

type ToolsProps = Readonly<{
  performanceId: string;
  variant: string | null;
  isTemplates: boolean;
  mayEdit: boolean;
  onNew: (phase: Phase) => void;
  onTemplate: () => void;
}>;

function Tools({ performanceId, variant, isTemplates, mayEdit, onNew, onTemplate }: ToolsProps): ReactNode {
  const { t } = useWords();
  const turn = (): void =>
    go({
      to: '/productions/{-$id}/{-$tab}',
      params: { id: performanceId, tab: 'checklists' },
      search: { ...(variant === null ? {} : { variant }), ...(isTemplates ? {} : { part: TEMPLATES }) },
    });
  return (
    <div className="production-tools">
      {mayEdit && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-md" leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={14} />}>
              {t('productions.list.new')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {PHASES.map((phase) => (
              <Menu.Item key={phase} onClick={() => onNew(phase)}>
                {t(phaseWords[phase])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {mayEdit && !isTemplates && (
        <Button size="compact-md" variant="default" leftSection={<IconTemplate size={16} />} onClick={onTemplate}>
          {t('productions.list.fromTemplate')}
        </Button>
      )}
      <span className="grow" />
      <Button size="compact-md" variant="subtle" color="gray" onClick={turn}>
        {t(isTemplates ? 'productions.list.toProduction' : 'productions.list.templates')}
      </Button>
      <ExportButton isQuiet />
    </div>
  );
}

export function ChecklistsTab({ performanceId, variant, part }: ProductionTabProps): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const isTemplates = part === TEMPLATES;
  const owner = isTemplates ? null : performanceId;
  const { data, failure } = useQuery(checklistsOf, { performanceId: owner });
  const head = useQuery(productionHead, { id: performanceId }).data;
  const mayEdit = useCan('performances.edit');
  const [isChoosing, setChoosing] = useState(false);
  const [fresh, setFresh] = useState<string>();
  const lists = isTemplates ? (data ?? []) : shownIn(data ?? [], variant);
  useChecklistsSheet(head ?? undefined, isTemplates, data === undefined ? undefined : lists);
  const create = async (phase: Phase): Promise<void> => {
    const id = newId();
    const values = {
      performance_id: owner,
      phase,
      name: t(phaseWords[phase]),
      variant_id: isTemplates ? null : variant,
      sort_order: lists.filter((list) => list.phase === phase).length,
    };
    if (await mutate(rowCreate, { table: 'performance_checklists', id, values })) setFresh(id);
  };
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Tools
        performanceId={performanceId}
        variant={variant}
        isTemplates={isTemplates}
        mayEdit={mayEdit}
        onNew={(phase) => void create(phase)}
        onTemplate={() => setChoosing(true)}
      />
      {lists.length === 0 ? (
        <EmptyState
          icon={<IconListCheck size={40} stroke={1.2} />}
          title={t(isTemplates ? 'productions.list.noTemplates' : 'productions.list.none')}
          hint={t(isTemplates ? 'productions.list.templatesHint' : 'productions.list.noneHint')}
        />
      ) : (
        <TabScroll name={isTemplates ? 'templates' : 'checklists'} label={t('productions.tab.checklists')}>
          {isTemplates && <p className="production-summary dim">{t('productions.list.templatesHint')}</p>}
          <Phases lists={lists}>
            {(list) => (
              <ChecklistCard
                key={list.id}
                list={list}
                variants={head?.variants ?? []}
                isTemplate={isTemplates}
                isFresh={list.id === fresh}
                mayEdit={mayEdit}
              />
            )}
          </Phases>
        </TabScroll>
      )}
      {isChoosing && (
        <ChecklistTemplates performanceId={performanceId} variant={variant} onClose={() => setChoosing(false)} />
      )}
    </>
  );
}
