/** A waiting change beside what is there now: per field, in words. What it would not change is not shown. */

import type { ReactNode } from 'react';
import { inventoryItem } from '../../../shared/features/inventory/queries.ts';
import { recordDetail, recordHistory } from '../../../shared/features/records/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import { findTable } from '../../../shared/schema/catalog.ts';
import type { Column } from '../../../shared/schema/define.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Compared, ComparedField } from '../../lib/compared.ts';
import { formatMoment } from '../../lib/format.ts';
import { formatDecimal } from '../../lib/numbers.ts';

type Titles = Readonly<Record<string, string>>;
interface Line {
  readonly field: string;
  readonly now: string;
  readonly wanted: string;
}

function useLines({ table, id, fields }: Compared, titles: Titles): readonly Line[] | 'gone' | undefined {
  const { t, language } = useWords();
  const text = useValueText();
  const record = useQuery(recordDetail, { table, id }).data;
  const isThing = table === 'inventory_items';
  // Asked of the record's own id also where it is no thing: then nothing is found, and nothing is shown of it.
  const thing = useQuery(inventoryItem, { id }).data;
  if (record === undefined || (isThing && thing === undefined)) return undefined;
  if (record === null || (record.values['deleted_at'] ?? null) !== null) return 'gone';
  const known = { ...record.parents, ...titles };
  const columns: Readonly<Record<string, Column>> = findTable(table)?.columns ?? {};
  const pieces = (count: number): string => formatDecimal(String(count), language);
  const lineOf = (field: ComparedField): Line => {
    if (field.kind === 'column') {
      const { name, wanted } = field;
      return {
        field: fieldName(name, language),
        now: text(columns[name], record.values[name], known),
        wanted: text(columns[name], wanted, known),
      };
    }
    const held = thing?.stock.find((stock) => stock.location_id === field.locationId);
    return {
      field: held?.location ?? titles[field.locationId] ?? t('team.place'),
      now: pieces(held?.quantity ?? 0),
      wanted: pieces((held?.quantity ?? 0) + field.delta),
    };
  };
  return fields.map(lineOf);
}

/** Who wrote the record last, as far as this laptop may know. */
function LastWriter({ table, id }: Readonly<{ table: string; id: string }>): ReactNode {
  const { t, language } = useWords();
  const [last] = useQuery(recordHistory, { table, id }).data ?? [];
  if (last === undefined || last.by === '') return null;
  return t('team.lastWriter', { name: last.by, when: formatMoment(last.at, language) });
}

export function Comparison({ about, titles }: Readonly<{ about: Compared; titles: Titles }>): ReactNode {
  const { t } = useWords();
  const lines = useLines(about, titles);
  if (lines === undefined) return null;
  if (lines === 'gone') return <p className="comparison note">{t('team.recordGone')}</p>;
  return (
    <div className="comparison" data-testid="comparison">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('team.field')}</th>
            <th scope="col">{t('team.now')}</th>
            <th scope="col">{t('team.wouldBe')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ field, now, wanted }) => (
            <tr key={field} data-same={now === wanted}>
              <th scope="row">{field}</th>
              <td>{now}</td>
              <td>{wanted}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        <LastWriter table={about.table} id={about.id} />{' '}
        <LinkTo table={about.table} id={about.id} className="link">
          {t('team.openNow')}
        </LinkTo>
      </p>
    </div>
  );
}
