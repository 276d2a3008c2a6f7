/** What waits for the person, as it can be taken as a file: refusals and differences, each a row. */
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { mutationLine, valueWords } from '../../lib/mutation-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

interface Line {
  readonly what: string;
  readonly about: string;
  readonly at: string;
  readonly said: string;
  readonly kept: string;
  readonly other: string;
}

/** Whoever looks sees their own refusals; they are left out already. */
export function useAttentionTarget(view: AttentionView | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const refused = (one: AttentionView['refused'][number], { titles }: AttentionView): Line => ({
    what: mutationName(one.name, language),
    about: mutationLine(one.name, one.args, titles, language),
    at: one.issuedAt,
    said: sentenceOf(one.code, one.details, language),
    kept: '',
    other: '',
  });
  const side = (value: Parameters<typeof valueWords>[0], by: string, titles: AttentionView['titles']): string =>
    [valueWords(value, titles, language), by].filter((part) => part !== '').join(' · ');
  const conflict = (one: AttentionView['conflicts'][number], { titles }: AttentionView): Line => ({
    what: titles[one.entity_id] ?? tableName(one.entity_type, language),
    about: fieldName(one.column_name, language),
    at: one.detected_at,
    said: '',
    kept: side(one.kept_value, one.kept_by_name, titles),
    other: side(one.other_value, one.other_by_name, titles),
  });
  useSheetTarget(
    describedTarget<Line>(
      view && {
        title: t('attention.title'),
        groupedBy: word('kind'),
        parts: [
          { label: t('attention.refused'), rows: view.refused.map((one) => refused(one, view)) },
          { label: t('attention.conflicts'), rows: view.conflicts.map((one) => conflict(one, view)) },
        ],
        columns: [
          { key: 'what', label: word('title'), width: 260, value: ({ what }) => what },
          { key: 'about', label: word('entity_type'), width: 260, value: ({ about }) => about },
          { key: 'at', label: word('occurred_at'), kind: 'moment', width: 140, value: ({ at }) => at },
          { key: 'said', label: word('comment'), width: 400, value: ({ said }) => said },
          { key: 'kept', label: word('kept_value'), width: 220, value: ({ kept }) => kept },
          { key: 'other', label: word('other_value'), width: 220, value: ({ other }) => other },
        ],
      },
    ),
  );
}
