/** Double bookings: who booked what, how many are missing when, and each way out with what becomes of both. */
import { ActionIcon, Button, Card, Group, Radio, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit, IconCheck, IconMinus, IconPlus, IconReplace } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import type {
  Dispute,
  DisputeSide,
  Disputes,
  SettledDispute,
  Substitute,
} from '../../../shared/features/availability/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { bookingSettle } from '../../../shared/mutations/booking-mutations.ts';
import { dayAfter, daysBetween } from '../../../shared/rules/event-time.ts';
import { Tag } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDay, formatMoment, formatNumber } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { openRecord } from '../../lib/open-record.ts';
import { signed } from '../availability/sum-card.tsx';
import { quoted } from '../schedule/schedule-text.ts';
import './disputes.css';

/** More than three nobody reads beside a choice. */
const MOST_DIFFERENCES = 3;

type Which = 'first' | 'second';
type OfDispute = Readonly<{ dispute: Dispute }>;

const useTitle = (): ((side: DisputeSide) => string) => {
  const { language } = useWords();
  return ({ title, isTour }) => (isTour ? title : quoted(title, language));
};

/** Where the days of a side, or of the shortage, lie among those that are shown. */
function placed({ days }: Dispute, from: string, to: string): CSSProperties {
  const [first, last] = [days[0]?.day ?? from, days.at(-1)?.day ?? to];
  const [start, end] = [from < first ? first : from, to > last ? last : to];
  return {
    left: `${(daysBetween(first, start) / days.length) * 100}%`,
    width: `${((daysBetween(start, end) + 1) / days.length) * 100}%`,
  };
}

function SideLine({ dispute, side }: OfDispute & Readonly<{ side: DisputeSide }>): ReactNode {
  const { t, language } = useWords();
  const title = useTitle();
  return (
    <div className="dispute-line">
      <div className="dispute-who">
        <b className="cut">
          {title(side)} {side.isMine && <span className="dispute-mine small">{t('booking.yours')}</span>}
        </b>
        <span className="dim small num">{formatDays(side.from, side.to, language)}</span>
        <span className="dim small num">
          {t('booking.by', { who: side.who, when: formatMoment(side.at, language) })}
        </span>
      </div>
      <div className="dispute-track" style={{ '--days': dispute.days.length } as CSSProperties}>
        <span className="dispute-short" style={placed(dispute, dispute.from, dispute.to)} />
        <span
          className="dispute-bar num cut"
          data-tour={side.isTour || undefined}
          style={placed(dispute, side.from, side.to)}
        >
          <b>{side.quantity}</b>
          {side.from === side.to ? '' : ` ${formatDays(side.from, side.to, language)}`}
        </span>
      </div>
    </div>
  );
}

