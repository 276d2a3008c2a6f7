/** A line of a checklist: one large target that ticks it off, and one for a note. */
import { IconCamera, IconCheck, IconFlag3, IconMessage, IconMessagePlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Thumb } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { type GroupItem, isDone } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { useLongPress } from './use-long-press.ts';

/** What is said of the line beneath its title: what is wrong first, then what somebody wrote, then what it means. */
function Beneath({ item, zone }: Readonly<{ item: GroupItem; zone: string }>): ReactNode {
  const { t, language } = useWords();
  const { mark, fault, note, isCritical, thing, list } = item;
  const parts: ReactNode[] = [];
  if (isCritical)
    parts.push(
      <span key="critical" className="sh-critical" data-done={isDone(item)}>
        <IconFlag3 size={15} aria-hidden /> {t('show.critical')}
      </span>,
    );
  if (fault !== null && !isDone(item))
    parts.push(
      <span key="fault">{t('show.faultSince', { at: clockIn(fault.at, zone, language), title: fault.title })}</span>,
    );
  if (mark?.note != null)
    parts.push(
      <span key="note" className="sh-said">
        <IconMessage size={15} aria-hidden />
        {mark.noteBy === null
          ? t('show.notePlain', { text: mark.note })
          : t('show.noteOf', { text: mark.note, by: mark.noteBy })}
      </span>,
    );
  if (mark !== null && mark.photos.length > 0)
    parts.push(
      <span key="photo" className="sh-said">
        <IconCamera size={15} aria-hidden /> {t('show.hasPhoto')}
      </span>,
    );
  if (mark?.isTwice === true) parts.push(<span key="twice">{t('show.twice')}</span>);
  if (parts.length < 2 && note !== null) parts.push(<span key="means">{note}</span>);
  else if (parts.length < 2 && thing !== null) parts.push(<span key="thing">{`${thing.name}, ${thing.number}`}</span>);
  if (list !== null) parts.push(<span key="list">{list}</span>);
  return parts.length === 0 ? null : <span className="sh-beneath">{parts}</span>;
}

function Who({ item, zone }: Readonly<{ item: GroupItem; zone: string }>): ReactNode {
  const { t, language } = useWords();
  const { mark, responsible } = item;
  if (mark?.isDone === true && mark.at !== null)
    return (
      <span className="sh-who num">
        <b>{mark.by ?? ''}</b>
        {[clockIn(mark.at, zone, language), ...(mark.isPending ? [t('show.onlyHere')] : [])].join(' · ')}
      </span>
    );
  if (mark?.isPending === true) return <span className="sh-who">{t('show.onlyHere')}</span>;
  if (responsible === null) return null;
  return (
    <span className="sh-who">
      <b>{responsible}</b>
      {t('show.responsible')}
    </span>
  );
}

type Props = Readonly<{
  item: GroupItem;
  zone: string;
  isOff: boolean;
  onToggle: () => void;
  onNote: () => void;
  onFocus: () => void;
  refer: (node: HTMLButtonElement | null) => void;
}>;

export function ChecklistRow({ item, zone, isOff, onToggle, onNote, onFocus, refer }: Props): ReactNode {
  const { t } = useWords();
  const done = isDone(item);
  const photo = item.mark?.photos[0];
  const hold = useLongPress(onNote);
  return (
    <div
      className="sh-row"
      data-done={done}
      data-critical={item.isCritical && !done}
      data-testid="check-row"
      {...(isOff ? {} : hold)}
    >
      <button
        ref={refer}
        type="button"
        className="sh-mark"
        aria-pressed={done}
        aria-keyshortcuts="Space"
        disabled={isOff}
        onClick={onToggle}
        onFocus={onFocus}
      >
        <span className="sh-check" aria-hidden>
          {done && <IconCheck size={24} stroke={2.5} />}
        </span>
        <span className="sh-text">
          <span className="sh-name">{item.title}</span>
          <Beneath item={item} zone={zone} />
        </span>
        {photo !== undefined && (
          <span className="sh-thumb">
            <Thumb file={photo} />
          </span>
        )}
        <Who item={item} zone={zone} />
      </button>
      <button
        type="button"
        className="sh-add"
        aria-label={t('show.noteTo', { title: item.title })}
        aria-keyshortcuts="N"
        tabIndex={-1}
        disabled={isOff}
        onClick={onNote}
      >
        <IconMessagePlus size={22} stroke={1.75} />
      </button>
    </div>
  );
}
