/** «Явка через 30 мин»: by the laptop's clock and without a network, once per call, and never while a show runs. */
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { comingCalls } from '../../../shared/features/notices/queries.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isQuiet } from '../../store/show-store.ts';
import { useUi } from '../../store/ui-store.ts';
import { dueCalls, reminderKey } from './due-calls.ts';

const MINUTE = 60_000;
const TICK_MS = 10_000;
/** What was told of so many calls is remembered; older ones are over. */
const REMEMBERED = 100;

interface Reminded {
  readonly told: readonly string[];
  tell(key: string): void;
}

/** Calls that this laptop has told of. */
const useReminded = create<Reminded>()(
  persist(
    (set) => ({
      told: [],
      tell: (key) => set(({ told }) => ({ told: [...told.filter((each) => each !== key), key].slice(-REMEMBERED) })),
    }),
    { name: 'offstage-reminded' },
  ),
);

/** One of a window. */
export function useReminders(): void {
  const { t } = useWords();
  const { data } = useQuery(comingCalls, {});
  // Taken when the answer comes: another language, hours later, must not set the clock back to it.
  const offset = useRef(0);
  useEffect(() => {
    if (data !== undefined) offset.current = data.now - Date.now();
  }, [data]);
  useEffect(() => {
    if (data === undefined) return undefined;
    const look = (): void => {
      // What cannot be seen is not told yet.
      if (isQuiet() || useUi.getState().appearance === 'show') return;
      const now = Date.now() + offset.current;
      const { told, tell } = useReminded.getState();
      for (const call of dueCalls(data.calls, now, told)) {
        tell(reminderKey(call));
        notifications.show({
          id: reminderKey(call),
          title: t('notices.reminder', { count: Math.ceil((call.at - now) / MINUTE) }),
          message: t('notices.reminderAbout', { title: call.title, function: call.function, clock: call.clock }),
          autoClose: false,
        });
      }
    };
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [data, t]);
}
