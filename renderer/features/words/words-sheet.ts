/** Words as they can be taken as a file: ours beside the theatre's own. */
import { fieldName } from '../../../shared/i18n/names.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

interface Entry {
  readonly name: string;
  readonly ours: string;
  readonly own: string | undefined;
}

/** The words in sight. */
export function useWordsTarget(rows: readonly Entry[]): void {
  const { t, language } = useWords();
  useSheetTarget(
    describedTarget<Entry>({
      title: t('nav.words'),
      rows,
      columns: [
        { key: 'key', label: fieldName('key', language), width: 240, value: ({ name }) => name },
        { key: 'ours', label: t('sheet.ourWord'), width: 400, value: ({ ours }) => ours },
        { key: 'own', label: t('sheet.ownWord'), width: 400, value: ({ own }) => own },
      ],
    }),
  );
}
