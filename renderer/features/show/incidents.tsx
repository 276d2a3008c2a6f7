/** What happened, in two taps: what, and how bad. Time and scene are filled in; words and a photo come afterwards. */
import {
  IconAlertOctagon,
  IconArmchair,
  IconArrowBackUp,
  IconBulb,
  IconClockPause,
  IconMessagePlus,
  IconReplaceUser,
  IconTools,
  IconUserX,
  IconVolume,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { showIncident, showNote } from '../../../shared/mutations/show-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useUndoAtHand } from '../../undo/undo-menu.tsx';
import type { Shown } from './evening.ts';
import { toneOf } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { NoteField, PhotoButton } from './note-field.tsx';

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

type Props = Readonly<{ shown: Shown }>;

export function Incidents({ shown }: Props): ReactNode {
  const { t, language } = useWords();
  const { evening, doing, watch } = shown;
  const [chosen, setChosen] = useState<Kind>();
  const [isNoting, setNoting] = useState(false);
  const [noteId, setNoteId] = useState<string>();
  const where = useWhere();
  const record = async (kind: Kind, severity: (typeof SEVERITIES)[number]): Promise<void> => {
    setChosen(undefined);
    const id = newId();
    const department = evening.departments.find(
      ({ code, name }) => kind.tone !== undefined && toneOf(code, name) === kind.tone,
    );
    const isKept = await doing.act(showIncident, {
      id,
      eventId: evening.event.id,
      kind: kind.kind,
      severity,
      text: t(`show.kind.${kind.key}`),
      departmentId: department?.id ?? null,
    });
    if (isKept) setNoteId(id);
  };
  return (
    <aside className="sh-side" aria-label={t('show.incident')}>
      <h2>{t('show.incident')}</h2>
      <div className="sh-kinds">
        {KINDS.map((kind, index) => (
          <button
            key={kind.key}
            type="button"
            className="sh-kind"
            style={{ order: index }}
            aria-pressed={chosen?.key === kind.key}
            disabled={!doing.may.mark}
            onClick={() => setChosen(chosen?.key === kind.key ? undefined : kind)}
          >
            <kind.icon size={24} stroke={1.75} aria-hidden />
            {t(`show.kind.${kind.key}`)}
          </button>
        ))}
        {chosen !== undefined && (
          <div className="sh-severity" role="group" style={{ order: Math.floor(KINDS.indexOf(chosen) / 2) * 2 + 1 }}>
            <p>{t('show.how', { at: clockIn(watch.now, evening.event.zone, language), where: where(shown) })}</p>
            {SEVERITIES.map((severity) => (
              <button key={severity} type="button" className="sh-kind" onClick={() => void record(chosen, severity)}>
                {t(`show.severity.${severity}`)}
              </button>
            ))}
          </div>
        )}
      </div>
      {isNoting ? (
        <NoteField
          label={t('show.noteText')}
          hint={t('show.noteText')}
          onClose={() => setNoting(false)}
          onSave={(text) => {
            setNoting(false);
            if (text.trim() === '') return;
            const id = newId();
            void doing.act(showNote, {
              id,
              eventId: evening.event.id,
              text: text.trim(),
              sceneId: evening.currentSceneId,
            });
          }}
        />
      ) : (
        <button type="button" className="sh-large" disabled={!doing.may.mark} onClick={() => setNoting(true)}>
          <IconMessagePlus size={22} aria-hidden /> {t('show.writeNote')}
        </button>
      )}
      <Last shown={shown} noteId={noteId} />
    </aside>
  );
}

/** What was done last, with the way back; an incident takes words and a photo. */
function Last({ shown, noteId }: Readonly<{ shown: Shown; noteId: string | undefined }>): ReactNode {
  const { t, language } = useWords();
  const { evening, sheet, doing } = shown;
  const { entries, takeBack } = useUndoAtHand();
  const last = entries.at(-1);
  const [isWording, setWording] = useState(false);
  const args = (last?.done.args ?? {}) as Readonly<Record<string, unknown>>;
  const note = evening.notes.find(({ id }) => id === (args['id'] ?? noteId) && id === noteId);
  const line = sheet?.lines.find(({ id }) => id === args['lineId']);
  const said =
    note !== undefined
      ? `${note.at === null ? '' : clockIn(note.at, evening.event.zone, language)} — ${note.text}`
      : line !== undefined
        ? t(args['isDone'] === true ? 'show.lineDone' : 'show.lineOpen', { what: line.what })
        : last === undefined
          ? t('show.lastNothing')
          : mutationName(last.done.name, language);
  return (
    <div className="sh-last" aria-live="polite" data-testid="show-last">
      <div className="grow">
        {said}
        {note !== undefined && (
          <span className="sh-cap">{t('show.recorded', { severity: t(`show.severity.${note.severity}`) })}</span>
        )}
      </div>
      {last !== undefined && (
        <button
          type="button"
          className="sh-square"
          aria-label={t('show.undoLast')}
          aria-keyshortcuts="Control+Z"
          onClick={() => takeBack(last)}
        >
          <IconArrowBackUp size={24} />
        </button>
      )}
      {note !== undefined && !isWording && (
        <div className="sh-last-acts">
          <button type="button" className="sh-btn" onClick={() => setWording(true)}>
            {t('show.addWords')}
          </button>
          <PhotoButton of={{ eventId: evening.event.id, noteId: note.id }} />
        </div>
      )}
      {note !== undefined && isWording && (
        <NoteField
          label={t('show.addWords')}
          hint={t('show.addWords')}
          onClose={() => setWording(false)}
          onSave={(words) => {
            setWording(false);
            if (words.trim() === '') return;
            const text = `${note.text}: ${words.trim()}`;
            const change = { table: 'show_notes', id: note.id, changes: { text }, seen: { text: note.text } };
            void doing.act(rowUpdate, change);
          }}
        />
      )}
    </div>
  );
}
