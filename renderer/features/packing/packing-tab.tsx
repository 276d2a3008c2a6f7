import type { ReactNode } from 'react';
import type { TourTabProps } from '../tours/tour-tabs.ts';

export function PackingTab({ tourId }: TourTabProps): ReactNode {
  return <section data-tour={tourId} />;
}
