import type { ReactNode } from 'react';
import type { TourTabProps } from './tour-tabs.ts';

export function PeopleTab({ tourId }: TourTabProps): ReactNode {
  return <section data-tour={tourId} />;
}
