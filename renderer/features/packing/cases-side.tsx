/** Which case is open, how full and how heavy it is, and all the others: a tap opens one, as its scan does. */
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PackingCaseView, PackingHead } from '../../../shared/ipc/packing-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { openCase } from './use-packing.ts';

/** `open`: undefined where what goes without a case is packed. */
type Props = Readonly<{ head: PackingHead; open: PackingCaseView | undefined; children?: ReactNode }>;

const share = (done: number, all: number): string => `${all === 0 ? 0 : Math.min(100, (done / all) * 100)}%`;

export function WeightText({ weightKg, unweighed }: Readonly<{ weightKg: number; unweighed: number }>): ReactNode {
  const { t, language } = useWords();
  return (
    <>
      {t('packing.kg', { weight: formatNumber(Math.round(weightKg * 10) / 10, language) })}
      {unweighed > 0 && <span className="dim"> · {t('packing.unweighed', { count: unweighed })}</span>}
    </>
  );
}

function OpenCase({ head, open }: Props): ReactNode {
  const { t } = useWords();
  const done = open ?? head.loose;
  return (
    <div className="open-case" data-testid="open-case">
      {open !== undefined && <span className="dim">{t('packing.packInto')}</span>}
      <h2>{open === undefined ? t('packing.loose') : open.name}</h2>
      {open !== undefined && <span className="dim num">{open.number}</span>}
      <div className="meter">
        <div>
          <span>{t('packing.things')}</span>
          <b data-testid="open-progress">{t('packing.nOfM', { n: done.packed, m: done.planned })}</b>
        </div>
        <i>
          <i data-tone="ok" style={{ width: share(done.packed, done.planned) }} />
        </i>
      </div>
      <div className="meter">
        <div>
          <span>{t('packing.weight')}</span>
          <span>
            <WeightText {...done} />
          </span>
        </div>
      </div>
    </div>
  );
}

type RowProps = Readonly<{
  tourId: string;
  id: string | null;
  name: string;
  number: string;
  done: Readonly<{ planned: number; packed: number }>;
  isOpen: boolean;
  onOpened: () => void;
}>;

function CaseRow({ tourId, id, name, number, done, isOpen, onOpened }: RowProps): ReactNode {
  const { t } = useWords();
  const isDone = done.planned > 0 && done.packed >= done.planned;
  return (
    <li>
      <button
        type="button"
        aria-pressed={isOpen}
        data-done={isDone}
        data-testid="packing-case"
        onClick={() => {
          openCase(tourId, id);
          onOpened();
        }}
      >
        <span className="name">
          <b>{name}</b>
          <span className="dim num">{number}</span>
        </span>
        {isDone ? (
          <IconCheck size={20} aria-label={t('packing.full')} />
        ) : (
          <span className="num">
            {done.packed} / {done.planned}
          </span>
        )}
      </button>
    </li>
  );
}

export function CasesSide({ head, open, children }: Props): ReactNode {
  const { t } = useWords();
  const [isUnfolded, setUnfolded] = useState(false);
  const fold = (): void => setUnfolded(false);
  const { tour, cases, loose, totals } = head;
  return (
    <aside className="packing-side" aria-label={t('packing.cases')} data-unfolded={isUnfolded}>
      <div className="top">
        <OpenCase head={head} open={open} />
        <button
          type="button"
          className="tap unfold"
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {t('packing.change')} <IconChevronDown size={18} aria-hidden />
        </button>
        {children}
      </div>
      <div className="cases">
        <h3>
          {t('packing.cases')}{' '}
          <span className="dim num">{t('packing.nOfM', { n: totals.packed, m: totals.planned })}</span>
        </h3>
        <ul>
          <CaseRow
            tourId={tour.id}
            id={null}
            name={t('packing.loose')}
            number=""
            done={loose}
            isOpen={open === undefined}
            onOpened={fold}
          />
          {cases.map((each) => (
            <CaseRow
              key={each.id}
              tourId={tour.id}
              id={each.id}
              name={each.name}
              number={each.number}
              done={each}
              isOpen={open?.id === each.id}
              onOpened={fold}
            />
          ))}
        </ul>
        <p className="dim num">
          {t('packing.inAll')} <WeightText {...totals} />
        </p>
      </div>
    </aside>
  );
}
