/** A production: its head, its tabs, and the tab that is open. Every tab scrolls by itself, and the head stays. */

import { Button } from '@mantine/core';
import { IconMasksTheater } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { type ProductionHead as Head, productionHead } from '../../../shared/features/productions/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { useLeave } from '../../object/use-leave.ts';
import { ProductionHead } from './production-head.tsx';
import { type ProductionTab, productionTabs, tabOf } from './production-tabs.ts';
import { VariantSwitch } from './variants.tsx';
import './productions.css';

const TO = '/productions/{-$id}/{-$tab}';

type Props = Readonly<{ id: string; tab: string | undefined; variant: string | null; part: string | null }>;

function Tabs({
  head,
  open,
  variant,
}: Readonly<{ head: Head; open: ProductionTab; variant: string | null }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="production-bar">
      <nav className="production-tabs" aria-label={head.production.title}>
        {productionTabs.map(({ key, word }) => (
          <Link
            key={key}
            to={TO}
            params={{ id: head.production.id, tab: key }}
            search={variant === null ? {} : { variant }}
            {...(key === open.key ? { 'aria-current': 'page' as const } : {})}
          >
            {t(word)}
          </Link>
        ))}
      </nav>
      {open.variants === 'offered' && (
        <VariantSwitch
          head={head}
          variant={variant}
          onTurn={(wanted) =>
            go({
              to: TO,
              params: { id: head.production.id, tab: open.key },
              search: wanted === null ? {} : { variant: wanted },
              replace: true,
            })
          }
        />
      )}
    </div>
  );
}

export function ProductionPage({ id, tab, variant, part }: Props): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(productionHead, { id });
  const leave = useLeave('performances');
  useEscape(leave);
  const open = tabOf(tab);
  const steps = [{ label: t('productions.title'), link: { to: '/productions' } }];
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || open === undefined) return <Loading />;
  if (data === null)
    return (
      <>
        <Way title={t('productions.gone')} steps={steps} />
        <EmptyState
          icon={<IconMasksTheater size={40} stroke={1.2} />}
          title={t('productions.gone')}
          hint={t('productions.goneHint')}
        >
          <Button variant="default" onClick={leave}>
            {t('productions.back')}
          </Button>
        </EmptyState>
      </>
    );
  // A variant that was deleted, or is another production's, is the base.
  const known = data.variants.some((each) => each.id === variant) ? variant : null;
  return (
    <section className="production" aria-label={data.production.title} data-testid="production">
      <Way title={data.production.title} steps={steps} />
      <ProductionHead head={data} isWhole={open.hasHead} />
      <Tabs head={data} open={open} variant={known} />
      <div className="production-body" data-tab={open.key}>
        <Suspense fallback={<Loading />}>
          <open.Body key={open.key} performanceId={id} variant={known} part={part} />
        </Suspense>
      </div>
    </section>
  );
}
