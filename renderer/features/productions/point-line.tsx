/** A point of a checklist in writing: its words, whether it holds the evening back, who answers, which thing. */
import { Button, Group, Menu, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFlag, IconFlagFilled, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ChecklistPoint } from '../../../shared/features/productions/queries.ts';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TypedLine } from './typed-line.tsx';
import type { ChecklistActs } from './use-checklist.ts';

type Props = Readonly<{
  point: ChecklistPoint;
  acts: ChecklistActs;
  mayEdit: boolean;
  onEnter: () => void;
  /** To the point above or below. */
  onGo: (by: -1 | 1) => void;
  onDrag: (id: string | undefined) => void;
  onDrop: () => void;
}>;

/** Who answers, which thing, and a note, in a small form beside the point. */
function Details({
  point,
  acts,
  onClose,
}: Pick<Props, 'point' | 'acts'> & { readonly onClose: () => void }): ReactNode {
  const { t } = useWords();
  const employees = useQuery(recordOptions, { table: 'employees' }).data ?? [];
  const [note, setNote] = useState(point.note ?? '');
  const [text, setText] = useState(point.item ?? '');
  const hits = useQuery(globalSearch, { text: text.trim() }).data ?? [];
  const things = hits
    .filter(({ table }) => table === 'inventory_items')
    .map(({ id, title }) => ({ value: id, label: title }));
  const known = point.itemId === null || things.some(({ value }) => value === point.itemId);
  return (
    <Stack gap="xs" w={280}>
      <Select
        label={t('productions.list.responsible')}
        data={employees.map(({ id, label }) => ({ value: id, label }))}
        value={point.responsibleId}
        searchable
        clearable
        limit={50}
        nothingFoundMessage="—"
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => void acts.change(point, 'responsible_id', id, point.responsibleId)}
      />
      <Select
        label={t('productions.list.thing')}
        data={known ? things : [{ value: point.itemId ?? '', label: point.item ?? '' }, ...things]}
        value={point.itemId}
        searchable
        clearable
        searchValue={text}
        onSearchChange={setText}
        filter={({ options }) => options}
        nothingFoundMessage="—"
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => void acts.change(point, 'inventory_item_id', id, point.itemId)}
      />
      <TextInput
        label={t('productions.list.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => void acts.change(point, 'note', note.trim() === '' ? null : note.trim(), point.note)}
      />
      <Group justify="flex-end">
        <Button size="compact-md" variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function PointItems({
  point,
  acts,
  onDetails,
}: Pick<Props, 'point' | 'acts'> & { readonly onDetails: () => void }): ReactNode {
  const { t } = useWords();
  const setCritical = (): void => void acts.change(point, 'is_critical', !point.isCritical, point.isCritical);
  return (
    <>
      <Menu.Item leftSection={<IconFlag size={16} />} onClick={setCritical}>
        {t(point.isCritical ? 'productions.list.uncritical' : 'productions.list.critical')}
      </Menu.Item>
      <Menu.Item onClick={onDetails}>
        {t('productions.list.responsible')}, {t('productions.list.thing').toLocaleLowerCase()},{' '}
        {t('productions.list.note').toLocaleLowerCase()}…
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        rightSection={<kbd className="kbd">Alt ↑</kbd>}
        onClick={() => void acts.move(point, -1)}
      >
        {t('productions.list.up')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} />}
        rightSection={<kbd className="kbd">Alt ↓</kbd>}
        onClick={() => void acts.move(point, 1)}
      >
        {t('productions.list.down')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void acts.remove([point.id])}>
        {t('productions.list.removePoint')}
      </Menu.Item>
    </>
  );
}

/** Its menu, and the small form beside it once that was asked for. */
function PointActs({ point, acts }: Pick<Props, 'point' | 'acts'>): ReactNode {
  const { t } = useWords();
  /** Undefined: never asked for. */
  const [isOpen, setOpen] = useState<boolean>();
  return (
    <span className="point-acts">
      <RowMenu label={t('productions.list.pointActs', { name: point.title })}>
        {() => <PointItems point={point} acts={acts} onDetails={() => setOpen(true)} />}
      </RowMenu>
      {isOpen !== undefined && (
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withRoles={false} trapFocus withinPortal>
          <Popover.Target>
            <span className="point-anchor" />
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={point.title}>
            <Details point={point} acts={acts} onClose={() => setOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}

/** What the keys do besides typing. */
function keysOf({ point, acts, onEnter, onGo }: Props) {
  return (event: KeyboardEvent<HTMLInputElement>, typed: string, forget: () => void): void => {
    const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    const by = event.key === 'ArrowUp' ? -1 : 1;
    if (isArrow) {
      event.preventDefault();
      if (event.altKey) void acts.move(point, by);
      else onGo(by);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Leaving the field writes it.
      onEnter();
    } else if (event.key === 'Backspace' && typed === '') {
      event.preventDefault();
      forget();
      onGo(-1);
      void acts.remove([point.id]);
    } else if (event.key === '!' && event.ctrlKey) {
      event.preventDefault();
      void acts.change(point, 'is_critical', !point.isCritical, point.isCritical);
    }
  };
}

export function PointLine(props: Props): ReactNode {
  const { point, acts, mayEdit, onDrag, onDrop } = props;
  const { t } = useWords();
  return (
    <li
      className="point"
      data-point={point.id}
      data-critical={point.isCritical}
      data-testid="point"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      {mayEdit ? (
        <span
          className="point-grip"
          draggable
          title={t('productions.list.move', { name: point.title })}
          onDragStart={() => onDrag(point.id)}
          onDragEnd={() => onDrag(undefined)}
        >
          <IconGripVertical size={14} aria-hidden />
        </span>
      ) : (
        <span className="point-box" aria-hidden />
      )}
      <div className="point-words">
        <TypedLine
          label={`${t('productions.list.point')}: ${point.title}`}
          value={point.title}
          maxLength={255}
          isReadOnly={!mayEdit}
          onWrite={(title) => void acts.change(point, 'title', title, point.title)}
          onPasteLines={(text) => void acts.insert(point.id, text)}
          onKey={keysOf(props)}
        />
        {(point.responsible !== null || point.itemId !== null || point.note !== null) && (
          <span className="dim small point-under">
            {point.responsible !== null && <span>{point.responsible}</span>}
            {point.itemId !== null && (
              <LinkTo table="inventory_items" id={point.itemId}>
                {point.item ?? ''}
              </LinkTo>
            )}
            {point.note !== null && <span>{point.note}</span>}
          </span>
        )}
      </div>
      {point.isCritical && (
        <span className="point-critical" title={t('productions.list.critical')}>
          <IconFlagFilled size={12} aria-hidden /> {t('productions.list.criticalShort')}
        </span>
      )}
      {mayEdit && <PointActs point={point} acts={acts} />}
    </li>
  );
}
