/** A list as a screen has it: views, filters, the table, and the line of totals. */
import { Button, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { type BulkKind, offered } from '../../shared/lists/bulk.ts';
import { BulkActions } from '../bulk/bulk-actions.tsx';
import { BulkDialog } from '../bulk/bulk-dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { LabelsOfChosen } from '../features/labels/labels-of-chosen.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useListTarget } from '../sheet/use-list-target.ts';
import { type Editing, FilterBar } from './filter-bar.tsx';
import type { GridProps } from './grid-parts.ts';
import { ListFoot } from './list-foot.tsx';
import { ListGrid } from './list-grid.tsx';
import { useSavedViews } from './use-saved-views.ts';
import { ViewTabs } from './view-tabs.tsx';
import './list.css';

interface Props extends Omit<GridProps, 'onFilter' | 'actions' | 'onDelete' | 'grid'> {
  readonly title: string;
  /** «12 things», for so many. */
  readonly counted: (count: number) => string;
  readonly totalId: string;
  readonly placeholder: string;
  readonly empty: {
    readonly icon: ReactNode;
    readonly title: string;
    readonly hint: string;
    /** Where there are rows, but none that fits. */
    readonly filteredTitle?: string;
    readonly filtered: string;
  };
  /** What stands in the place of views, where those are kept elsewhere. */
  readonly aside?: ReactNode;
  /** What can be begun here, at the right of the views. */
  readonly begin?: ReactNode;
  /** Other lists to go to, where nothing else shows them. */
  readonly places?: ReactNode;
  readonly hints?: readonly [key: string, word: string][];
  /** What can be done to chosen rows, where that is not what the catalog says. */
  readonly bulk?: ReadonlySet<BulkKind>;
}

/** One value, so that a list without hints does not change with each rendering. */
const NO_HINTS: readonly [string, string][] = [];

/** Why there is no row, and what to do about it. */
function Nothing({ model, empty, begin }: Pick<Props, 'model' | 'empty' | 'begin'>): ReactNode {
  const { t } = useWords();
  const { text, conditions } = model.view;
  const isFiltered = text.trim() !== '' || conditions.length > 0;
  return (
    <EmptyState
      icon={empty.icon}
      title={(isFiltered ? empty.filteredTitle : undefined) ?? empty.title}
      hint={isFiltered ? empty.filtered : empty.hint}
    >
      {isFiltered ? (
        <Button variant="default" onClick={() => model.change({ text: '', conditions: [] })}>
          {t('common.reset')}
        </Button>
      ) : (
        begin
      )}
    </EmptyState>
  );
}

/** A list with the views that are kept for it. Where a screen puts something in their place, they are not asked for. */
export function DataList(props: Props): ReactNode {
  return props.aside === undefined ? (
    <ListWithViews {...props} />
  ) : (
    <Frame {...props} isPartly={false} viewName={undefined} />
  );
}

function ListWithViews(props: Props): ReactNode {
  const { model } = props;
  const views = useSavedViews(model);
  return (
    <Frame
      {...props}
      aside={<ViewTabs model={model} views={views} />}
      isPartly={views.current !== undefined && !views.current.isWhole}
      viewName={views.current?.name}
    />
  );
}

interface FrameProps extends Props {
  /** This version does not understand all of the view that stands. */
  readonly isPartly: boolean;
  /** Of the saved view that stands. */
  readonly viewName: string | undefined;
}

/** `editing` is the condition that is being put together: the head of a column opens it as well as the bar. */
function Frame(props: FrameProps): ReactNode {
  const {
    model,
    title,
    counted,
    totalId,
    placeholder,
    empty,
    aside,
    isPartly,
    viewName,
    begin,
    places,
    hints = NO_HINTS,
    bulk,
    ...shown
  } = props;
  const { t } = useWords();
  const [editing, setEditing] = useState<Editing>();
  const [asked, setAsked] = useState<BulkKind>();
  const grid = useRef<HTMLDivElement>(null);
  const kinds = bulk ?? offered(model.list, model.may);
  const { summary } = model;
  useListTarget(model, shown.label, viewName);
  return (
    <>
      <PageHeader title={title} aside={aside}>
        {places}
        {begin}
      </PageHeader>
      <FilterBar
        model={model}
        placeholder={placeholder}
        tooLong={t('list.tooLong')}
        editing={editing}
        onEdit={setEditing}
        hasGallery={props.card !== undefined}
      />
      {isPartly && (
        <Text size="sm" c="dimmed" px="md" pb="xs" role="note">
          {t('list.viewPartly')}
        </Text>
      )}
      {summary?.count === 0 ? (
        <Nothing model={model} empty={empty} begin={begin} />
      ) : (
        <ListGrid
          {...shown}
          model={model}
          grid={grid}
          onFilter={(column) => setEditing({ column, index: undefined })}
          actions={
            <>
              <BulkActions kinds={kinds} onAsk={setAsked} />
              <LabelsOfChosen model={model} />
            </>
          }
          onDelete={kinds.has('delete') ? () => setAsked('delete') : undefined}
        />
      )}
      {asked !== undefined && (
        <BulkDialog
          model={model}
          kind={asked}
          onClose={() => {
            setAsked(undefined);
            grid.current?.focus();
          }}
        />
      )}
      <ListFoot
        model={model}
        counted={summary === undefined ? undefined : counted(summary.count)}
        testId={totalId}
        hints={[['Space', t('list.hintChoose')], ['Shift ↓', t('list.hintRange')], ['/', t('list.hintFind')], ...hints]}
      />
    </>
  );
}
