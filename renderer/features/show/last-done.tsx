/** What was done last, with the way back; an incident takes the thing that it is about, words and a photo. */
import { IconArrowBackUp, IconBox, IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { EveningNote } from '../../../shared/features/show/queries.ts';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { showScene } from '../../../shared/mutations/show-mutations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useUndoAtHand } from '../../undo/undo-menu.tsx';
import type { Entry } from '../../undo/undo-stack.ts';
import type { Shown } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { NoteField, PhotoButton } from './note-field.tsx';
import { ThingChoice } from './thing-choice.tsx';

type Props = Readonly<{ shown: Shown; noteId: string | undefined; onAdd: (what: Addition) => void }>;

/** What it was, in words. */
function useLastWords(): (shown: Shown, last: Entry | undefined, note: EveningNote | undefined) => string {
  const { t, language } = useWords();
  return ({ evening, sheet }, last, note) => {
    if (note !== undefined)
      return [
        ...(note.at === null ? [] : [clockIn(note.at, evening.event.zone, language)]),
        note.thing === null ? note.text : `${note.text} (${note.thing.name})`,
      ].join(' — ');
    if (last === undefined) return t('show.lastNothing');
    const args = last.done.args as Readonly<Record<string, unknown>>;
    const line = sheet?.lines.find(({ id }) => id === args['lineId']);
    const scene = sheet?.scenes.find(({ id }) => id === args['sceneId']);
    if (last.done.name === showScene.name && scene?.number != null && scene.title !== null)
      return t('show.sceneOn', { number: scene.number, title: scene.title });
    if (line === undefined) return mutationName(last.done.name, language);
    return t(args['isDone'] === true ? 'show.lineDone' : 'show.lineOpen', { what: line.what });
  };
}

export function LastDone({ shown, noteId, onAdd }: Props): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  // What was taken back is said until something else is done.
  const [taken, setTaken] = useState<{ readonly sentence: string; readonly after: string | undefined }>();
  const { entries, takeBack } = useUndoAtHand({
    refused: doing.say,
    done: (sentence, next) => setTaken({ sentence, after: next?.id }),
  });
  const last = entries.at(-1);
  const words = useLastWords();
  const args = (last?.done.args ?? {}) as Readonly<Record<string, unknown>>;
  const note = evening.notes.find(({ id }) => id === (args['id'] ?? noteId) && id === noteId);
  const isTaken = taken !== undefined && taken.after === last?.id;
  return (
    <div className="sh-last" aria-live="polite" data-testid="show-last">
      <div className="grow">
        {isTaken && <b className="sh-taken">{taken.sentence}</b>}
        {words(shown, last, note)}
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
      {note !== undefined && <More shown={shown} note={note} onAdd={onAdd} />}
    </div>
  );
}

/** What an incident that was recorded in two taps takes afterwards. */
export type Addition = 'thing' | 'words';

function More({ shown, note, onAdd }: MoreProps & Readonly<{ onAdd: (what: Addition) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="sh-last-acts">
      <button type="button" className="sh-kind" onClick={() => onAdd('thing')}>
        <IconBox size={22} aria-hidden /> {t('show.thing')}
      </button>
      <button type="button" className="sh-kind" aria-label={t('show.addWords')} onClick={() => onAdd('words')}>
        <IconPencil size={22} aria-hidden /> {t('show.words')}
      </button>
      <PhotoButton of={{ eventId: shown.evening.event.id, noteId: note.id }} isLarge />
    </div>
  );
}

type MoreProps = Readonly<{ shown: Shown; note: EveningNote }>;

/** Takes it, with the whole column to itself: nothing of it lies below the screen. */
export function AddToNote({
  shown,
  note,
  what,
  onClose,
}: MoreProps & Readonly<{ what: Addition; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const { doing } = shown;
  const change = (changes: Readonly<Record<string, string>>, seen: Readonly<Record<string, string | null>>): void => {
    onClose();
    void doing.act(rowUpdate, { table: 'show_notes', id: note.id, changes, seen });
  };
  return (
    <>
      <h2>{note.text}</h2>
      {what === 'thing' ? (
        <ThingChoice
          shown={shown}
          onClose={onClose}
          onChoose={({ id }) => change({ inventory_item_id: id }, { inventory_item_id: note.thing?.id ?? null })}
        />
      ) : (
        <NoteField
          label={t('show.addWords')}
          hint={t('show.addWords')}
          onClose={onClose}
          onSave={(said) => {
            if (said.trim() === '') onClose();
            else change({ text: `${note.text}: ${said.trim()}` }, { text: note.text });
          }}
        />
      )}
    </>
  );
}
