/** A status in word and colour; readable without the colour. */
import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { statusName } from '../../shared/i18n/names.ts';
import { languageOf } from '../i18n/i18n.ts';

const COLORS: Readonly<Record<string, string>> = {
  in_stock: 'teal', reserved: 'blue', on_stage: 'violet', on_tour: 'indigo', in_repair: 'orange', decommissioned: 'gray', draft: 'gray', counting: 'blue', review: 'orange', posted: 'teal', cancelled: 'gray', poor: 'red', fair: 'yellow', good: 'teal',
};

export function StatusBadge({ status }: Readonly<{ status: string }>): ReactNode {
  const { i18n } = useTranslation();
  return <Badge variant="outline" tt="none" fw={500} radius="sm" color={COLORS[status] ?? 'gray'} styles={{ root: { color: 'var(--mantine-color-text)', flexShrink: 0 } }}>{statusName(status, languageOf(i18n.language))}</Badge>;
}