function FreeLine({ dispute }: OfDispute): ReactNode {
  const { t } = useWords();
  return (
    <div className="dispute-line">
      <span className="dispute-who dim small">{t('booking.freeByDay')}</span>
      <ol className="dispute-days num">
        {dispute.days.map(({ day, free }) => (
          <li key={day} data-mark={free < 0 ? 'short' : undefined}>
            <b>{signed(free)}</b>
            <small>{Number(day.slice(8))}</small>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What a side holds after it: green where all of it, red where less. */
function Outcome({ side, left, instead }: Readonly<{ side: DisputeSide; left: number; instead?: string }>): ReactNode {
  const { t } = useWords();
  const title = useTitle();
  const less = side.quantity - left;
  const words =
    less <= 0
      ? t('booking.keeps', { count: side.quantity })
      : instead !== undefined
        ? left === 0
          ? t('booking.keepsOther', { lost: less, name: instead })
          : t('booking.keepsAnd', { count: left, lost: less, name: instead })
        : left === 0
          ? t('booking.goes')
          : t('booking.keepsLess', { count: left, less });
  return (
    <div className="dispute-outcome">
      <span className="cut">{title(side)}</span>
      <span className="num" data-mark={less <= 0 || instead !== undefined ? 'whole' : 'less'}>
        {words}
      </span>
    </div>
  );
}

type WayProps = Readonly<{ icon: ReactNode; title: string; hint?: string; children: ReactNode }>;

const Way = ({ icon, title, hint, children }: WayProps): ReactNode => (
  <section className="dispute-way" aria-label={title}>
    <h4>
      {icon} {title}
    </h4>
    {hint !== undefined && <p className="dim small">{hint}</p>}
    {children}
  </section>
);

type WayOf = OfDispute & Readonly<{ side: Which; onSide: (side: Which) => void }>;

/** Sides that the reader may change. */
const changeable = (dispute: Dispute): Which[] =>
  (['first', 'second'] as const).filter((which) => dispute[which].mayChange);

function Sides({ dispute, side, onSide }: WayOf): ReactNode {
  const { t } = useWords();
  const title = useTitle();
  const choices = changeable(dispute);
  // Who may change one of the two has nothing to choose.
  if (choices.length < 2) return null;
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('booking.side')}
      value={side}
      onChange={(chosen) => onSide(chosen === 'first' ? 'first' : 'second')}
      data={choices.map((which) => ({ value: which, label: title(dispute[which]) }))}
    />
  );
}

const restOf = ({ first, second }: Dispute, side: Which, of: Which): number => {
  const one = of === 'first' ? first : second;
  return of === side ? one.rest : one.quantity;
};

/** By what a substitute is another, in words; the rest of a long list is on the thing's own page. */
function useDifferences(): (substitute: Substitute) => string {
  const { t, language } = useWords();
  const word = ({ field, isOwn, is, wanted }: Substitute['differences'][number]): string => {
    const name = isOwn ? field : fieldName(field, language);
    const amount = (text: string): string =>
      isOwn || Number.isNaN(Number(text)) ? text : formatNumber(Number(text), language);
    if (is === null) return t('booking.unknownThere', { name });
    if (field === 'location_id' && !isOwn) return t('booking.liesAt', { place: is });
    if (field === 'condition' && !isOwn) return t('booking.differs', { name, is: statusName(is, language) });
    if ((field === 'model' || field === 'manufacturer') && !isOwn) return t(`booking.other.${field}`, { is });
    return t('booking.differsFrom', { name, is: amount(is), wanted: amount(wanted) });
  };
  return ({ differences }) =>
    differences.length === 0 ? t('booking.sameThing') : differences.slice(0, MOST_DIFFERENCES).map(word).join(' · ');
}

function SubstituteWay({ dispute, side, onSide }: WayOf): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [chosen, setChosen] = useState<string>();
  const title = useTitle();
  const differs = useDifferences();
  const { substitutes, conflictId } = dispute;
  const other = substitutes.find(({ id }) => id === chosen) ?? substitutes[0];
  const loser = dispute[side];
  return (
    <Way
      icon={<IconReplace size={20} stroke={1.75} aria-hidden />}
      title={t('booking.instead', { count: loser.quantity - loser.rest, title: title(loser) })}
    >
      {other === undefined ? (
        <p className="dim small">{t('booking.noSubstitute')}</p>
      ) : (
        <>
          <Sides dispute={dispute} side={side} onSide={onSide} />
          <Radio.Group value={other.id} onChange={setChosen} aria-label={t('booking.insteadDo')}>
            <Stack gap={8}>
              {substitutes.map((substitute) => (
                <Group key={substitute.id} justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
                  <Radio
                    value={substitute.id}
                    label={
                      substitute.name === dispute.item ? `${substitute.name}, ${substitute.number}` : substitute.name
                    }
                    description={differs(substitute)}
                  />
                  <span className="dim small num dispute-free">
                    {t('booking.freeThere', { count: substitute.free })}
                  </span>
                </Group>
              ))}
            </Stack>
          </Radio.Group>
          <div className="dispute-end">
            {(['first', 'second'] as const).map((of) => (
              <Outcome
                key={of}
                side={dispute[of]}
                left={restOf(dispute, side, of)}
                {...(of === side ? { instead: other.name } : {})}
              />
            ))}
            <Button
              fullWidth
              onClick={() => void mutate(bookingSettle, { conflictId, way: 'substitute', side, itemId: other.id })}
            >
              {t('booking.insteadDo')}
            </Button>
          </div>
        </>
      )}
    </Way>
  );
}

function SplitWay({ dispute }: OfDispute): ReactNode {
  const { t } = useWords();
  const title = useTitle();
  const mutate = useMutate();
  const { first, second, forBoth, conflictId } = dispute;
  const least = Math.max(1, forBoth - second.quantity);
  const most = Math.min(first.quantity, forBoth - 1);
  const fair = Math.round((forBoth * first.quantity) / (first.quantity + second.quantity));
  const [wanted, setWanted] = useState<number>();
  const ofFirst = Math.min(most, Math.max(least, wanted ?? fair));
  if (forBoth < 2 || least > most || changeable(dispute).length < 2) return null;
  const step = (by: number, side: DisputeSide, Icon: typeof IconPlus): ReactNode => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={t('booking.more', { title: title(side) })}
      disabled={ofFirst + by < least || ofFirst + by > most}
      onClick={() => setWanted(ofFirst + by)}
    >
      <Icon size={18} />
    </ActionIcon>
  );
  return (
    <Way
      icon={<IconArrowsSplit size={20} stroke={1.75} aria-hidden />}
      title={t('booking.split', { count: forBoth })}
      hint={t('booking.splitHint')}
    >
      <Group gap="xs" wrap="nowrap">
        {step(-1, second, IconMinus)}
        <div className="dispute-shares num">
          <b style={{ flexGrow: ofFirst }}>{ofFirst}</b>
          <b style={{ flexGrow: forBoth - ofFirst }}>{forBoth - ofFirst}</b>
        </div>
        {step(1, first, IconPlus)}
      </Group>
      <div className="dispute-end">
        <Outcome side={first} left={ofFirst} />
        <Outcome side={second} left={forBoth - ofFirst} />
        <Button
          fullWidth
          variant="default"
          onClick={() =>
            void mutate(bookingSettle, { conflictId, way: 'split', first: ofFirst, second: forBoth - ofFirst })
          }
        >
          {t('booking.splitDo')}
        </Button>
      </div>
    </Way>
  );
}

function GiveWay({ dispute, side, onSide }: WayOf): ReactNode {
  const { t } = useWords();
  const title = useTitle();
  const mutate = useMutate();
  const loser = dispute[side];
  return (
    <Way
      icon={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />}
      title={t('booking.giveWay')}
      hint={t('booking.giveWayHint')}
    >
      <Sides dispute={dispute} side={side} onSide={onSide} />
      <div className="dispute-end">
        {(['first', 'second'] as const).map((of) => (
          <Outcome key={of} side={dispute[of]} left={restOf(dispute, side, of)} />
        ))}
        <Button
          fullWidth
          variant="default"
          onClick={() => void mutate(bookingSettle, { conflictId: dispute.conflictId, way: 'give_way', side })}
        >
          {t('booking.giveWayDo', { title: title(loser) })}
        </Button>
      </div>
    </Way>
  );
}

/** One's own booking gives way first; where nobody's is one's own, the one that came later. */
const firstLoser = ({ first, second }: Dispute): Which =>
  (first.isMine && !second.isMine && first.mayChange) || !second.mayChange ? 'first' : 'second';

function DisputeCard({ dispute }: OfDispute): ReactNode {
  const { t, language } = useWords();
  const [side, setSide] = useState<Which>(() => firstLoser(dispute));
  const { first, second, short, item, from, to, have } = dispute;
  const ways = { dispute, side, onSide: setSide };
  const facts = {
    days: formatDays(from, to, language),
    have,
    need: first.quantity + second.quantity,
    when: formatMoment(dispute.foundAt, language),
  };
  return (
    <Card withBorder data-testid="dispute" className="dispute">
      <header>
        <strong className="num">{signed(-short)}</strong>
        <div className="grow">
          <h3>{t('booking.head', { item, short })}</h3>
          <p className="dim small num">{t('booking.facts', facts)}</p>
        </div>
        <Tag tone="warn">{t('booking.until', { day: formatDay(dayAfter(from, -1), language) })}</Tag>
      </header>
      <div className="dispute-lines">
        <SideLine dispute={dispute} side={first} />
        <SideLine dispute={dispute} side={second} />
        <FreeLine dispute={dispute} />
      </div>
      <Group gap="xs" mb="xs">
        <Text fw={600}>{t('booking.how')}</Text>
        <Text size="sm" c="dimmed">
          {t('booking.bothStand')}
        </Text>
      </Group>
      {first.mayChange || second.mayChange ? (
        <div className="dispute-ways">
          <SubstituteWay {...ways} />
          <SplitWay dispute={dispute} />
          <GiveWay {...ways} />
        </div>
      ) : (
        <Text size="sm">{t('booking.mayNot')}</Text>
      )}
      <Group gap="xs" mt="sm">
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => go({ to: '/availability', search: { item: dispute.itemId, from: dayAfter(from, -4) } })}
        >
          {t('booking.onTimeLine')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => openRecord('booking_conflicts', dispute.conflictId)}>
          {t('booking.history')}
        </Button>
      </Group>
    </Card>
  );
}

function Settled({ settled }: Readonly<{ settled: readonly SettledDispute[] }>): ReactNode {
  const { t, language } = useWords();
  return (
    <ul className="dispute-settled" data-testid="settled-disputes">
      {settled.map(({ conflictId, item, from, to, resolution, by, at }) => (
        <li key={conflictId}>
          <IconCheck size={18} stroke={1.75} aria-hidden />
          <button type="button" onClick={() => openRecord('booking_conflicts', conflictId)}>
            <b>{item}</b>
            <span className="dim small num">
              {[formatDays(from, to, language), t(`booking.resolution.${resolution}`), by, formatMoment(at, language)]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Those that wait, and those that were settled in the last week. */
export function DisputeList({ found }: Readonly<{ found: Disputes }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      {found.open.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('booking.title')}
          </Title>
          <Stack>
            {found.open.map((dispute) => (
              <DisputeCard key={dispute.conflictId} dispute={dispute} />
            ))}
          </Stack>
        </section>
      )}
      {found.settled.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('booking.settled')}
          </Title>
          <Settled settled={found.settled} />
        </section>
      )}
    </>
  );
}
