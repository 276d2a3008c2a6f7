/**
 * `#/show/<event>`: the evening, with the whole window to itself. Which part of it is shown follows from how far the
 * evening is, so that whoever comes late, and a laptop that has crashed, stand where everybody is.
 */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type EventRunSheet, runSheetForEvent } from '../../../shared/features/run-sheet/queries.ts';
import { type Evening, showEvening } from '../../../shared/features/show/queries.ts';
import type { ShowPhase } from '../../../shared/rules/evening-rows.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isAddressOf, useShow } from '../../store/show-store.ts';
import { useUndoAtHand } from '../../undo/undo-menu.tsx';
import { After } from './after.tsx';
import { Before } from './before.tsx';
import { During } from './during.tsx';
import { type Doing, useDoing, useStand } from './evening.ts';
import { DarkStrip, Head, leaveShow, Strips } from './head.tsx';
import { useWatch } from './use-watch.ts';
import './show.css';

const route = getRouteApi('/show/$id');

export function ShowPage(): ReactNode {
  const { t } = useWords();
  const { id } = route.useParams();
  const evening = useQuery(showEvening, { eventId: id });
  const sheet = useQuery(runSheetForEvent, { eventId: id });
  // Who turns elsewhere has left. An app that was killed has not, and begins here; nor has a screen that was locked.
  useEffect(() => {
    useShow.getState().enter(id);
    return () => {
      if (!isAddressOf(window.location.hash.slice(1), id)) useShow.getState().leave();
    };
  }, [id]);
  if (evening.data === undefined)
    return evening.failure === undefined ? <Loading /> : <FailureState failure={evening.failure} />;
  if (evening.data === null)
    return (
      <main className="sh">
        <EmptyState title={t('show.missing')} hint={t('show.missingHint')}>
          <button type="button" className="sh-btn" onClick={() => leaveShow(id)}>
            {t('show.back')}
          </button>
        </EmptyState>
      </main>
    );
  return <Screen key={id} evening={evening.data} sheet={sheet.data ?? null} />;
}

/** The part that is shown: where the evening is, until somebody turns to another. */
function usePhase(current: ShowPhase): [ShowPhase, (phase: ShowPhase) => void] {
  const [chosen, setChosen] = useState<ShowPhase>();
  const before = useRef(current);
  // When the evening goes on, everybody goes with it.
  useEffect(() => {
    if (before.current !== current) setChosen(undefined);
    before.current = current;
  }, [current]);
  return [chosen ?? current, setChosen];
}

function Screen({ evening, sheet }: Readonly<{ evening: Evening; sheet: EventRunSheet | null }>): ReactNode {
  const watch = useWatch(evening.asOf);
  const doing = useDoing();
  const { acts, stand } = useStand(evening, sheet);
  const [phase, setPhase] = usePhase(evening.phase);
  const shown = { evening, sheet, acts, stand, watch, doing };
  if (phase === 'during')
    return (
      <div className="sh" data-phase={phase} data-testid="show">
        <During
          shown={shown}
          onLeave={() => {
            if (evening.phase === 'during') return leaveShow(evening.event.id);
            useShow.getState().brighten();
            setPhase(evening.phase);
          }}
        />
      </div>
    );
  const Part = phase === 'before' ? Before : After;
  return (
    <div className="sh" data-phase={phase} data-testid="show">
      <Head shown={shown} phase={phase} onPhase={setPhase} />
      <div className="sh-run-strips">
        <Strips shown={shown} />
        <DarkStrip />
      </div>
      <main className="sh-main">
        <Part shown={shown} />
      </main>
      <UndoKey doing={doing} />
    </div>
  );
}

/** Ctrl Z, also where nothing of it is shown. */
function UndoKey({ doing }: Readonly<{ doing: Doing }>): null {
  useUndoAtHand({ refused: doing.say });
  return null;
}
