/** What can be done with a column: sort, group, filter, sum up, keep in sight, move, hide. */
import { Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconCheck,
  IconChevronDown,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconSortAscending2,
  IconSortDescending2,
  IconStack2,
  IconSum,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ListColumn, totalKinds } from '../../shared/lists/list-column.ts';
import { totalOf } from '../../shared/lists/list-view.ts';
import { useWords } from '../i18n/use-words.ts';
import type { ListModel } from './use-list.ts';

type Props = Readonly<{ model: ListModel; column: ListColumn; onFilter: (column: ListColumn) => void }>;

const sign = { size: 16, stroke: 1.75 } as const;

/** The column one place further among those in sight. */
function moved(columns: readonly string[], key: string, by: number): readonly string[] {
  const from = columns.indexOf(key);
  const to = Math.max(0, Math.min(columns.length - 1, from + by));
  const others = columns.filter((column) => column !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}

function Totals({ model, column }: Readonly<{ model: ListModel; column: ListColumn }>): ReactNode {
  const { t } = useWords();
  const current = totalOf(column, model.view);
  const { [column.key]: _old, ...rest } = model.view.totals;
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconSum {...sign} />}>
          {t('list.total')}
          {current === undefined ? '' : `: ${t(`list.totals.${current}`)}`}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {totalKinds[column.type].map((kind) => (
          <Menu.Item
            key={kind}
            rightSection={current === kind ? <IconCheck {...sign} /> : undefined}
            onClick={() => model.change({ totals: current === kind ? rest : { ...rest, [column.key]: kind } })}
          >
            {t(`list.totals.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function Placing({ model, column }: Readonly<{ model: ListModel; column: ListColumn }>): ReactNode {
  const { t } = useWords();
  const { columns, pinned } = model.view;
  const isPinned = pinned.includes(column.key);
  return (
    <>
      <Menu.Item
        leftSection={isPinned ? <IconPinnedOff {...sign} /> : <IconPin {...sign} />}
        onClick={() =>
          model.change({ pinned: isPinned ? pinned.filter((key) => key !== column.key) : [...pinned, column.key] })
        }
      >
        {t(isPinned ? 'list.unpin' : 'list.pin')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowLeft {...sign} />}
        onClick={() => model.change({ columns: moved(columns, column.key, -1) })}
      >
        {t('list.left')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight {...sign} />}
        onClick={() => model.change({ columns: moved(columns, column.key, 1) })}
      >
        {t('list.right')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...sign} />}
        onClick={() => model.change({ columns: columns.filter((key) => key !== column.key) })}
      >
        {t('list.hide')}
      </Menu.Item>
    </>
  );
}

export function ColumnMenu({ model, column, onFilter }: Props): ReactNode {
  const { t } = useWords();
  const { view, change, word } = model;
  const name = word(column.key);
  const isGrouped = view.group === column.key;
  const sortBy = (isDescending: boolean): void => change({ sorts: [{ column: column.key, isDescending }] });
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <button type="button" className="list-menu" aria-label={t('list.columnMenu', { name })}>
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('list.column', { name })}</Menu.Label>
        {column.isSortable && (
          <>
            <Menu.Item leftSection={<IconSortAscending2 {...sign} />} onClick={() => sortBy(false)}>
              {t(`list.ascending.${column.type}`)}
            </Menu.Item>
            <Menu.Item leftSection={<IconSortDescending2 {...sign} />} onClick={() => sortBy(true)}>
              {t(`list.descending.${column.type}`)}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {column.isGroupable && (
          <Menu.Item
            leftSection={<IconStack2 {...sign} />}
            onClick={() => change({ group: isGrouped ? null : column.key })}
          >
            {t(isGrouped ? 'list.ungroup' : 'list.groupBy')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFilter {...sign} />} onClick={() => onFilter(column)}>
          {t('list.filterBy')}
        </Menu.Item>
        <Totals model={model} column={column} />
        {column.key !== model.list.title && (
          <>
            <Menu.Divider />
            <Placing model={model} column={column} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
