/** Beside the rows: laptops of who comes along, as the hub last heard of them; and paper for when a laptop breaks. */
import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { MemberLaptop, ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import { FRESH_MS } from '../../../shared/rules/ready.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { askToPrint, tourTarget } from '../paper/paper-store.ts';
import { useLaptops } from './use-ready.ts';

type Standing = 'fresh' | 'old' | 'waiting' | 'unknown' | 'none';

function standingOf({ laptop }: MemberLaptop, now: string): Standing {
  if (laptop === null) return 'none';
  if (laptop.lastSyncedAt === null) return 'unknown';
  if (Date.parse(now) - Date.parse(laptop.lastSyncedAt) > FRESH_MS) return 'old';
  return (laptop.waiting ?? 0) > 0 ? 'waiting' : 'fresh';
}

const TONES: Readonly<Record<Standing, 'ok' | 'bad' | 'dim'>> = {
  fresh: 'ok',
  old: 'bad',
  waiting: 'bad',
  unknown: 'dim',
  none: 'dim',
};

type LaptopProps = Readonly<{ member: MemberLaptop; look: ReadyLook; isOwn: boolean; left: number }>;

function Laptop({ member, look, isOwn, left }: LaptopProps): ReactNode {
  const { t, language } = useWords();
  const { laptop } = member;
  const standing = standingOf(member, look.facts.now);
  const seen =
    laptop === null
      ? ''
      : laptop.lastSyncedAt === null
        ? t('ready.laptop.notSeen')
        : t('ready.laptop.seen', {
            at: formatDateTime(laptop.lastSyncedAt, language, look.facts.zone),
            name: laptop.name,
          });
  const number = formatNumber(isOwn ? left : (laptop?.waiting ?? 0), language);
  const word =
    isOwn && left > 0
      ? t('ready.laptop.left', { number })
      : standing === 'waiting'
        ? t('ready.laptop.waiting', { number })
        : t(`ready.laptop.${standing}`);
  return (
    <li className="ready-laptop" data-testid="ready-laptop">
      <IconDeviceLaptop size={20} stroke={1.75} aria-hidden />
      <div className="ready-who">
        <b className="cut">{member.name}</b>
        <span className="dim cut num">{isOwn ? t('ready.thisLaptop') : seen}</span>
      </div>
      <span className="ready-tone num" data-tone={isOwn ? (left > 0 ? 'bad' : 'ok') : TONES[standing]}>
        {word}
      </span>
    </li>
  );
}

type Props = Readonly<{ tourId: string; look: ReadyLook; left: number }>;

function Laptops({ tourId, look, left }: Props): ReactNode {
  const { t, language } = useWords();
  const { user } = useSessionInfo();
  const laptops = useLaptops(tourId);
  const fresh = laptops?.filter((member) => standingOf(member, look.facts.now) === 'fresh').length ?? 0;
  return (
    <section aria-labelledby="ready-with-you">
      <h3 id="ready-with-you">
        {t('ready.withYou')}
        {laptops !== undefined && laptops.length > 0 && (
          <span className="dim num">
            {t('ready.freshOf', {
              fresh: formatNumber(fresh, language),
              all: formatNumber(laptops.length, language),
            })}
          </span>
        )}
      </h3>
      {laptops === undefined && <p className="dim">{t('ready.laptops.away')}</p>}
      {laptops?.length === 0 && <p className="dim">{t('ready.laptops.nobody')}</p>}
      <ul>
        {laptops?.map((member) => (
          <Laptop key={member.employeeId} member={member} look={look} isOwn={member.name === user?.name} left={left} />
        ))}
      </ul>
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
