/** The moment by the hub's clock as the last answer knew it, counted on by this laptop's. */
import { useEffect, useState } from 'react';

const TICK_MS = 5000;

/** `answered`: the moment of the last answer, milliseconds since 1970. Drawn anew every few seconds. */
export function useMoment(answered: number): number {
  const [passed, setPassed] = useState({ answered, ms: 0 });
  useEffect(() => {
    const base = Date.now();
    const timer = setInterval(() => setPassed({ answered, ms: Date.now() - base }), TICK_MS);
    return () => clearInterval(timer);
  }, [answered]);
  return passed.answered === answered ? answered + passed.ms : answered;
}
