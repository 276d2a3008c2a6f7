/** Fields over the catalog, in the states that editing goes through; choices from a tree; a list, a menu, a dialog. */
import { Button, Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { wholeTable } from '../../../shared/lists/list-place.ts';
import { columnOf, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { TreeSelect } from '../../components/tree-select.tsx';
import type { Field } from '../../form/field.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { type Editing, FilterBar } from '../../list/filter-bar.tsx';
import { ListFoot } from '../../list/list-foot.tsx';
import { ListGrid } from '../../list/list-grid.tsx';
import { useList } from '../../list/use-list.ts';

const nothing = (): void => undefined;

type Shown = Readonly<{ table: TableName; name: string; value: JsonValue; state?: Partial<Field> }>;

function Example({ table, name, value, state = {} }: Shown): ReactNode {
  const { language } = useWords();
  const column = columnOf(tableOf(table), name);
  const [typed, type] = useState<JsonValue | undefined>(state.typed);
  if (column === undefined) return null;
  const field: Field = {
    name,
    column,
    label: fieldName(name, language),
    value,
    typed,
    isRestored: false,
    isChangedMeanwhile: false,
    problem: undefined,
    isAnnounced: false,
    proposal: undefined,
    isInPlace: false,
    decide: nothing,
    choose: type,
    giveUp: () => type(undefined),
    stay: nothing,
    ...state,
    type,
  };
  return <FieldControl field={field} />;
}

const FIELDS: readonly Shown[] = [
  { table: 'inventory_items', name: 'name', value: 'Прожектор профильный 19°' },
  { table: 'inventory_items', name: 'manufacturer', value: 'ETC', state: { typed: 'ETC Source', isRestored: true } },
  { table: 'inventory_items', name: 'model', value: 'Four', state: { typed: 'Four LED', isChangedMeanwhile: true } },
  {
    table: 'inventory_items',
    name: 'inventory_number',
    value: '',
    state: { typed: 'LI-00004', problem: 'Уже занято: Прожектор 1.', proposal: 'LI-00005' },
  },
  { table: 'inventory_items', name: 'weight', value: '12.500' },
  { table: 'inventory_items', name: 'purchase_date', value: '2026-11-29' },
  { table: 'inventory_items', name: 'condition', value: 'good' },
  { table: 'inventory_items', name: 'description', value: 'Хранить в сухом месте.' },
];

const place = (id: string, name: string, parent: string | null): TreeRow => ({
  id,
  name,
  parent_id: parent,
  code: id,
  type: null,
  color: null,
  items: 0,
  quantity: 0,
});
const PLACES = [place('a', 'Склад', null), place('b', 'Стеллаж 1', 'a'), place('c', 'Полка 1.1', 'b')];

export function FormFields(): ReactNode {
  const [chosen, choose] = useState<string | null>('c');
  return (
    <section className="parts" aria-label="FieldControl">
      <h2>FieldControl, TreeSelect</h2>
      <div className="parts-row wide">
        {FIELDS.map((shown) => (
          <Example key={shown.name} {...shown} />
        ))}
        <TreeSelect label="TreeSelect" rows={PLACES} value={chosen} onChange={choose} />
        <TreeSelect
          label="TreeSelect, problem"
          rows={PLACES}
          value={null}
          onChange={nothing}
          problem="Выберите место."
        />
      </div>
    </section>
  );
}

const LIST = wholeTable('departments');
const NO_CELLS = {};
const NO_ADDRESS = { text: undefined, write: nothing };

export function ListPart(): ReactNode {
  const { t } = useWords();
  const model = useList(LIST, NO_ADDRESS);
  const [editing, setEditing] = useState<Editing>();
  const grid = useRef<HTMLDivElement>(null);
  return (
    <section className="parts" aria-label="ListGrid">
      <h2>FilterBar, ListGrid, ListFoot</h2>
      <div style={{ display: 'flex', flexDirection: 'column', height: 320 }}>
        <FilterBar
          model={model}
          placeholder={t('search.begin')}
          tooLong={t('list.tooLong')}
          editing={editing}
          onEdit={setEditing}
          hasGallery
        />
        <ListGrid
          model={model}
          grid={grid}
          label="ListGrid"
          testId="parts-list"
          openId={undefined}
          cells={NO_CELLS}
          onOpen={nothing}
          onFilter={(column) => setEditing({ column, index: undefined })}
          actions={undefined}
          onDelete={undefined}
        />
        <ListFoot
          model={model}
          counted={model.summary === undefined ? undefined : t('search.rows', { count: model.summary.count })}
          testId="parts-total"
          hints={[['Space', t('list.hintChoose')]]}
        />
      </div>
    </section>
  );
}

/** What opens over a screen: asked for here, as it is there. */
export function Overlays(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="parts" aria-label="Menu, Dialog">
      <h2>Menu, Dialog</h2>
      <div className="parts-row">
        <Menu width={220} position="bottom-start">
          <Menu.Target>
            <Button variant="default">Menu</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Общий вид</Menu.Label>
            <Menu.Item leftSection={<IconPencil size={16} />} rightSection={<kbd className="kbd">F2</kbd>}>
              Переименовать…
            </Menu.Item>
            <Menu.Item disabled>Сохранить</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={16} />}>
              Удалить
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" onClick={() => setOpen(true)}>
          Dialog
        </Button>
        <FilterMenu
          label="FilterMenu"
          all="Все"
          choices={[{ label: 'Цех', options: [{ value: 'a', label: 'Свет' }], value: 'a', onChange: nothing }]}
        />
      </div>
      {isOpen && (
        <Dialog title="Удалить «Стул»?" onClose={() => setOpen(false)}>
          Он останется в корзине, пока не истечёт срок хранения.
        </Dialog>
      )}
    </section>
  );
}
