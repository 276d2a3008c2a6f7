/** The parts that every object has, whatever its own are. */
import { useWords } from '../i18n/use-words.ts';
import { ObjectComments, takesComments } from './comments.tsx';
import type { ObjectTab } from './object-tabs.tsx';
import { ObjectPointing } from './pointing.tsx';

export function useCommonTabs(table: string, id: string): readonly ObjectTab[] {
  const { t } = useWords();
  return [
    { key: 'pointing', word: t('object.tabs.pointing'), body: <ObjectPointing table={table} id={id} /> },
    ...(takesComments(table)
      ? [{ key: 'comments', word: t('object.tabs.comments'), body: <ObjectComments table={table} id={id} /> }]
      : []),
  ];
}
