/** A production: its head, its tabs, and the tab that is open. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { Loading } from '../../components/loading.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { productionTabs } from './production-tabs.ts';

type Props = Readonly<{ id: string; tab: string; variant: string | null; part: string | null }>;

export function ProductionPage({ id, tab, variant, part }: Props): ReactNode {
  const { t } = useWords();
  const open = productionTabs.find(({ key }) => key === tab) ?? productionTabs[0];
  return (
    <>
      <nav>
        {productionTabs.map(({ key, word }) => (
          <Link
            key={key}
            to="/productions/{-$id}/{-$tab}"
            params={{ id, tab: key }}
            search={variant === null ? {} : { variant }}
          >
            {t(word)}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>
        {open !== undefined && <open.Body performanceId={id} variant={variant} part={part} />}
      </Suspense>
    </>
  );
}
