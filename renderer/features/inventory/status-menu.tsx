/** The status of a thing, and what may follow it. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { statusName } from '../../../shared/i18n/names.ts';
import { inventoryChangeStatus } from '../../../shared/mutations/inventory-mutations.ts';
import { itemStatus } from '../../../shared/rules/state-machines.ts';
import type { Row } from '../../../shared/schema/catalog.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';

export function StatusMenu({ item }: Readonly<{ item: Row<'inventory_items'> }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [seen, setSeen] = useState(item.status);
  return (
    <Menu position="bottom-start" withArrow onOpen={() => setSeen(item.status)}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${t('inventory.changeStatus')}: ${statusName(item.status, language)}`}
        >
          <StatusBadge status={item.status} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(itemStatus[seen] ?? []).map((status) => (
          <Menu.Item
            key={status}
            onClick={() => {
              void mutate(inventoryChangeStatus, { itemId: item.id, status, seen });
            }}
          >
            {statusName(status, language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
