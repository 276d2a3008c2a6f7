/** «Самара: +1 ч»: where clocks on the way differ from the theatre's. */
import type { ReactNode } from 'react';
import { spanSaid } from '../../../shared/i18n/ready-sentences.ts';
import type { OtherClock } from '../../../shared/ipc/ready-contract.ts';
import { useWords } from '../../i18n/use-words.ts';

const MINUTE_MS = 60_000;
/** More do not stand on a line. */
const MOST = 3;

export function ClockAside({ clocks }: Readonly<{ clocks: readonly OtherClock[] }>): ReactNode {
  const { t, language } = useWords();
  return clocks
    .slice(0, MOST)
    .map(({ city, minutes }) =>
      t('ready.clockOf', { city, offset: `${minutes < 0 ? '−' : '+'}${spanSaid(minutes * MINUTE_MS, language)}` }),
    )
    .join(', ');
}
