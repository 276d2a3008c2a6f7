/** What stands over the rows of things: a category, or a show or tour with how it stands with its things. */
import { memo, type ReactNode } from 'react';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import type { GroupRow, ShowGroup } from './time-line-rows.ts';
import { holderName } from './why-text.ts';

/** Where the name leads: the tour, the production, or an event that belongs to neither. */
function pageOf({ holder }: ShowGroup): readonly [table: string, id: string] | undefined {
  const { tourId, performanceId, eventId } = holder;
  if (tourId !== null) return ['tours', tourId];
  if (performanceId !== null) return ['performances', performanceId];
  return eventId === null ? undefined : ['schedule_events', eventId];
}

function ShowHead({ show }: Readonly<{ show: ShowGroup }>): ReactNode {
  const { t, language } = useWords();
  const name = holderName({ title: show.title, isTour: show.holder.isTour }, language);
  const page = pageOf(show);
  return (
    <>
      {page === undefined ? (
        <b className="cut">{name}</b>
      ) : (
        <LinkTo table={page[0]} id={page[1]} className="object-link cut">
          {name}
        </LinkTo>
      )}
      <span className="num">{t('availability.ofShow', { count: show.things })}</span>
      {show.short > 0 && (
        <span className="num avail-invalid">{t('availability.shortOfShow', { count: show.short })}</span>
      )}
    </>
  );
}

type Props = Readonly<{ group: GroupRow; start: number }>;

/** `start`: pixels from the top of the first row. */
export const GroupLine = memo(function GroupLine({ group, start }: Props): ReactNode {
  return (
    <div
      className="avail-group"
      data-show={group.show !== undefined || undefined}
      style={{ transform: `translateY(${start}px)`, height: group.height }}
    >
      <h3>{group.show === undefined ? group.name : <ShowHead show={group.show} />}</h3>
    </div>
  );
});
