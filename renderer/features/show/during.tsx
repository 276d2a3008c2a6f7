/** While the show runs: amber on black, large, silent; the screen stays awake and the way out is held. */
import { Menu } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { showMarkLine, showScene } from '../../../shared/mutations/show-mutations.ts';
import type { EveningLine } from '../../../shared/rules/run-sheet-view.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lookAt, type ShowFilter, useShow } from '../../store/show-store.ts';
import { ChecklistBoard } from './checklist-board.tsx';
import { DuringHead } from './during-head.tsx';
import { type Group, groupsOf, type Shown } from './evening.ts';
import { Strips } from './head.tsx';
import { Incidents } from './incidents.tsx';
import { Stage } from './stage.tsx';
import { useBoardKeys } from './use-board-keys.ts';
import { linesNow, usePlaces } from './use-lines-now.ts';
import { useWakeLock } from './use-wake-lock.ts';

type Props = Readonly<{ shown: Shown; onLeave: () => void }>;

const sceneAt = ({ sheet, evening }: Shown, by: number): string | undefined => {
  const scenes = sheet?.scenes ?? [];
  const at = scenes.findIndex(({ id }) => id === evening.currentSceneId);
  if (at < 0) return by > 0 ? scenes[0]?.id : undefined;
  return scenes[at + by]?.id;
};

export function During({ shown, onLeave }: Props): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const filter = useShow((state) => state.filter);
  const [about, setAbout] = useState<EveningLine>();
  useWakeLock(true);
  useEffect(() => {
    useShow.getState().run(true);
    return () => useShow.getState().run(false);
  }, []);
  const groups = groupsOf(evening, ['during'], t('show.noDepartment'));
  const isList = filter.kind === 'list' && groups.length > 0;
  const now = linesNow(shown, filter);
  const turn = (by: number): void => {
    const sceneId = sceneAt(shown, by);
    if (sceneId !== undefined && doing.may.run)
      void doing.act(showScene, { eventId: evening.event.id, sceneId, seen: evening.currentSceneId });
  };
  const mark = (event: KeyboardEvent): void => {
    // A button that was reached by Tab is pressed by the same key.
    if (event.target instanceof Element && event.target.matches(':focus-visible:is(button, a)')) return;
    const first = now?.first;
    if (first !== null && first !== undefined && doing.may.mark)
      void doing.act(showMarkLine, { eventId: evening.event.id, lineId: first.line.id, isDone: true });
  };
  useBoardKeys(
    isList
      ? { PageDown: () => turn(1), PageUp: () => turn(-1) }
      : {
          Space: mark,
          ArrowRight: () => turn(1),
          ArrowLeft: () => turn(-1),
          PageDown: () => turn(1),
          PageUp: () => turn(-1),
          Escape: () => setAbout(undefined),
        },
  );
  return (
    <div className="sh-during">
      <DuringHead shown={shown} onLeave={onLeave} />
      <div className="sh-run-strips">
        <Strips shown={shown} />
      </div>
      {isList ? (
        <main className="sh-run-list">
          <ChecklistBoard
            eventId={evening.event.id}
            own={evening.me.departmentIds}
            zone={evening.event.zone}
            groups={groups}
            doing={doing}
          />
        </main>
      ) : (
        <Stage shown={shown} now={now} filter={filter} onHold={setAbout} />
      )}
      <Incidents shown={shown} about={about} onAbout={setAbout} />
      <Foot shown={shown} groups={groups} filter={filter} onTurn={turn} />
    </div>
  );
}

type FootProps = Readonly<{ shown: Shown; groups: readonly Group[]; filter: ShowFilter; onTurn: (by: number) => void }>;

function Foot({ shown, groups, filter, onTurn }: FootProps): ReactNode {
  const { t } = useWords();
  const { sheet, doing } = shown;
  const numberOf = (id: string | undefined): string | undefined =>
    sheet?.scenes.find((scene) => scene.id === id)?.number;
  const [before, after] = [numberOf(sceneAt(shown, -1)), numberOf(sceneAt(shown, 1))];
  const isEmpty = (sheet?.scenes.length ?? 0) === 0;
  return (
    <footer className="sh-foot">
      {isEmpty || !doing.may.run ? (
        <span />
      ) : (
        <button type="button" className="sh-large" disabled={before === undefined} onClick={() => onTurn(-1)}>
          {before !== undefined && <IconArrowLeft size={24} aria-hidden />}
          {before === undefined ? t('show.sceneFirstNow') : t('show.scenePrevious', { number: before })}
        </button>
      )}
      <Filters shown={shown} groups={groups} filter={filter} />
      {isEmpty || !doing.may.run ? (
        <span />
      ) : (
        <button type="button" className="sh-large" data-main disabled={after === undefined} onClick={() => onTurn(1)}>
          {after === undefined ? t('show.sceneLast') : t('show.sceneNext', { number: after })}
          {after !== undefined && <IconArrowRight size={24} aria-hidden />}
        </button>
      )}
    </footer>
  );
}

function Filters({ shown, groups, filter }: Omit<FootProps, 'onTurn'>): ReactNode {
  const { t } = useWords();
  const places = usePlaces(shown.sheet);
  const all = groups.reduce((sum, { items }) => sum + items.length, 0);
  const done = groups.reduce((sum, group) => sum + group.done, 0);
  const simple = (kind: 'mine' | 'all' | 'list', word: string): ReactNode => (
    <button
      type="button"
      className="sh-filter"
      aria-pressed={filter.kind === kind}
      onClick={() => lookAt({ filter: { kind } })}
    >
      {word}
    </button>
  );
  return (
    <div className="sh-filters num" role="group" aria-label={t('show.filter')}>
      {places.length > 0 && (
        <Menu position="top" withArrow>
          <Menu.Target>
            <button type="button" className="sh-filter" data-pressed={filter.kind === 'place'}>
              <span className="cut">{filter.kind === 'place' ? filter.place : t('show.place')}</span>
              <IconChevronDown size={18} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown className="sh-places">
            {places.map((place) => (
              <Menu.Item
                key={place}
                leftSection={filter.kind === 'place' && filter.place === place ? <IconCheck size={18} /> : <span />}
                onClick={() => lookAt({ filter: { kind: 'place', place } })}
              >
                {place}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {simple('mine', t('show.mine'))}
      {simple('all', t('show.everyLine'))}
      {groups.length > 0 && simple('list', t('show.list', { done, total: all }))}
    </div>
  );
}
