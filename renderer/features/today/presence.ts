/**
 * When the person was last here, remembered on this laptop. Who comes back after a while reads what changed since they
 * left; the answer stays the same until they leave again.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Visit {
  /** When they were seen last, milliseconds since 1970. */
  readonly here: number;
  /** Until when they were here before. */
  readonly since: number;
}

interface PresenceState {
  readonly visits: Readonly<Record<string, Visit>>;
  seen(userId: string, now: number): void;
}

const MINUTE = 60_000;
/** Who was away for less was not away. */
export const AWAY_MS = 30 * MINUTE;
/** Who comes for the first time reads what happened within a day. */
export const FIRST_MS = 24 * 60 * MINUTE;

/** The visit after somebody was seen. A clock that was set back does not make them come back. */
export function visitAfter(visit: Visit | undefined, now: number): Visit {
  if (visit === undefined) return { here: now, since: now - FIRST_MS };
  return { here: now, since: now - visit.here > AWAY_MS ? visit.here : Math.min(visit.since, now) };
}

export const usePresence = create<PresenceState>()(
  persist(
    (set) => ({
      visits: {},
      seen: (userId, now) =>
        set(({ visits }) => ({ visits: { ...visits, [userId]: visitAfter(visits[userId], now) } })),
    }),
    { name: 'offstage-visits' },
  ),
);

/** While mounted and in sight the person is here. */
export function useBeingHere(userId: string): void {
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === 'visible') usePresence.getState().seen(userId, Date.now());
    };
    seen();
    const timer = setInterval(seen, MINUTE);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [userId]);
}
