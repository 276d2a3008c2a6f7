/** Keeps the screen awake while somebody reads from it in the dark. */
import { useEffect } from 'react';

/**
 * Where the system does not let it (no such thing here, a battery that runs low) the screen goes dark as it always
 * does: nothing else depends on it. A window that was hidden asks again when it is seen.
 */
export function useWakeLock(): void {
  useEffect(() => {
    let isOver = false;
    let held: WakeLockSentinel | undefined;
    const hold = async (): Promise<void> => {
      if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
      try {
        const lock = await navigator.wakeLock.request('screen');
        if (isOver) await lock.release();
        else held = lock;
      } catch (error) {
        // Refused by the system: what it may do at any time.
        if (!(error instanceof DOMException)) throw error;
      }
    };
    const onSeen = (): void => void hold();
    void hold();
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', onSeen);
      void held?.release();
    };
  }, []);
}
