import type { ReactNode } from 'react';
import type { TourTabProps } from '../tours/tour-tabs.ts';

export function RoadTab({ tourId }: TourTabProps): ReactNode {
  return <section data-tour={tourId} />;
}
