/** The laptops of the house: with whom, when heard of last, what waits on them; those that were revoked first. */
import { IconDeviceLaptop, IconShieldX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import type { LaptopView } from '../../../shared/ipc/people-contract.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { HubNeeded } from './hub-needed.tsx';
import { LaptopPanel } from './laptop-panel.tsx';
import { useLaptopsTarget } from './people-sheets.ts';
import type { HubAnswer } from './use-hub-answer.ts';

/** Heard of within this time, a laptop is connected. */
const FRESH_MS = 2 * 60_000;
const NAMES = 2;

interface Said {
  readonly tone?: 'ok' | 'warn' | 'bad';
  readonly state: string;
  readonly note: string;
}

function useSaid(): (laptop: LaptopView, now: number) => Said {
  const { t, language } = useWords();
  const when = (iso: string): string => formatMoment(iso, language);
  return (laptop, now) => {
    const seen = laptop.lastSeenAt === null ? t('team.neverSeen') : when(laptop.lastSeenAt);
    if (laptop.revokedAt !== null) {
      const note =
        laptop.handedOverAt !== null
          ? t('team.handedOver', { when: when(laptop.handedOverAt) })
          : t('team.waitsForIt', { when: seen });
      if (laptop.quarantined > 0) return { tone: 'warn', state: t('team.decide', { count: laptop.quarantined }), note };
      return laptop.mode === 'lost'
        ? { tone: 'bad', state: t('team.lost'), note }
        : { state: t(laptop.wipedAt === null ? 'team.rescued' : 'team.erased'), note };
    }
    const isFresh = laptop.lastSeenAt !== null && now - Date.parse(laptop.lastSeenAt) < FRESH_MS;
    const waiting =
      laptop.waiting === null
        ? ''
        : laptop.waiting === 0
          ? t('team.sentAll')
          : t('team.waiting', { count: laptop.waiting });
    return isFresh ? { tone: 'ok', state: t('team.onLine'), note: waiting } : { state: seen, note: waiting };
  };
}

function Line({ laptop, isChosen, now }: Readonly<{ laptop: LaptopView; isChosen: boolean; now: number }>): ReactNode {
  const { t } = useWords();
  const said = useSaid()(laptop, now);
  const more = laptop.people.length - NAMES;
  const shown = [...laptop.people.slice(0, NAMES), ...(more > 0 ? [t('team.more', { count: more })] : [])];
  const people = laptop.people.length === 0 ? t('team.nobodyOn') : shown.join(', ');
  return (
    <Link
      className="line with-icon"
      to="/people/{-$tab}/{-$id}"
      params={{ tab: 'laptops', id: laptop.id }}
      aria-current={isChosen ? 'true' : undefined}
      data-testid="laptop"
    >
      <IconDeviceLaptop size={18} stroke={1.75} aria-hidden />
      <span className="name cut">{laptop.name}</span>
      <span className="right num" data-tone={said.tone}>
        {said.state}
      </span>
      <span className="note cut num">
        {people}
        {laptop.appVersion === null ? '' : ` · ${laptop.appVersion}`}
      </span>
      <span className="right note num">{said.note}</span>
    </Link>
  );
}

export function LaptopsTab({
  answer,
  id,
}: Readonly<{ answer: HubAnswer<readonly LaptopView[]>; id: string | undefined }>): ReactNode {
  const { t } = useWords();
  const laptops = answer.data ?? [];
  useLaptopsTarget(answer.data);
  // Compared with the hub's own latest word, so that this laptop's clock does not decide who is connected.
  const now = Math.max(0, ...laptops.map((laptop) => (laptop.lastSeenAt === null ? 0 : Date.parse(laptop.lastSeenAt))));
  const [revoked, working] = [
    laptops.filter((laptop) => laptop.revokedAt !== null),
    laptops.filter((laptop) => laptop.revokedAt === null),
  ];
  const chosen = laptops.find((laptop) => laptop.id === id);
  const lines = (list: readonly LaptopView[]): ReactNode =>
    list.map((laptop) => <Line key={laptop.id} laptop={laptop} isChosen={laptop.id === id} now={now} />);
  const scroller = useRef<HTMLElement>(null);
  useRestoredScroll('laptops', scroller);
  return (
    <div className="split" data-open={chosen !== undefined}>
      <section ref={scroller} className="split-list" aria-label={t('team.tabLaptops')}>
        <HubNeeded failure={answer.failure} onRetry={answer.refresh} />
        {answer.data?.length === 0 && (
          <EmptyState
            icon={<IconDeviceLaptop size={40} stroke={1.2} />}
            title={t('team.noLaptops')}
            hint={t('team.noLaptopsHint')}
          />
        )}
        {revoked.length > 0 && (
          <h2 className="group-head" data-tone="bad">
            <IconShieldX size={16} aria-hidden />
            {t('team.revoked')}
          </h2>
        )}
        {lines(revoked)}
        {working.length > 0 && <h2 className="group-head">{t('team.working')}</h2>}
        {lines(working)}
      </section>
      {chosen !== undefined && <LaptopPanel key={chosen.id} laptop={chosen} onChanged={answer.refresh} />}
    </div>
  );
}
