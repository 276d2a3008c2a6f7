/** What was done last, with the way back; an incident takes the thing that it is about, words and a photo. */
import { IconArrowBackUp, IconBox } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { EveningNote } from '../../../shared/features/show/queries.ts';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useUndoAtHand } from '../../undo/undo-menu.tsx';
import type { Entry } from '../../undo/undo-stack.ts';
import type { Shown } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { NoteField, PhotoButton } from './note-field.tsx';
import { ThingChoice } from './thing-choice.tsx';

type Props = Readonly<{ shown: Shown; noteId: string | undefined }>;

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
    if (line === undefined) return mutationName(last.done.name, language);
    return t(args['isDone'] === true ? 'show.lineDone' : 'show.lineOpen', { what: line.what });
  };
}

export function LastDone({ shown, noteId }: Props): ReactNode {
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
      {note !== undefined && <More key={note.id} shown={shown} note={note} />}
    </div>
  );
}

/** What an incident that was recorded in two taps takes afterwards. */
function More({ shown, note }: Readonly<{ shown: Shown; note: EveningNote }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const [adding, setAdding] = useState<'words' | 'thing'>();
  const change = (changes: Readonly<Record<string, string>>, seen: Readonly<Record<string, string | null>>): void => {
    setAdding(undefined);
    void doing.act(rowUpdate, { table: 'show_notes', id: note.id, changes, seen });
  };
  if (adding === 'thing')
    return (
      <ThingChoice
        shown={shown}
        onClose={() => setAdding(undefined)}
        onChoose={({ id }) => change({ inventory_item_id: id }, { inventory_item_id: note.thing?.id ?? null })}
      />
    );
  if (adding === 'words')
    return (
      <NoteField
        label={t('show.addWords')}
        hint={t('show.addWords')}
        onClose={() => setAdding(undefined)}
        onSave={(said) => {
          if (said.trim() === '') setAdding(undefined);
          else change({ text: `${note.text}: ${said.trim()}` }, { text: note.text });
        }}
      />
    );
  return (
    <div className="sh-last-acts">
      <button type="button" className="sh-btn" onClick={() => setAdding('thing')}>
        <IconBox size={20} aria-hidden /> {t('show.thing')}
      </button>
      <button type="button" className="sh-btn" onClick={() => setAdding('words')}>
        {t('show.addWords')}
      </button>
      <PhotoButton of={{ eventId: evening.event.id, noteId: note.id }} />
    </div>
  );
}
