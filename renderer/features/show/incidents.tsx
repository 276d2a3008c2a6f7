/**
 * What happened, in two taps: what, and how bad. Time and scene are filled in; the thing, words and a photo come
 * afterwards. About a line of the run sheet that was held, its thing, scene and department are filled in as well.
 */
import {
  IconAlertOctagon,
  IconArmchair,
  IconBulb,
  IconClockPause,
  IconMessagePlus,
  IconReplaceUser,
  IconTools,
  IconUserX,
  IconVolume,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { showIncident, showNote } from '../../../shared/mutations/show-mutations.ts';
import type { EveningLine } from '../../../shared/rules/run-sheet-view.ts';
import { newId } from '../../data/new-id.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Shown } from './evening.ts';
import { toneOf } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { type Addition, AddToNote, LastDone } from './last-done.tsx';
import { NoteField } from './note-field.tsx';

/** What happens on an evening, the frequent things first; whose business it mostly is. */
const KINDS = [
  { key: 'jammed', kind: 'incident', icon: IconTools, tone: 'machinery' },
  { key: 'absent', kind: 'incident', icon: IconUserX, tone: undefined },
  { key: 'light', kind: 'incident', icon: IconBulb, tone: 'light' },
  { key: 'sound', kind: 'incident', icon: IconVolume, tone: 'sound' },
  { key: 'prop', kind: 'incident', icon: IconArmchair, tone: 'costume' },
  { key: 'injury', kind: 'accident', icon: IconAlertOctagon, tone: undefined },
  { key: 'replacement', kind: 'replacement', icon: IconReplaceUser, tone: undefined },
  { key: 'delay', kind: 'delay', icon: IconClockPause, tone: undefined },
] as const satisfies readonly {
  readonly key: string;
  readonly kind: 'incident' | 'accident' | 'replacement' | 'delay';
  readonly icon: TablerIcon;
  readonly tone: string | undefined;
}[];
type Kind = (typeof KINDS)[number];

const SEVERITIES = ['info', 'minor', 'major'] as const;

/** «Д. 2, сц. 3», as it is filled in. */
function useWhere(): (shown: Shown) => string {
  const { t } = useWords();
  return ({ evening, sheet, stand }) => {
    const scene = sheet?.scenes.find(({ id }) => id === evening.currentSceneId);
    if (scene !== undefined) return t('show.whereScene', { act: scene.act, scene: scene.number });
    if (stand.running?.part === 'act') return t('show.whereAct', { act: stand.running.number });
    return stand.running === null ? t('show.whereNone') : t('show.intervalRuns');
  };
}

type Props = Readonly<{
  shown: Shown;
  /** The line that was held. */
  about: EveningLine | undefined;
  onAbout: (of: EveningLine | undefined) => void;
}>;

/** What is filled in of the line that was held. */
const filledIn = (about: EveningLine | undefined) =>
  about === undefined
    ? {}
    : {
        sceneId: about.line.scene_id,
        ...(about.line.thing === null ? {} : { inventoryItemId: about.line.thing.itemId }),
      };
const ofLine = (text: string, about: EveningLine | undefined): string =>
  about === undefined ? text : `${text}: ${about.line.what}`;

export function Incidents({ shown, about, onAbout }: Props): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const [chosen, setChosen] = useState<Kind>();
  const [noteId, setNoteId] = useState<string>();
  const [adding, setAdding] = useState<Addition>();
  const [isNoting, setNoting] = useState(false);
  const eventId = evening.event.id;
  const record = async (kind: Kind, severity: (typeof SEVERITIES)[number]): Promise<void> => {
    setChosen(undefined);
    onAbout(undefined);
    const id = newId();
    const department = evening.departments.find(
      ({ code, name }) => kind.tone !== undefined && toneOf(code, name) === kind.tone,
    );
    const isKept = await doing.act(showIncident, {
      id,
      eventId,
      kind: kind.kind,
      severity,
      text: ofLine(t(`show.kind.${kind.key}`), about),
      departmentId: about?.line.department_id ?? department?.id ?? null,
      ...filledIn(about),
    });
    if (isKept) setNoteId(id);
  };
  const note = (text: string): void => {
    onAbout(undefined);
    const said = {
      sceneId: evening.currentSceneId,
      ...filledIn(about),
      departmentId: about?.line.department_id ?? null,
    };
    const words = about === undefined ? text : `${about.line.what}: ${text}`;
    void doing.act(showNote, { id: newId(), eventId, text: words, ...said });
  };
  const recorded = evening.notes.find(({ id }) => id === noteId);
  if (adding !== undefined && recorded !== undefined)
    return (
      <aside className="sh-side" aria-label={t('show.incident')}>
        <AddToNote shown={shown} note={recorded} what={adding} onClose={() => setAdding(undefined)} />
      </aside>
    );
  return (
    <aside className="sh-side" aria-label={t('show.incident')}>
      {about === undefined ? <h2>{t('show.incident')}</h2> : <About about={about} onAbout={onAbout} />}
      {!isNoting && (
        <Kinds
          shown={shown}
          about={about}
          chosen={chosen}
          onChoose={setChosen}
          onRecord={(kind, severity) => void record(kind, severity)}
        />
      )}
      <WriteNote isOpen={isNoting} onOpen={setNoting} isOff={!doing.may.mark} onNote={note} />
      <LastDone shown={shown} noteId={noteId} onAdd={setAdding} />
    </aside>
  );
}

