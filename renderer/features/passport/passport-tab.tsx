/** The passport of a production: sections, variants, history, reading in the wings. */
import type { ReactNode } from 'react';
import type { ProductionTabProps } from '../productions/production-tabs.ts';

export function PassportTab({ performanceId }: ProductionTabProps): ReactNode {
  return <p>{performanceId}</p>;
}
