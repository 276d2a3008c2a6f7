/**
 * The last entries, always in sight, each of which can be taken back; who else counts here; and the codes that nobody
 * knows.
 */
import { IconArrowBackUp, IconDeviceLaptop, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CountEntries, CountHead } from '../../../shared/ipc/count-contract.ts';
import { isTag } from '../../../shared/rules/tag-code.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatTime } from '../../lib/format.ts';
import type { CountMode } from '../../store/counting-store.ts';

/**
 * Somebody counts the same place: a part of the work, or a second opinion about it? Asked where it arises, never
 * guessed.
 */
export function WorkMode({
  head,
  placeId,
  mode,
  onMode,
}: Readonly<{
  head: CountHead;
  placeId: string | null;
  mode: CountMode | null;
  onMode: (mode: CountMode) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const me = useSessionInfo().user?.id;
  const others = head.counters.filter(
    (counter) => counter.userId !== me && (placeId === null || counter.locationId === placeId),
  );
  const [other] = others;
  const names = [...new Set(others.map((counter) => counter.name))].join(', ');
  return (
    <section className="work-mode" data-asks={other !== undefined && mode === null} data-testid="work-mode">
      <h2>
        <IconUsers size={18} aria-hidden />
        {other === undefined
          ? t('counting.alone')
          : t('counting.others', { names, count: new Set(others.map((counter) => counter.name)).size })}
      </h2>
      {other !== undefined && (
        <p>
          {t('counting.othersHint', {
            time: formatTime(other.lastAt, language),
            count: others.reduce((sum, counter) => sum + counter.lines, 0),
          })}
        </p>
      )}
      <div className="choice" role="group" aria-label={t('counting.modeLabel')}>
        {(['second', 'share'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="big-button"
            aria-pressed={mode === each}
            onClick={() => onMode(each)}
          >
            {t(`counting.mode.${each}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

export function LastEntries({
  list,
  onUndo,
}: Readonly<{ list: CountEntries; onUndo: (entryId: string) => Promise<boolean> }>): ReactNode {
  const { t, language } = useWords();
  return (
    <>
      {list.entries.length === 0 && <p className="nothing">{t('counting.nobody')}</p>}
      <ul className="entries">
        {list.entries.map((entry) => (
          <li key={entry.id} data-testid="entry" data-undone={entry.isUndone}>
            <b className="amount">
              {entry.quantity > 0 ? '+' : '−'}
              {Math.abs(entry.quantity)}
            </b>
            <div className="what">
              <b>{entry.name ?? entry.code}</b>
              <span>
                {formatTime(entry.countedAt, language)} · {entry.countedBy}{' '}
                {entry.isPending && <IconDeviceLaptop size={12} aria-label={t('common.onlyHere')} />}
              </span>
            </div>
            {entry.isUndone ? (
              <span className="undone">{t('counting.undone')}</span>
            ) : (
              <button
                type="button"
                className="square-button"
                onClick={() => {
                  void onUndo(entry.id);
                }}
                aria-label={`${t('counting.undo')}: ${entry.name ?? entry.code ?? ''}`}
                title={t('counting.undo')}
              >
                <IconArrowBackUp size={18} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {list.unknown.length > 0 && (
        <section className="unknown-codes">
          <h2>{t('counting.unknownCodes')}</h2>
          {list.unknown.map((unknown) => (
            <p key={unknown.code} data-testid="unknown-code">
              <code>{unknown.code}</code>
              {isTag(unknown.code) && <span className="badge">{t('counting.blankTag')}</span>}
              <span>
                × {unknown.quantity} · {unknown.location}
              </span>
            </p>
          ))}
        </section>
      )}
    </>
  );
}
