import type { ReactNode } from 'react';

export function ToursPage(): ReactNode {
  return <section />;
}
