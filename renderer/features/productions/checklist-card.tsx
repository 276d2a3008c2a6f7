/**
 * One checklist, written like a list: Enter goes on below, Alt and the arrows move a point, several pasted lines become
 * several points.
 */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconTemplate, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { ChecklistView, VariantView } from '../../../shared/features/productions/queries.ts';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { checklistCopy } from '../../../shared/mutations/checklist-mutations.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PointLine } from './point-line.tsx';
import { TypedLine } from './typed-line.tsx';
import { type ChecklistActs, useChecklist } from './use-checklist.ts';

type Props = Readonly<{
  list: ChecklistView;
  variants: readonly VariantView[];
  isTemplate: boolean;
  /** Made a moment ago: its name is typed first. */
  isFresh: boolean;
  mayEdit: boolean;
}>;

/** The field of a point, to go to. */
export const pointField = (id: string): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(`[data-point="${id}"] .typed-line`);

function ListMenu({
  list,
  variants,
  isTemplate,
  acts,
}: Pick<Props, 'list' | 'variants' | 'isTemplate'> & { readonly acts: ChecklistActs }): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayDelete = useCan('rows.delete');
  const departments = useQuery(recordOptions, { table: 'departments' }).data ?? [];
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('productions.list.acts', { name: list.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('productions.list.department')}</Menu.Label>
        {[{ id: null, label: t('productions.list.noDepartment') }, ...departments].map(({ id, label }) => (
          <Menu.Item
            key={id ?? 'none'}
            aria-current={id === list.departmentId}
            fw={id === list.departmentId ? 600 : 400}
            onClick={() => void acts.changeList('department_id', id, list.departmentId)}
          >
            {label}
          </Menu.Item>
        ))}
        {!isTemplate && variants.length > 0 && (
          <>
            <Menu.Label>{t('productions.variant')}</Menu.Label>
            {[{ id: null, name: t('productions.list.everyVariant') }, ...variants].map(({ id, name }) => (
              <Menu.Item
                key={id ?? 'all'}
                fw={id === list.variantId ? 600 : 400}
                onClick={() => void acts.changeList('variant_id', id, list.variantId)}
              >
                {name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        {!isTemplate && (
          <Menu.Item
            leftSection={<IconTemplate size={16} />}
            onClick={() =>
              void mutate(checklistCopy, { id: newId(), fromId: list.id, performanceId: null, variantId: null })
            }
          >
            {t('productions.list.toTemplate')}
          </Menu.Item>
        )}
        {mayDelete && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() =>
              void mutate(rowDelete, { table: 'performance_checklists', id: list.id, deletionId: newId() })
            }
          >
            {t('productions.list.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Head({
  list,
  variants,
  isTemplate,
  isFresh,
  mayEdit,
  acts,
}: Props & { readonly acts: ChecklistActs }): ReactNode {
  const { t } = useWords();
  const criticals = list.points.filter(({ isCritical }) => isCritical).length;
  const variant = variants.find(({ id }) => id === list.variantId)?.name;
  const isFocused = useRef(false);
  return (
    <header className="checklist-head">
      <DepartmentMark code={list.departmentCode} />
      <div className="grow">
        <TypedLine
          ref={(field) => {
            if (field === null || !isFresh || isFocused.current) return;
            isFocused.current = true;
            field.focus();
            field.select();
          }}
          className="checklist-name"
          label={t('productions.list.name')}
          value={list.name}
          maxLength={255}
          isReadOnly={!mayEdit}
          onWrite={(name) => void acts.changeList('name', name, list.name)}
        />
        <p className="dim small">
          {[
            list.department,
            t('productions.list.points', { count: list.points.length }),
            criticals > 0 ? t('productions.list.criticals', { count: criticals }) : '',
            variant === undefined ? '' : t('productions.list.onlyIn', { variant }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {mayEdit && <ListMenu list={list} variants={variants} isTemplate={isTemplate} acts={acts} />}
    </header>
  );
}

/** An empty line, below a point or at the end of the list: what is typed into it becomes a point. */
function NewPoint({
  afterId,
  acts,
  onLeave,
  onDone,
}: Readonly<{
  afterId: string | null;
  acts: ChecklistActs;
  onLeave: (() => void) | undefined;
  onDone: (lastId: string) => void;
}>): ReactNode {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const put = async (text: string): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const last = await acts.insert(afterId, text);
    setBusy(false);
    if (last !== undefined) onDone(last);
  };
  return (
    <li className="point" data-new>
      <span className="point-box" aria-hidden />
      <TypedLine
        ref={(field) => {
          if (field !== null && onLeave !== undefined && document.activeElement?.closest('[data-new]') === null)
            field.focus();
        }}
        label={t('productions.list.newPoint')}
        placeholder={t('productions.list.newPoint')}
        value=""
        maxLength={255}
        onWrite={(text) => void put(text)}
        onPasteLines={(text) => void put(text)}
        onKey={(event, typed) => {
          if (typed !== '') return;
          if (event.key === 'Escape' && onLeave !== undefined) {
            event.preventDefault();
            event.stopPropagation();
            onLeave();
          }
          if (event.key === 'Enter' && onLeave !== undefined) {
            event.preventDefault();
            onLeave();
          }
        }}
      />
    </li>
  );
}

export function ChecklistCard(props: Props): ReactNode {
  const { list, mayEdit } = props;
  const acts = useChecklist(list);
  /** The point below which an empty line stands; undefined: at the end alone. */
  const [below, setBelow] = useState<string>();
  const [dragged, setDragged] = useState<string>();
  const last = list.points.at(-1)?.id ?? null;
  const done = (id: string): void => setBelow(id);
  return (
    <article className="checklist" aria-label={list.name} data-testid="checklist">
      <Head {...props} acts={acts} />
      <ol>
        {list.points.map((point, index) => [
          <PointLine
            key={point.id}
            point={point}
            acts={acts}
            mayEdit={mayEdit}
            onEnter={() => setBelow(point.id)}
            onGo={(by) => pointField(list.points[index + by]?.id ?? '')?.focus()}
            onDrag={setDragged}
            onDrop={() => {
              if (dragged !== undefined && dragged !== point.id) {
                const from = list.points.findIndex(({ id }) => id === dragged);
                void acts.moveAfter(dragged, from < index ? point.id : (list.points[index - 1]?.id ?? null));
              }
              setDragged(undefined);
            }}
          />,
          mayEdit && below === point.id && point.id !== last && (
            <NewPoint
              key={`below ${point.id}`}
              afterId={point.id}
              acts={acts}
              onDone={done}
              onLeave={() => {
                setBelow(undefined);
                pointField(point.id)?.focus();
              }}
            />
          ),
        ])}
        {mayEdit && (
          <NewPoint
            key={`end ${last ?? ''}`}
            afterId={last}
            acts={acts}
            onDone={done}
            onLeave={
              below !== undefined && below === last
                ? () => {
                    setBelow(undefined);
                    pointField(last)?.focus();
                  }
                : undefined
            }
          />
        )}
      </ol>
    </article>
  );
}
