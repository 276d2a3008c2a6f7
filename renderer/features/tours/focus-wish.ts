/** Which event of a plan has the focus next: one that was changed, or one that another day takes over. */
import { useRef, useState } from 'react';

/** Remembered through what is drawn in between, and no reason to draw anything anew. */
export interface FocusWish {
  /** The id of the event; `null` where nobody wished for one. */
  readonly get: () => string | null;
  readonly set: (eventId: string | null) => void;
}

/** A wish that stays the same object as long as its screen stands. */
export function useFocusWish(): FocusWish {
  const wanted = useRef<string | null>(null);
  const [wish] = useState(
    (): FocusWish => ({
      get: () => wanted.current,
      set: (eventId) => {
        wanted.current = eventId;
      },
    }),
  );
  return wish;
}
