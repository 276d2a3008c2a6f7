/** How a thing moved, the latest first. */
import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import type { InventoryItemDetail } from '../../../shared/ipc/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime, formatMoment, formatNumber } from '../../lib/format.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { askToPrint, movesTarget } from '../paper/paper-store.ts';
import { movementsTarget } from './movements-sheet.ts';

type Movement = InventoryItemDetail['movements'][number];
type Props = Readonly<{ detail: InventoryItemDetail }>;

/** A receipt that leaves a place, and a write-off that comes to one, take another one back. */
function movementName(
  { movement_type: type, from, to }: Movement,
  t: ReturnType<typeof useWords>['t'],
  language: Language,
): string {
  const movement = statusName(type, language);
  const isWayBack = (type === 'receipt' && from !== null) || (type === 'write_off' && to !== null);
  return isWayBack ? t('inventory.takenBack', { movement }) : movement;
}

const signOf = ({ from, to }: Movement): string => (from === null ? '+' : to === null ? '−' : '');
const placesOf = ({ from, to }: Movement): string => [from, to].filter((place) => place !== null).join(' → ');

/** Beside a list: each in a few lines. */
export function Movements({ detail }: Props): ReactNode {
  const { t, language } = useWords();
  if (detail.movements.length === 0) return <Text c="dimmed">{t('inventory.noMovements')}</Text>;
  return (
    <Stack gap="sm">
      {detail.movements.map((movement) => (
        <div key={movement.id}>
          <Group justify="space-between" gap="xs">
            <Text fw={500}>{movementName(movement, t, language)}</Text>
            <Text fw={600}>
              {signOf(movement)}
              {movement.quantity} {detail.item.unit}
            </Text>
          </Group>
          <Text size="sm">{placesOf(movement)}</Text>
          <Text size="xs" c="dimmed">
            {formatDateTime(movement.occurred_at, language)} · {movement.created_by_name}
            {movement.comment === null ? '' : ` · ${movement.comment}`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

/** A move has its note, a write-off its act; other movements have no paper. */
function PrintMove({ movement, name }: Readonly<{ movement: Movement; name: string }>): ReactNode {
  const { t } = useWords();
  const { id, from, to } = movement;
  if (from === null) return null;
  const word = t('paper.printMove');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={`${word} ${placesOf(movement)}`}
      title={word}
      onClick={() => void askToPrint(movesTarget(name, [id], to === null))}
    >
      <IconPrinter size={16} />
    </ActionIcon>
  );
}

/** On a page: a line each. */
export function MovementLines({ detail }: Props): ReactNode {
  const { t, language } = useWords();
  const title = t('inventory.tabs.movements');
  const nameOf = (movement: Movement): string => movementName(movement, t, language);
  if (detail.movements.length === 0) return <Text c="dimmed">{t('inventory.noMovements')}</Text>;
  return (
    <div className="with-export">
      <ExportButton isQuiet target={movementsTarget(detail, { language, title, nameOf })} />
      <ul className="object-rows object-moves num" data-testid="movements">
        {detail.movements.map((movement) => (
          <li key={movement.id}>
            <span className="dim">{formatMoment(movement.occurred_at, language)}</span>
            <b>
              {signOf(movement)}
              {formatNumber(movement.quantity, language)}
            </b>
            <span className="what">
              {movementName(movement, t, language)}: {placesOf(movement)}
              {movement.comment !== null && <span className="dim"> · {movement.comment}</span>}
            </span>
            <span className="dim cut">{movement.created_by_name}</span>
            <PrintMove movement={movement} name={detail.item.name} />
          </li>
        ))}
      </ul>
    </div>
  );
}
