import type { ReactNode } from 'react';
import type { TourTabProps } from '../tours/tour-tabs.ts';

export function ReadyTab({ tourId }: TourTabProps): ReactNode {
  return <section data-tour={tourId} />;
}
