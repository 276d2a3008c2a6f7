/** Beside the variances: codes that nobody knows, and who counted how. */

import { Button, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { globalSearch } from '../../../shared/features/search/queries.ts';
import type { CountReview, UnknownCodeView } from '../../../shared/ipc/count-contract.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { countIdentifyCode } from '../../../shared/mutations/count-mutations.ts';
import { isTag } from '../../../shared/rules/tag-code.ts';
import { connection } from '../../data/connection.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatTime } from '../../lib/format.ts';
import { ClaimTag } from '../scan/claim-tag.tsx';

function UnknownCode({
  countId,
  unknown,
  isOpen,
}: Readonly<{ countId: string; unknown: UnknownCodeView; isOpen: boolean }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [isClaiming, setClaiming] = useState(false);
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const search = (text: string): void => {
    connection
      .ask(globalSearch, { text })
      .then((found) => setHits(found.filter((hit) => hit.table === 'inventory_items')))
      // Nothing found is what the list then says.
      .catch(() => setHits([]));
  };
  return (
    <section className="unknown-code" data-testid="review-unknown">
      <code>{unknown.code}</code>
      <p>
        {t('review.times', { count: unknown.times })}, {formatTime(unknown.lastAt, language)} · {unknown.location}
      </p>
      {isOpen && isTag(unknown.code) && (
        <>
          <p>{t('scan.notice.tag', { code: unknown.code })}</p>
          <Button size="compact-md" variant="default" onClick={() => setClaiming(true)}>
            {t('scan.tagExisting')}
          </Button>
        </>
      )}
      {isClaiming && (
        <ClaimTag
          code={unknown.code}
          onClose={() => setClaiming(false)}
          onClaimed={(itemId) => void mutate(countIdentifyCode, { countId, code: unknown.code, itemId })}
        />
      )}
      {isOpen && !isTag(unknown.code) && (
        <Select
          size="sm"
          placeholder={t('review.link')}
          aria-label={`${t('review.link')} ${unknown.code}`}
          searchable
          data={hits.map((hit) => ({ value: hit.id, label: `${hit.title} · ${hit.hint}` }))}
          filter={({ options }) => options}
          onSearchChange={search}
          nothingFoundMessage={t('search.nothing')}
          value={null}
          onChange={(itemId) => {
            if (itemId !== null) void mutate(countIdentifyCode, { countId, code: unknown.code, itemId });
          }}
        />
      )}
    </section>
  );
}

export function ReviewSide({
  countId,
  review,
  isOpen,
}: Readonly<{ countId: string; review: CountReview; isOpen: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <aside className="review-side" aria-label={t('review.howCounted')} tabIndex={0}>
      {review.unknown.length > 0 && (
        <>
          <h2>
            {t('counting.unknownCodes')} <span className="badge">{review.unknown.length}</span>
          </h2>
          {review.unknown.map((unknown) => (
            <UnknownCode key={unknown.code} countId={countId} unknown={unknown} isOpen={isOpen} />
          ))}
        </>
      )}
      <h2>{t('review.howCounted')}</h2>
      <dl>
        {review.people.map((person) => (
          <div key={person.name}>
            <dt>{person.name}</dt>
            <dd>{t('counts.entries', { count: person.entries })}</dd>
          </div>
        ))}
        <div>
          <dt>{t('review.secondOpinion')}</dt>
          <dd>{t('counts.lines', { count: review.second })}</dd>
        </div>
        <div>
          <dt>{t('review.wereSharing')}</dt>
          <dd>{t('counts.lines', { count: review.shared })}</dd>
        </div>
        <div>
          <dt>{t('review.since')}</dt>
          <dd>{review.since}</dd>
        </div>
      </dl>
      <p className="legend">
        <span>
          <b className="sign">+</b> {t('review.legendSum')}
        </span>
        <span>
          <b className="sign" data-sign="differ">
            ≠
          </b>{' '}
          {t('review.legendApart')}
        </span>
      </p>
    </aside>
  );
}
