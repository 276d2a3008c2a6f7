import type { ReactNode } from 'react';

export function AvailabilityPage(): ReactNode {
  return <section />;
}
