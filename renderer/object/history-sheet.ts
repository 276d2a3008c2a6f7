/** What became of a row, as it can be taken as a file: a line for each value that changed. */
import type { Language } from '../../shared/i18n/language.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import type { HistoryEntry } from '../../shared/ipc/views.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { describedTarget } from '../sheet/described.ts';
import type { SheetTarget } from '../sheet/sheet-target.ts';

interface Change {
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface Speaker {
  readonly title: string;
  readonly language: Language;
  action(entry: HistoryEntry): string;
  value(column: string, value: JsonValue): string;
}

/** As the history says it. */
export function historyTarget(
  entries: readonly HistoryEntry[],
  { title, language, action, value }: Speaker,
): SheetTarget | undefined {
  const changesOf = (entry: HistoryEntry): readonly Change[] => {
    const said = { at: entry.at, by: entry.by, action: action(entry), field: '', before: '', after: '' };
    const changed = Object.entries(entry.changes).filter(([name]) => name !== 'deletion_id');
    if (changed.length === 0) return [said];
    return changed.map(([name, [before, after]]) => ({
      ...said,
      field: fieldName(name, language),
      before: value(name, before),
      after: value(name, after),
    }));
  };
  return describedTarget<Change>({
    title,
    rows: entries.flatMap(changesOf),
    columns: [
      { key: 'at', label: fieldName('occurred_at', language), kind: 'moment', width: 140, value: ({ at }) => at },
      { key: 'by', label: fieldName('actor_name', language), value: ({ by }) => by },
      { key: 'action', label: fieldName('action', language), width: 240, value: (change) => change.action },
      { key: 'field', label: fieldName('column_name', language), value: ({ field }) => field },
      { key: 'before', label: fieldName('base_value', language), width: 240, value: ({ before }) => before },
      { key: 'after', label: fieldName('kept_value', language), width: 240, value: ({ after }) => after },
    ],
  });
}
