/** What to show: words, category, place, status; which columns; saved views. */

import { Button, Checkbox, Group, Menu, MultiSelect, Popover, Stack, TextInput } from '@mantine/core';
import { IconColumns3, IconSearch, IconStar, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryTree, locationTree } from '../../../shared/features/locations/queries.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { TreeSelect } from '../../components/tree-select.tsx';
import { useQuery } from '../../data/use-query.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { columnKeys, type InventoryFilter, MAX_FILTER, useUi } from '../../store/ui-store.ts';

const STATUSES = ['in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'] as const;
const FIELD_OF: Readonly<Record<string, string>> = { category: 'category_id', location: 'location_id' };

/** Field name of a column's heading. */
export const columnField = (column: string): string => FIELD_OF[column] ?? column;

function ColumnsMenu(): ReactNode {
  const { t, i18n } = useTranslation();
  const columns = useUi((state) => state.inventory.columns);
  const setInventory = useUi((state) => state.setInventory);
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} />}>
          {t('inventory.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('inventory.columns')}>
        <Stack gap="xs">
          {columnKeys.map((column) => (
            <Checkbox
              key={column}
              label={fieldName(columnField(column), languageOf(i18n.language))}
              checked={columns.includes(column)}
              onChange={(event) =>
                setInventory({
                  columns: columnKeys.filter((key) =>
                    key === column ? event.currentTarget.checked : columns.includes(key),
                  ),
                })
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewsMenu(): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const views = useUi((state) => state.savedViews);
  const setInventory = useUi((state) => state.setInventory);
  const saveView = useUi((state) => state.saveView);
  const removeView = useUi((state) => state.removeView);
  return (
    <Menu position="bottom-end" withArrow closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconStar size={16} />}>
          {t('inventory.views')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map(({ name: saved, ...view }) => (
          <Group key={saved} gap={0} wrap="nowrap">
            <Menu.Item flex={1} onClick={() => setInventory(view)}>
              {saved}
            </Menu.Item>
            <Menu.Item w={36} px={8} aria-label={`${t('common.close')}: ${saved}`} onClick={() => removeView(saved)}>
              <IconX size={14} />
            </Menu.Item>
          </Group>
        ))}
        {views.length > 0 && <Menu.Divider />}
        <Group gap="xs" p={6} wrap="nowrap">
          <TextInput
            size="xs"
            placeholder={t('inventory.viewName')}
            aria-label={t('inventory.viewName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button
            size="xs"
            disabled={name.trim() === ''}
            onClick={() => {
              saveView(name.trim());
              setName('');
            }}
          >
            {t('common.save')}
          </Button>
        </Group>
      </Menu.Dropdown>
    </Menu>
  );
}

export function InventoryFilters(): ReactNode {
  const { t, i18n } = useTranslation();
  const filter = useUi((state) => state.inventory.filter);
  const setInventory = useUi((state) => state.setInventory);
  const categories = useQuery(categoryTree, {}).data ?? [];
  const locations = useQuery(locationTree, {}).data ?? [];
  const input = useRef<HTMLInputElement>(null);
  const [tooLong, setTooLong] = useState<string>();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.code !== 'Slash' ||
        event.target instanceof HTMLInputElement ||
        event.target instanceof HTMLTextAreaElement
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const change = <K extends keyof InventoryFilter>(key: K, value: InventoryFilter[K] | undefined): void => {
    const { [key]: _old, ...rest } = filter;
    setInventory({ filter: value === undefined ? rest : { ...rest, [key]: value } });
  };
  // What cannot be asked is not asked, and not kept either: it stands in the field with the reason until it is shorter.
  const look = (text: string): void => {
    setTooLong(text.length > MAX_FILTER ? text : undefined);
    if (text.length <= MAX_FILTER) change('text', text === '' ? undefined : text);
  };
  return (
    <Group px="md" pb="sm" gap="xs" align="flex-start">
      <TextInput
        ref={input}
        w={230}
        leftSection={<IconSearch size={16} />}
        placeholder={t('inventory.filter')}
        aria-label={t('inventory.filter')}
        value={tooLong ?? filter.text ?? ''}
        error={tooLong === undefined ? undefined : t('inventory.filterTooLong', { most: MAX_FILTER })}
        onChange={(event) => look(event.currentTarget.value)}
      />
      <div style={{ width: 180 }}>
        <TreeSelect
          rows={categories}
          value={filter.categoryId ?? null}
          onChange={(id) => change('categoryId', id ?? undefined)}
          label={t('inventory.category')}
          placeholder={t('inventory.category')}
          hideLabel
        />
      </div>
      <div style={{ width: 180 }}>
        <TreeSelect
          rows={locations}
          value={filter.locationId ?? null}
          onChange={(id) => change('locationId', id ?? undefined)}
          label={t('inventory.location')}
          placeholder={t('inventory.location')}
          hideLabel
        />
      </div>
      <MultiSelect
        w={170}
        data={STATUSES.map((status) => ({ value: status, label: statusName(status, languageOf(i18n.language)) }))}
        value={[...(filter.status ?? [])]}
        onChange={(status) => change('status', status.length === 0 ? undefined : status)}
        placeholder={filter.status === undefined ? t('inventory.status') : ''}
        aria-label={t('inventory.status')}
        clearable
      />
      <ColumnsMenu />
      <ViewsMenu />
    </Group>
  );
}
