/** Ways to an evening: a button for the page of an event, and tonight's from anywhere. */

import { Button } from '@mantine/core';
import { IconTheater } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { showTonight } from '../../../shared/features/show/queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { clockIn } from './evening-text.ts';
import './show.css';

/** Turns to an evening. */
export const openEvening = (id: string): void => go({ to: '/show/$id', params: { id } });

/** For the page of an event, and for Today. */
export function OpenEveningButton({
  eventId,
  isMain = false,
}: Readonly<{ eventId: string; isMain?: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      leftSection={<IconTheater size={18} />}
      onClick={() => openEvening(eventId)}
    >
      {t('show.open')}
    </Button>
  );
}

/** Ctrl K «Открыть вечер»: where one is played tonight, it opens at once; of several one is chosen. */
export function OpenTonight({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(showTonight, {});
  const only = data?.length === 1 ? data[0]?.eventId : undefined;
  useEffect(() => {
    if (only === undefined) return;
    onClose();
    openEvening(only);
  }, [only, onClose]);
  if (data === undefined || only !== undefined) return null;
  return (
    <Dialog title={t('show.tonight')} onClose={onClose}>
      {data.length === 0 && <EmptyState title={t('show.tonightNone')} hint={t('show.tonightNoneHint')} />}
      <ul className="sh-tonight">
        {data.map(({ eventId, title, venue, start, zone, phase }) => (
          <li key={eventId}>
            <button
              type="button"
              className="sh-hold"
              onClick={() => {
                onClose();
                openEvening(eventId);
              }}
            >
              <span>
                <b>{title}</b>
                <span className="sh-cap">
                  {[
                    ...(start === null ? [] : [t('show.startsAt', { at: clockIn(start, zone, language) })]),
                    ...(venue === null ? [] : [venue]),
                    ...(phase === 'during' ? [t('show.runsNow')] : phase === 'after' ? [t('show.isOver')] : []),
                  ].join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
