/** The parts that every object has, whatever its own are. */
import type { TableName } from '../../shared/schema/catalog.ts';
import { useWords } from '../i18n/use-words.ts';
import type { ObjectTab } from './object-tabs.tsx';
import { tabKinds } from './tab-registry.ts';

export function useCommonTabs(table: TableName, id: string): readonly ObjectTab[] {
  const { t } = useWords();
  return tabKinds
    .filter(({ takes }) => takes(table))
    .map(({ key, word, Body, Count }) => ({
      key,
      word: t(word),
      body: <Body table={table} id={id} />,
      ...(Count === undefined ? {} : { count: <Count table={table} id={id} /> }),
    }));
}
