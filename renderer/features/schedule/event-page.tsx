/** `#/events/<id>`: when, where, who, with what, and whether people know. */
import { Button, Group } from '@mantine/core';
import { IconRepeat, IconSend, IconTrash } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type EventDetail, eventDetail } from '../../../shared/features/schedule/queries.ts';
import { hasEvening } from '../../../shared/rules/evening-rows.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { StatusBadge, Tag } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { AsideSection, type Fact, ObjectFrame } from '../../object/object-frame.tsx';
import { MissingObject } from '../../object/object-gone.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { BookThing } from '../availability/book-thing.tsx';
import { eventTarget, usePrintTarget } from '../paper/paper-store.ts';
import { PrintButton } from '../paper/print-button.tsx';
import { useMayDelete } from '../records/record-inspector.tsx';
import { RowSteps } from '../records/row-steps.tsx';
import { eveningTabs } from '../show/event-parts.tsx';
import { OpenEveningButton } from '../show/open-evening.tsx';
import { EventTour } from '../tours/event-tour.tsx';
import { Answers } from './agenda-view.tsx';
import { CollisionList } from './collision-list.tsx';
import { EventCalls } from './event-calls.tsx';
import { EventNeeds } from './event-needs.tsx';
import { EventTimes } from './event-times.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RepeatDialog } from './repeat-dialog.tsx';
import { fieldText, kindWord, longDay, timeText } from './schedule-text.ts';
import './schedule.css';

const route = getRouteApi('/events/$id');

type Shown = Readonly<{ detail: EventDetail }>;

function useFacts({ detail }: Shown): readonly Fact[] {
  const { t, language } = useWords();
  const { event, venue, isOtherZone } = detail;
  const fact = (key: string, word: string, value: ReactNode): Fact[] =>
    value === null || value === '' ? [] : [{ key, word, value }];
  return [
    ...fact('day', t('schedule.field.date'), longDay(event.date, language)),
    ...fact('call', t('schedule.field.call'), event.call),
    ...fact('ready', t('schedule.field.ready'), event.ready),
    ...fact(
      'time',
      t('schedule.time'),
      event.start === null ? t('schedule.wholeDay') : timeText(event, event.daysLater),
    ),
    ...fact(
      'venue',
      t('schedule.field.venue'),
      [venue?.name ?? event.venueText, isOtherZone ? venue?.zone : null].filter(Boolean).join(' · '),
    ),
    ...fact(
      'tour',
      t('tours.onTour'),
      detail.tour === null ? null : (
        <LinkTo table="tours" id={detail.tour.id} className="object-link">
          {detail.tour.name}
        </LinkTo>
      ),
    ),
    ...fact(
      'production',
      t('schedule.field.production'),
      event.performanceId === null ? null : (
        <Link
          to="/productions/{-$id}/{-$tab}"
          params={{ id: event.performanceId, tab: undefined }}
          search={event.variantId === null ? {} : { variant: event.variantId }}
          className="object-link"
        >
          {[event.performance, event.variant].filter(Boolean).join(' · ')}
        </Link>
      ),
    ),
  ];
}

function Acts({ detail }: Shown): ReactNode {
  const { t } = useWords();
  const { event, isPlan, isDeleted } = detail;
  const [asked, setAsked] = useState<'publish' | 'repeat' | null>(null);
  const mayDelete = useMayDelete('schedule_events');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const close = (): void => setAsked(null);
  usePrintTarget(eventTarget(event.id, event.title));
  return (
    <Group gap="xs">
      {hasEvening(event.type) && !isDeleted && <OpenEveningButton eventId={event.id} isMain />}
      {isPlan && event.state !== 'published' && (
        <Button variant="default" leftSection={<IconSend size={18} />} onClick={() => setAsked('publish')}>
          {t('schedule.publish')}
        </Button>
      )}
      {isPlan && !isDeleted && (
        <Button variant="default" leftSection={<IconRepeat size={18} />} onClick={() => setAsked('repeat')}>
          {t('schedule.repeat')}
        </Button>
      )}
      {isPlan && !isDeleted && <RowSteps table="schedule_events" id={event.id} status={event.status} isSaid={false} />}
      {mayDelete && !isDeleted && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={18} />}
          onClick={() => askToDelete({ table: 'schedule_events', id: event.id })}
        >
          {t('schedule.delete')}
        </Button>
      )}
      <PrintButton />
      {event.mine !== null && <Answers mine={event.mine} />}
      {asked === 'publish' && <PublishDialog ids={[event.id]} onClose={close} />}
      {asked === 'repeat' && <RepeatDialog event={event} onClose={close} onDone={close} />}
    </Group>
  );
}

