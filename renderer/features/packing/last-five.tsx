/** What was packed last, the newest first; each can be taken back by name. */
import { IconArrowBackUp, IconCheck, IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PackingEntryView } from '../../../shared/ipc/packing-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';

const SHOWN = 5;

type Props = Readonly<{
  entries: readonly PackingEntryView[];
  onUndo: ((entryId: string) => Promise<boolean>) | undefined;
}>;

export function LastFive({ entries, onUndo }: Props): ReactNode {
  const { t, language } = useWords();
  const me = useSessionInfo().user?.id;
  return (
    <aside className="packing-last" aria-label={t('packing.lastFive')}>
      <h2>{t('packing.lastFive')}</h2>
      {entries.length === 0 && <p className="dim">{t('packing.nobody')}</p>}
      <ul>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id} data-testid="packing-entry" data-undone={entry.isUndone}>
            <IconCheck size={22} aria-hidden />
            <div className="what">
              <b title={entry.name}>
                {entry.name}
                {entry.quantity === 1 ? '' : ` × ${entry.quantity}`}
              </b>
              <span>
                {formatMoment(entry.at, language)} · {entry.caseName ?? t('packing.loose')} ·{' '}
                {entry.byId === me ? t('packing.you') : entry.by}{' '}
                {entry.isPending && <IconDeviceLaptop size={12} aria-label={t('common.onlyHere')} />}
              </span>
            </div>
            {entry.isUndone ? (
              <span className="undone">{t('packing.undone')}</span>
            ) : (
              onUndo !== undefined && (
                <button
                  type="button"
                  className="tap icon"
                  aria-label={t('packing.undo', { name: entry.name })}
                  onClick={() => {
                    void onUndo(entry.id);
                  }}
                >
                  <IconArrowBackUp size={22} aria-hidden />
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}
