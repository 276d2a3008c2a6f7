/** A tour: its head, its tabs, and the tab that is open. */
import { Button } from '@mantine/core';
import { IconTruck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { tourHead } from '../../../shared/features/tours/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useLeave } from '../../object/use-leave.ts';
import { TourHeadLine } from './tour-head.tsx';
import { tabOf, tourTabs } from './tour-tabs.ts';

type Props = Readonly<{ id: string; tab: string | undefined; part: string | null }>;

export function TourPage({ id, tab, part }: Props): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(tourHead, { id });
  const leave = useLeave('tours');
  useEscape(leave);
  const open = tabOf(tab);
  const steps = [{ label: t('tours.title'), link: { to: '/tours' } }];
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || open === undefined) return <Loading />;
  if (data === null)
    return (
      <>
        <Way title={t('tours.gone')} steps={steps} />
        <EmptyState icon={<IconTruck size={40} stroke={1.2} />} title={t('tours.gone')} hint={t('tours.goneHint')}>
          <Button variant="default" onClick={leave}>
            {t('tours.back')}
          </Button>
        </EmptyState>
      </>
    );
  return (
    <section className="tour" aria-label={data.name} data-testid="tour">
      <Way title={data.name} steps={steps} />
      <TourHeadLine head={data} isWhole={open.hasHead} />
      <nav className="tour-tabs" aria-label={data.name}>
        {tourTabs.map(({ key, word }) => (
          <Link
            key={key}
            to="/tours/{-$id}/{-$tab}"
            params={{ id, tab: key }}
            {...(key === open.key ? { 'aria-current': 'page' as const } : {})}
          >
            {t(word)}
          </Link>
        ))}
      </nav>
      <div className="tour-body" data-tab={open.key}>
        <Suspense fallback={<Loading />}>
          <open.Body key={open.key} tourId={id} part={part} />
        </Suspense>
      </div>
    </section>
  );
}