/** What people were told, and what differs from that. */
function Publication({ detail }: Shown): ReactNode {
  const { t, language } = useWords();
  const { event, publication, names } = detail;
  if (!detail.isPlan) return null;
  return (
    <AsideSection title={t('schedule.publication')}>
      <div className="event-side">
        <div>
          <Tag tone={event.state === 'published' ? 'ok' : 'warn'}>{t(`schedule.state.${event.state}`)}</Tag>
        </div>
        {publication !== null && (
          <div className="dim">
            {t(publication.isWithdrawn ? 'schedule.withdrawnBy' : 'schedule.publishedBy', {
              when: formatMoment(publication.at, language),
              who: publication.by ?? '',
            })}
          </div>
        )}
        {publication?.fields.map((field) => (
          <div key={field.field}>{fieldText(field, t, language, names)}</div>
        ))}
        {publication !== null && publication.called + publication.released > 0 && (
          <div>{t('schedule.callsChanged', { called: publication.called, released: publication.released })}</div>
        )}
      </div>
    </AsideSection>
  );
}

function TimesTab({ detail }: Shown): ReactNode {
  return (
    <>
      <EventTimes detail={detail} />
      <EventTour detail={detail} />
    </>
  );
}

function Loaded({ detail, address }: Shown & Readonly<{ address: TabAddress }>): ReactNode {
  const { t, language } = useWords();
  const { event, collisions, calls, needs } = detail;
  const common = useCommonTabs('schedule_events', event.id).filter(({ key }) => key !== 'contents');
  const short = needs.filter(({ short: by }) => by > 0).length;
  const mayPlan = useCan('schedule.edit');
  return (
    <ObjectFrame
      table="schedule_events"
      steps={[{ label: t('nav.schedule'), link: { to: '/schedule', search: { date: event.date } } }]}
      title={event.title}
      note={kindWord(event, language)}
      badges={
        <>
          <StatusBadge status={event.status} column={tableOf('schedule_events').columns['status']} />
          {event.state !== 'published' && <Tag tone="warn">{t(`schedule.state.${event.state}`)}</Tag>}
          {detail.isDeleted && <Tag tone="bad">{t('schedule.isDeleted')}</Tag>}
        </>
      }
      acts={<Acts detail={detail} />}
      facts={useFacts({ detail })}
      tabs={[
        {
          key: 'calls',
          word: t('schedule.tabs.calls'),
          body: <EventCalls detail={detail} />,
          count: <span className="object-count num">{calls.length}</span>,
        },
        {
          key: 'needs',
          word: t('schedule.tabs.needs'),
          body: (
            <>
              {mayPlan && !detail.isDeleted && <BookThing eventId={event.id} date={event.date} />}
              <EventNeeds detail={detail} />
            </>
          ),
          count: <span className="object-count num">{short > 0 ? `${needs.length} !` : needs.length}</span>,
        },
        ...(hasEvening(event.type) ? eveningTabs(event.id, t) : []),
        ...(mayPlan && !detail.isDeleted
          ? [{ key: 'times', word: t('schedule.tabs.times'), body: <TimesTab key={event.id} detail={detail} /> }]
          : []),
        ...common,
      ]}
      address={address}
      aside={
        <>
          {detail.isPlan && (
            <AsideSection title={t('schedule.collisionsTitle')} count={collisions.collisions.length}>
              <div className="event-side">
                {collisions.collisions.length === 0 && <span className="dim">{t('schedule.noCollisions')}</span>}
                <CollisionList answer={collisions} venue={detail.venue?.name ?? null} withFree />
              </div>
            </AsideSection>
          )}
          <Publication detail={detail} />
          {detail.description !== null && (
            <AsideSection title={t('schedule.description')}>
              <p className="plan-text">{detail.description}</p>
            </AsideSection>
          )}
        </>
      }
    />
  );
}

export function EventPage(): ReactNode {
  const { id } = route.useParams();
  const { tab } = route.useSearch();
  const { data, failure } = useQuery(eventDetail, { id });
  const address: TabAddress = {
    tab,
    open: (key) => go({ to: '/events/$id', params: { id }, search: { tab: key }, replace: true }),
  };
  if (failure !== undefined && data === undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  if (data === null) return <MissingObject table="schedule_events" id={id} />;
  return <Loaded detail={data} address={address} />;
}