/** The line that was held, and the way to speak of nothing in particular after all. */
function About({ about, onAbout }: Readonly<{ about: EveningLine; onAbout: Props['onAbout'] }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="sh-about" data-testid="show-about">
      <h2>{t('show.aboutLine', { what: about.line.what })}</h2>
      <button
        type="button"
        className="sh-square"
        aria-label={t('show.aboutNone')}
        aria-keyshortcuts="Escape"
        onClick={() => onAbout(undefined)}
      >
        <IconX size={22} />
      </button>
    </div>
  );
}

type KindsProps = Readonly<{
  shown: Shown;
  about: EveningLine | undefined;
  chosen: Kind | undefined;
  onChoose: (kind: Kind | undefined) => void;
  onRecord: (kind: Kind, severity: (typeof SEVERITIES)[number]) => void;
}>;

function Kinds({ shown, about, chosen, onChoose, onRecord }: KindsProps): ReactNode {
  const { t, language } = useWords();
  const { evening, doing, watch } = shown;
  const where = useWhere();
  const first = useRef<HTMLButtonElement>(null);
  // Whoever held a line goes on here, by keys as well.
  const lineId = about?.line.id;
  useEffect(() => {
    if (lineId !== undefined) first.current?.focus({ preventScroll: true });
  }, [lineId]);
  return (
    <div className="sh-kinds">
      {KINDS.map((kind, index) => (
        <button
          key={kind.key}
          ref={index === 0 ? first : undefined}
          type="button"
          className="sh-kind"
          style={{ order: index }}
          aria-pressed={chosen?.key === kind.key}
          disabled={!doing.may.mark}
          onClick={() => onChoose(chosen?.key === kind.key ? undefined : kind)}
        >
          <kind.icon size={24} stroke={1.75} aria-hidden />
          {t(`show.kind.${kind.key}`)}
        </button>
      ))}
      {chosen !== undefined && (
        <div className="sh-severity" role="group" style={{ order: Math.floor(KINDS.indexOf(chosen) / 2) * 2 + 1 }}>
          <p>{t('show.how', { at: clockIn(watch.now, evening.event.zone, language), where: where(shown) })}</p>
          {SEVERITIES.map((severity) => (
            <button key={severity} type="button" className="sh-kind" onClick={() => onRecord(chosen, severity)}>
              {t(`show.severity.${severity}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

type WriteProps = Readonly<{
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  isOff: boolean;
  onNote: (text: string) => void;
}>;

function WriteNote({ isOpen, onOpen, isOff, onNote }: WriteProps): ReactNode {
  const { t } = useWords();
  if (!isOpen)
    return (
      <button type="button" className="sh-large" disabled={isOff} onClick={() => onOpen(true)}>
        <IconMessagePlus size={22} aria-hidden /> {t('show.writeNote')}
      </button>
    );
  return (
    <NoteField
      label={t('show.noteText')}
      hint={t('show.noteText')}
      onClose={() => onOpen(false)}
      onSave={(text) => {
        onOpen(false);
        if (text.trim() !== '') onNote(text.trim());
      }}
    />
  );
}
