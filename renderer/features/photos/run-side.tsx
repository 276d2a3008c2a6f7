/** The thing that is photographed, what comes next along the way, and what was just done. */
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight, IconCheck, IconMapPin, IconPhoto, IconWalk } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { photoCovers, type RunThing } from '../../../shared/features/photos/queries.ts';
import { Tag } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { Thumb } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import type { Running } from './use-photo-run.ts';

type Props = Readonly<{ running: Running; onNext: () => void; onNotThere: () => void }>;
type ThingProps = Readonly<{ thing: RunThing }>;

/** The place with what it lies in, the nearest: «Стеллаж 5, полка 5.2». */
function usePlaceName(): (thing: RunThing) => string {
  const { t } = useWords();
  return ({ place, above }) => (place === null ? t('photos.run.nowhere') : [...above.slice(0, 1), place].join(', '));
}

function About({ thing }: ThingProps): ReactNode {
  const { t, language } = useWords();
  const { name, number, category, color, quantity, unit, productions } = thing;
  const quoted = productions.map((title) => (language === 'ru' ? `«${title}»` : title));
  return (
    <>
      <div className="run-line">
        {category !== null && (
          <span className="tag" style={color === null ? {} : { boxShadow: `inset 3px 0 0 ${color}` }}>
            {category}
          </span>
        )}
        <span className="dim num">{number}</span>
        <span className="grow" />
        {thing.photos > 0 && (
          <Tag tone="ok" icon={IconCheck}>
            {t('photos.run.has', { count: thing.photos })}
          </Tag>
        )}
      </div>
      <h2 data-testid="run-thing">{name}</h2>
      <p className="dim">{[...quoted, `${formatNumber(quantity, language)} ${unit}`].join(' · ')}</p>
    </>
  );
}

function Next({ things, from }: Readonly<{ things: readonly RunThing[]; from: RunThing }>): ReactNode {
  const { t } = useWords();
  const placeName = usePlaceName();
  return (
    <ol className="run-list">
      {things.map((thing, at) => {
        const before = things[at - 1] ?? from;
        const isElsewhere = thing.placeId !== before.placeId;
        return (
          <Fragment key={thing.id}>
            {isElsewhere && (
              <li className="run-walk">
                <IconWalk size={16} aria-hidden />
                {placeName(thing)}
              </li>
            )}
            <li>
              <span className="run-empty" aria-hidden>
                <IconPhoto size={18} stroke={1.5} />
              </span>
              <span className="run-name">
                <b className="cut">{thing.name}</b>
                <span className="dim small cut">
                  {thing.number}
                  {thing.placeId === from.placeId ? ` · ${t('photos.run.near')}` : ''}
                </span>
              </span>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

function Recent({ running }: Readonly<{ running: Running }>): ReactNode {
  const { t } = useWords();
  const things = running.view?.recent ?? [];
  const covers = useQuery(photoCovers, { itemIds: things.map(({ id }) => id) }).data ?? {};
  const picture = (id: string): ReactNode => {
    const cover = covers[id];
    return cover === undefined ? <IconPhoto size={18} stroke={1.5} /> : <Thumb file={cover.file} />;
  };
  if (things.length === 0) return null;
  return (
    <>
      <h3>{t('photos.run.recent')}</h3>
      <ul className="run-list" data-testid="run-recent">
        {things.map((thing) => (
          <li key={thing.id}>
            <span className="run-empty" data-full={covers[thing.id] !== undefined} aria-hidden>
              {picture(thing.id)}
            </span>
            <span className="run-name">
              <b className="cut">{thing.name}</b>
              <span className="dim small cut">
                {thing.number} · {t('photos.run.count', { count: thing.photos })}
              </span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('photos.run.undo', { name: thing.name })}
              title={t('photos.run.undoShort')}
              onClick={() => running.undo(thing.id)}
            >
              <IconArrowBackUp size={18} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  );
}

export function RunSide({ running, onNext, onNotThere }: Props): ReactNode {
  const { t, language } = useWords();
  const placeName = usePlaceName();
  const { view } = running;
  const thing = view?.current;
  if (view === undefined || thing === null || thing === undefined) return null;
  return (
    <aside className="run-side" aria-label={t('photos.run.side')}>
      <div className="run-thing">
        <About thing={thing} />
        <div className="run-place">
          <IconMapPin size={20} stroke={1.75} aria-hidden />
          <span>
            <b>{placeName(thing)}</b>
            {view.here > 0 && <span className="dim small num">{t('photos.run.here', { count: view.here })}</span>}
          </span>
        </div>
        <div className="run-acts">
          <button type="button" className="run-button" data-tone="main" aria-keyshortcuts="Enter" onClick={onNext}>
            {t('photos.run.next')}
            <IconArrowRight size={18} aria-hidden />
            <kbd className="kbd">Enter</kbd>
          </button>
          <button type="button" className="run-button" aria-keyshortcuts="N" onClick={onNotThere}>
            {t('photos.run.notThere')} <kbd className="kbd">N</kbd>
          </button>
        </div>
      </div>
      <div className="run-way" tabIndex={0} role="region" aria-label={t('photos.run.ahead')}>
        <h3>
          <span className="grow">{t('photos.run.ahead')}</span>
          <span className="dim num">
            {t('photos.run.left', { count: view.left, number: formatNumber(view.left, language) })}
          </span>
        </h3>
        {view.next.length === 0 ? (
          <p className="dim">{t('photos.run.last')}</p>
        ) : (
          <Next things={view.next.slice(0, 5)} from={thing} />
        )}
        <Recent running={running} />
      </div>
      <footer className="run-keys" aria-hidden>
        <kbd className="kbd">S</kbd> {t('photos.run.keySkip')}
        <kbd className="kbd">←</kbd> {t('photos.run.keyBack')}
        <kbd className="kbd">Esc</kbd> {t('photos.run.keyEnd')}
      </footer>
    </aside>
  );
}
