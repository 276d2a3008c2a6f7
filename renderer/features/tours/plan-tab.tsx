import type { ReactNode } from 'react';
import type { TourTabProps } from './tour-tabs.ts';

export function PlanTab({ tourId }: TourTabProps): ReactNode {
  return <section data-tour={tourId} />;
}
