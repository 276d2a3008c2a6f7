/** The run sheet of a production. */
import type { ReactNode } from 'react';
import type { ProductionTabProps } from '../productions/production-tabs.ts';

export function RunSheetTab({ performanceId }: ProductionTabProps): ReactNode {
  return <p>{performanceId}</p>;
}
