/** What stands above a tour's tabs: its name and days, how far it is, how much of it there is, and what leads it on. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconBook, IconDeviceLaptop, IconPrinter, IconTimeline } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TourHead } from '../../../shared/features/tours/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { tourStatus } from '../../../shared/rules/state-machines.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useLeave } from '../../object/use-leave.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { askToPrint, tourTarget, usePrintTarget } from '../paper/paper-store.ts';
import { useMayDelete } from '../records/record-inspector.tsx';
import { CopyTour, ShiftTour } from './copy-tour.tsx';
import { amountText, countdownText, isOnRoad, rangeText } from './tour-text.ts';

const STATUS = tableOf('tours').columns['status'];

/** The status; for whoever may lead it on a button with where to. */
function Status({ head: { id, status } }: Readonly<{ head: TourHead }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('tours.edit');
  const steps: readonly string[] = tourStatus[status];
  const badge = <StatusBadge status={status} column={STATUS} />;
  if (!mayEdit || steps.length === 0) return badge;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="tour-status" title={t('tours.changeStatus')}>
          {badge}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('tours.changeStatus')}</Menu.Label>
        {steps.map((next) => (
          <Menu.Item
            key={next}
            onClick={() => void mutate(rowUpdate, { table: 'tours', id, changes: { status: next }, seen: { status } })}
          >
            {statusName(next, language, STATUS)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What mostly comes next, as a button; a departure leads it on the road by itself. */
function NextStep({ head: { id, status, endsOn, today } }: Readonly<{ head: TourHead }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('tours.edit');
  const next = status === 'planned' ? 'confirmed' : status === 'on_road' && today >= endsOn ? 'completed' : null;
  if (!mayEdit || next === null) return null;
  return (
    <Button
      size="compact-md"
      onClick={() => void mutate(rowUpdate, { table: 'tours', id, changes: { status: next }, seen: { status } })}
    >
      {t(`tours.step.${next}`)}
    </Button>
  );
}

const PAPERS = [
  { word: 'tours.book', Icon: IconBook, part: {} },
  { word: 'tours.daySheet', Icon: IconPrinter, part: { form: 'day-sheet' } },
] as const;

/** The book, and the sheet of the day: today's on the road, before it the first one. */
function Papers({ head: { id, name } }: Readonly<{ head: TourHead }>): ReactNode {
  const { t } = useWords();
  return PAPERS.map(({ word, Icon, part }) => (
    <Button
      key={word}
      className="tour-paper"
      size="compact-md"
      variant="default"
      aria-label={t(word)}
      title={t(word)}
      leftSection={<Icon size={16} />}
      onClick={() => void askToPrint(tourTarget(id, name, part))}
    >
      {t(word)}
    </Button>
  ));
}

function Acts({ head }: Readonly<{ head: TourHead }>): ReactNode {
  const { t } = useWords();
  const [asked, setAsked] = useState<'copy' | 'shift' | null>(null);
  const askToDelete = useDeletions((state) => state.askToDelete);
  const mayEdit = useCan('tours.edit');
  const mayDelete = useMayDelete('tours');
  const close = (): void => setAsked(null);
  if (!mayEdit) return null;
  return (
    <>
      <RowMenu label={t('tours.acts')}>
        {() => (
          <>
            <Menu.Item onClick={() => go({ to: '/object/$table/$id', params: { table: 'tours', id: head.id } })}>
              {t('tours.edit')}
            </Menu.Item>
            <Menu.Item onClick={() => setAsked('shift')}>{t('tours.shift')}</Menu.Item>
            <Menu.Item onClick={() => setAsked('copy')}>{t('tours.copy')}</Menu.Item>
            {mayDelete && (
              <Menu.Item color="red" onClick={() => askToDelete({ table: 'tours', id: head.id })}>
                {t('tours.delete')}
              </Menu.Item>
            )}
          </>
        )}
      </RowMenu>
      {asked === 'copy' && <CopyTour tour={head} onClose={close} />}
      {asked === 'shift' && <ShiftTour tour={head} onClose={close} />}
    </>
  );
}

type Props = Readonly<{ head: TourHead; isWhole: boolean }>;

export function TourHeadLine({ head, isWhole }: Props): ReactNode {
  const { t, language } = useWords();
  const leave = useLeave('tours');
  usePrintTarget(tourTarget(head.id, head.name));
  const soon = countdownText(head, head.today, t);
  const about = [
    rangeText(head.startsOn, head.endsOn, head.today, language),
    head.cities.join(' → '),
    isWhole ? amountText(head, t) : '',
  ].filter((part) => part !== '');
  return (
    <header className="tour-head" data-whole={isWhole}>
      <div className="tour-title">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          ml={-6}
          title={`${t('tours.back')} (Esc)`}
          aria-label={t('tours.back')}
          onClick={leave}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        <h2 className="cut">{head.name}</h2>
        <Status head={head} />
        {head.isPending && <IconDeviceLaptop size={16} role="img" aria-label={t('common.onlyHere')} />}
        <span className="grow" />
        {soon !== '' && (
          <span className="tour-soon num" data-road={isOnRoad(head, head.today)}>
            {soon}
          </span>
        )}
        {isWhole && <Papers head={head} />}
        <Button
          className="tour-paper"
          size="compact-md"
          variant="default"
          aria-label={t('nav.availability')}
          title={t('nav.availability')}
          leftSection={<IconTimeline size={16} />}
          onClick={() => go({ to: '/availability', search: { tour: head.id } })}
        >
          {t('nav.availability')}
        </Button>
        <NextStep head={head} />
        <Acts head={head} />
      </div>
      <p className="tour-about dim num cut">
        {about.join(' · ')}
        {isWhole && head.manager !== null && head.managerId !== null && (
          <>
            {' · '}
            <LinkTo table="employees" id={head.managerId} className="object-link">
              {t('tours.led', { name: head.manager })}
            </LinkTo>
          </>
        )}
      </p>
    </header>
  );
}
