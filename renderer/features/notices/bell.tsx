/** The bell in the bar: how many notices are new, each in a sentence; opened they are read, a kind can be muted. */
import { ActionIcon, Button, Group, Popover, ScrollArea, Text } from '@mantine/core';
import { IconBell, IconBellOff, IconChecks } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type Notices, type NoticeView, noticeList } from '../../../shared/features/notices/queries.ts';
import { noticeMute, noticeRead } from '../../../shared/mutations/notice-mutations.ts';
import type { NoticeType } from '../../../shared/rules/notices.ts';
import { useUndoingAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { openObject } from '../../lib/open-record.ts';
import { KIND_WORDS, noticeText } from './notice-text.ts';
import { useReminders } from './reminders.ts';
import './notices.css';

type LineProps = Readonly<{
  notice: NoticeView;
  names: Notices['names'];
  onOpen: () => void;
  onMute: (type: NoticeType) => void;
}>;

function Line({ notice, names, onOpen, onMute }: LineProps): ReactNode {
  const { t, language } = useWords();
  const { type } = notice.said;
  return (
    <li className="bell-line" data-new={!notice.isRead} data-testid="notice">
      <button type="button" className="bell-open" onClick={onOpen}>
        <i className="bell-dot" aria-hidden />
        <span>
          {noticeText(notice, { t, language, names })}
          <span className="dim small bell-at">
            {formatMoment(notice.at, language)}
            {!notice.isRead && <span className="unseen"> {t('notices.unread', { count: 1 })}</span>}
          </span>
        </span>
      </button>
      {type !== 'unknown' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('notices.mute', { kind: t(KIND_WORDS[type]) })}
          title={t('notices.mute', { kind: t(KIND_WORDS[type]) })}
          onClick={() => onMute(type)}
        >
          <IconBellOff size={16} stroke={1.75} />
        </ActionIcon>
      )}
    </li>
  );
}

/** Up and down go from notice to notice. */
function byArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.bell-open')];
  const place = lines.findIndex((line) => line === document.activeElement);
  lines.at(Math.max(0, Math.min(lines.length - 1, place + step)))?.focus();
}

function List({ answer, onClose }: Readonly<{ answer: Notices; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useUndoingAttempt();
  const { notices, muted, names } = answer;
  const unread = notices.filter(({ isRead }) => !isRead).map(({ id }) => id);
  const read = (ids: readonly string[]): void => {
    if (ids.length > 0) void attempt(noticeRead, { ids: [...ids] });
  };
  const mute = (type: NoticeType, isMuted: boolean): void => {
    void attempt(noticeMute, { type, isMuted });
  };
  return (
    <>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text fw={600}>{t('notices.bell')}</Text>
        {unread.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconChecks size={16} />}
            onClick={() => read(unread)}
          >
            {t('notices.readAll')}
          </Button>
        )}
      </Group>
      {notices.length === 0 && <p className="dim">{t('notices.none')}</p>}
      <ScrollArea.Autosize mah={420} type="auto">
        <ul className="bell-list" aria-label={t('notices.bell')} onKeyDown={byArrows}>
          {notices.map((notice) => (
            <Line
              key={notice.id}
              notice={notice}
              names={names}
              onMute={(type) => mute(type, true)}
              onOpen={() => {
                if (!notice.isRead) read([notice.id]);
                onClose();
                openWhat(notice);
              }}
            />
          ))}
        </ul>
      </ScrollArea.Autosize>
      {muted.map((type) => (
        <Button key={type} size="compact-sm" variant="subtle" color="gray" onClick={() => mute(type, false)}>
          {t('notices.unmute', { kind: t(KIND_WORDS[type]) })}
        </Button>
      ))}
    </>
  );
}

/** Where a notice leads: what is said of a report, to the report. */
function openWhat({ said, entity }: NoticeView): void {
  if (said.type === 'report.signed' || said.type === 'report.signedTwice')
    go({ to: '/events/$id', params: { id: said.data.eventId }, search: { tab: 'report' } });
  else if (said.type === 'booking.collided') go({ to: '/attention' });
  else if (entity !== null) openObject(entity.table, entity.id);
}

export function Bell(): ReactNode {
  const { t } = useWords();
  useReminders();
  const { data } = useQuery(noticeList, {});
  const [isOpen, setOpen] = useState(false);
  const unread = data?.unread ?? 0;
  const label = unread > 0 ? `${t('notices.bell')}: ${t('notices.unread', { count: unread })}` : t('notices.bell');
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={400}
      position="bottom-end"
      withArrow
      trapFocus
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          className="bell"
          aria-label={label}
          title={label}
          data-testid="bell"
          onClick={() => setOpen(!isOpen)}
        >
          <IconBell size={20} stroke={1.75} />
          {unread > 0 && (
            <span className="bell-count num" aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('notices.bell')}>
        {data !== undefined && <List answer={data} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
