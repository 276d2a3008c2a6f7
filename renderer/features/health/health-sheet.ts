/** What the page of health has found, as it can be taken as a file: findings first, then what the trash holds. */
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import type { HealthView } from '../../../shared/ipc/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { describedTarget } from '../../sheet/described.ts';
import { useSheetTarget } from '../../sheet/sheet-target.ts';

interface Line {
  readonly what: string;
  readonly said: string;
  readonly count: number;
  readonly rows: string;
  readonly at: string | null;
}

/** As it was found when the page asked last. */
export function useHealthTarget(report: HealthView | undefined): void {
  const { t, language } = useWords();
  const word = (key: string): string => fieldName(key, language);
  const found = ({ findings }: HealthView): Line[] =>
    findings.map(({ table, column, kind, count, rows }) => ({
      what: `${tableName(table, language)} · ${fieldName(column, language)}`,
      said: t(`health.kinds.${kind}`),
      count,
      rows: rows.map(({ label }) => label).join(', '),
      at: null,
    }));
  const thrown = ({ trash }: HealthView): Line[] =>
    trash.map(({ table, count, oldest }) => ({
      what: tableName(table, language),
      said: '',
      count,
      rows: '',
      at: oldest,
    }));
  useSheetTarget(
    describedTarget<Line>(
      report && {
        title: t('health.title'),
        groupedBy: word('kind'),
        parts: [
          { label: t('health.integrity'), rows: found(report) },
          { label: t('health.trash'), rows: thrown(report) },
        ],
        columns: [
          { key: 'what', label: word('entity_type'), width: 260, value: ({ what }) => what },
          { key: 'said', label: word('reason'), width: 320, value: ({ said }) => said },
          { key: 'count', label: word('row_count'), kind: 'number', width: 90, value: ({ count }) => count },
          { key: 'rows', label: word('root_title'), width: 400, value: ({ rows }) => rows },
          { key: 'at', label: t('sheet.since'), kind: 'moment', width: 140, value: ({ at }) => at },
        ],
      },
    ),
  );
}
