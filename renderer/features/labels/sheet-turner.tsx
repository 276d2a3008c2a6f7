/** Which of several sheets is looked at. */
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ sheet: number; sheets: number; onTurn: (sheet: number) => void }>;

/** `sheet` is counted from 0. Nothing where there is one. */
export function SheetTurner({ sheet, sheets, onTurn }: Props): ReactNode {
  const { t } = useWords();
  if (sheets < 2) return null;
  const turn = (label: string, to: number, icon: ReactNode): ReactNode => (
    <ActionIcon
      variant="default"
      size={32}
      aria-label={label}
      disabled={to < 0 || to >= sheets}
      onClick={() => onTurn(to)}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <Group gap="xs">
      {turn(t('labels.previousSheet'), sheet - 1, <IconChevronLeft size={18} />)}
      <Text size="sm" className="num" aria-live="polite">
        {t('labels.sheetOf', { sheet: sheet + 1, sheets })}
      </Text>
      {turn(t('labels.nextSheet'), sheet + 1, <IconChevronRight size={18} />)}
    </Group>
  );
}
