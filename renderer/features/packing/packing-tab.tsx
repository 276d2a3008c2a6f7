/** The packing of a tour: into cases, by scanner, keyboard and touch; or its list, as who prepares it sees it. */
import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isUuid } from '../../../shared/base/ids.ts';
import { packingHead } from '../../../shared/features/packing/queries.ts';
import type { PackingHead } from '../../../shared/ipc/packing-contract.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePackingStore } from '../../store/packing-store.ts';
import type { TourTabProps } from '../tours/tour-tabs.ts';
import { PackMode } from './pack-mode.tsx';
import './packing.css';
import { PlanMode } from './plan-mode.tsx';

function ModeChoice(): ReactNode {
  const { t } = useWords();
  const { mode, setMode } = usePackingStore();
  return (
    <SegmentedControl
      className="packing-mode"
      aria-label={t('packing.mode')}
      value={mode}
      onChange={(value) => setMode(value)}
      data={[
        { value: 'pack', label: t('packing.mode.pack') },
        { value: 'plan', label: t('packing.mode.plan') },
      ]}
    />
  );
}

/** What stands over everything: the tour does not happen, or more is packed than should be. */
function Warnings({ head }: Readonly<{ head: PackingHead }>): ReactNode {
  const { t } = useWords();
  const isCancelled = head.tour.status === 'cancelled';
  if (!isCancelled && head.over === 0) return null;
  return (
    <p className="packing-warning" role="status" data-testid="packing-warning">
      <IconAlertTriangle size={18} aria-hidden />
      {isCancelled ? t('packing.cancelled') : t('packing.overAll', { count: head.over })}
    </p>
  );
}

/** What an address names, where it can be the id of a thing. */
const asId = (part: string | null): string | null => (part !== null && isUuid(part) ? part : null);

export function PackingTab({ tourId, part }: TourTabProps): ReactNode {
  const mayPack = useCan('packing.run');
  const mode = usePackingStore((state) => state.mode);
  const { data: head, failure } = useQuery(packingHead, { tourId, caseId: asId(part) });
  if (head === undefined || head === null)
    return failure === undefined ? <Loading /> : <FailureState failure={failure} />;
  // A link may name a case that is gone.
  const caseId = head.cases.find(({ id }) => id === part)?.id ?? null;
  const Mode = mode === 'pack' || !mayPack ? PackMode : PlanMode;
  return (
    <div className="packing" data-testid="packing">
      <Warnings head={head} />
      <Mode head={head} caseId={caseId} mayPack={mayPack} tools={mayPack ? <ModeChoice /> : null} />
    </div>
  );
}
