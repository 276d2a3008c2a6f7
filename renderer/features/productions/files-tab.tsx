/** Files that hang on a production, and documents that belong to it. */
import type { ReactNode } from 'react';
import { objectPointing } from '../../../shared/features/object/queries.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Attachments } from '../documents/attachments.tsx';
import { PinButton } from '../files/pin-button.tsx';
import type { ProductionTabProps } from './production-tabs.ts';
import { TabScroll } from './tab-scroll.tsx';

export function FilesTab({ performanceId: id }: ProductionTabProps): ReactNode {
  const { t } = useWords();
  const pointing = useQuery(objectPointing, { table: 'performances', id }).data ?? [];
  const documents = pointing.find(({ table, column }) => table === 'documents' && column === 'performance_id');
  return (
    <TabScroll name="files" label={t('productions.tab.files')}>
      <div className="production-columns" data-two>
        <section aria-label={t('productions.files.hanging')}>
          <h3>
            <span className="grow">{t('productions.files.hanging')}</span>
            <PinButton table="performances" id={id} />
          </h3>
          <Attachments table="performances" id={id} />
        </section>
        <section aria-label={t('productions.files.documents')}>
          <h3>{t('productions.files.documents')}</h3>
          {documents === undefined && <p className="dim">{t('productions.files.noDocuments')}</p>}
          <ul className="production-lines">
            {documents?.rows.map((row) => (
              <li key={row.id}>
                <LinkTo table="documents" id={row.id} className="production-row">
                  {row.label}
                </LinkTo>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </TabScroll>
  );
}
