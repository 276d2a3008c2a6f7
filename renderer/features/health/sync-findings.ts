/** What sync found out by itself, in words. */
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { tableName } from '../../../shared/i18n/names.ts';
import type { Language } from '../../../shared/i18n/sentences.ts';
import type { SyncFindings } from '../../../shared/ipc/views.ts';
import { formatAge } from '../../lib/format.ts';

/** One sentence per finding, the latest first. */
export function findingSentences(
  { drifted, unknownIn, absent }: SyncFindings,
  t: Translate,
  language: Language,
): string[] {
  return [
    ...absent.map((table) => t('health.absent', { table: tableName(table, language) })),
    ...unknownIn.map((table) => t('health.unknown', { table: tableName(table, language) })),
    ...drifted
      .toReversed()
      .map(({ table, here, there, at }) =>
        t('health.drifted', { table: tableName(table, language), here, there, age: formatAge(at, language) }),
      ),
  ];
}
