/** Beside the rows: laptops of who comes along, as the hub last heard of them; and paper for when a laptop breaks. */
import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { MemberLaptop, ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import { FRESH_MS } from '../../../shared/rules/ready.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { askToPrint, tourTarget } from '../paper/paper-store.ts';
import { useLaptops } from './use-ready.ts';

type Standing = 'fresh' | 'left' | 'old' | 'waiting' | 'unknown' | 'none';

/** Of this laptop the rows beside say how it stands; of others how old they are, as the hub has heard. */
function standingOf({ laptop }: MemberLaptop, { deviceId, facts }: ReadyLook, left: number): Standing {
  if (laptop === null) return 'none';
  if (laptop.deviceId === deviceId) return left === 0 ? 'fresh' : 'left';
  if (laptop.lastSyncedAt === null) return 'unknown';
  if (Date.parse(facts.now) - Date.parse(laptop.lastSyncedAt) > FRESH_MS) return 'old';
  return (laptop.waiting ?? 0) > 0 ? 'waiting' : 'fresh';
}

const TONES: Readonly<Record<Standing, 'ok' | 'bad' | 'dim'>> = {
  fresh: 'ok',
  left: 'bad',
  old: 'bad',
  waiting: 'bad',
  unknown: 'dim',
  none: 'dim',
};

type LaptopProps = Readonly<{ member: MemberLaptop; look: ReadyLook; left: number }>;

function useSeen({ laptop }: MemberLaptop, { deviceId, facts }: ReadyLook): string {
  const { t, language } = useWords();
  if (laptop === null) return '';
  if (laptop.deviceId === deviceId) return t('ready.thisLaptop');
  if (laptop.lastSyncedAt === null) return t('ready.laptop.notSeen');
  const at = formatDateTime(laptop.lastSyncedAt, language, facts.zone);
  return t('ready.laptop.seen', { at, name: laptop.name });
}

function Laptop({ member, look, left }: LaptopProps): ReactNode {
  const { t, language } = useWords();
  const standing = standingOf(member, look, left);
  const seen = useSeen(member, look);
  const number = formatNumber(standing === 'left' ? left : (member.laptop?.waiting ?? 0), language);
  const word =
    standing === 'waiting' || standing === 'left'
      ? t(`ready.laptop.${standing}`, { number })
      : t(`ready.laptop.${standing === 'none' ? 'unknown' : standing}`);
  return (
    <li className="ready-laptop" data-testid="ready-laptop" data-standing={standing}>
      <IconDeviceLaptop size={20} stroke={1.75} aria-hidden />
      <div className="ready-who">
        <b className="cut">{member.name}</b>
        <span className="dim cut num">{seen}</span>
      </div>
      <span className="ready-tone num" data-tone={TONES[standing]}>
        {word}
      </span>
    </li>
  );
}

type Props = Readonly<{ tourId: string; look: ReadyLook; left: number }>;

/** This laptop first, then those that are to be thought of. */
const TURN: readonly Standing[] = ['left', 'old', 'waiting', 'unknown', 'fresh', 'none'];

function Laptops({ tourId, look, left }: Props): ReactNode {
  const { t, language } = useWords();
  const laptops = useLaptops(tourId);
  const known = (laptops ?? []).map((member) => ({ member, standing: standingOf(member, look, left) }));
  const shown = known
    .filter(({ standing }) => standing !== 'none')
    .toSorted((a, b) => TURN.indexOf(a.standing) - TURN.indexOf(b.standing));
  const without = known.filter(({ standing }) => standing === 'none').map(({ member }) => member.name);
  const fresh = shown.filter(({ standing }) => standing === 'fresh').length;
  return (
    <section aria-labelledby="ready-with-you">
      <h3 id="ready-with-you">
        {t('ready.withYou')}
        {shown.length > 0 && (
          <span className="dim num">
            {t('ready.freshOf', { fresh: formatNumber(fresh, language), all: formatNumber(shown.length, language) })}
          </span>
        )}
      </h3>
      {laptops === undefined && <p className="dim">{t('ready.laptops.away')}</p>}
      {laptops?.length === 0 && <p className="dim">{t('ready.laptops.nobody')}</p>}
      <ul>
        {shown.map(({ member }) => (
          <Laptop key={member.employeeId} member={member} look={look} left={left} />
        ))}
      </ul>
      {without.length > 0 && <p className="dim">{t('ready.laptops.without', { names: without.join(', ') })}</p>}
    </section>
  );
}

export function ReadySide(props: Props): ReactNode {
  const { t, language } = useWords();
  const { tour, paper } = props.look;
  return (
    <aside className="ready-side">
      <Laptops {...props} />
      <section className="ready-paper">
        <b>{t('ready.paper')}</b>
        <p className="dim num">
          {t('ready.paperHint', {
            cases: formatNumber(paper.cases, language),
            transports: formatNumber(paper.transports, language),
          })}
        </p>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} />}
          onClick={() => void askToPrint(tourTarget(tour.id, tour.name))}
        >
          {t('ready.print')}
        </Button>
      </section>
    </aside>
  );
}
