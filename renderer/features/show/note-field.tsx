/** A few words, and a photo, about something on the screen: below it, not in a window over it. */
import { IconCamera } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { showPhoto } from '../../../shared/mutations/show-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useFileChooser } from '../../files/drop-zone.tsx';
import { factsOf } from '../../files/file-facts.ts';
import { takeIn } from '../../files/intake.ts';
import { IntakeList } from '../../files/intake-list.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';

/** What photos are taken of. */
export type PhotoOf =
  | { readonly eventId: string; readonly itemId: string }
  | { readonly eventId: string; readonly noteId: string };

const targetOf = (of: PhotoOf): string => `show/${of.eventId}/${'itemId' in of ? of.itemId : of.noteId}`;

/** Photos of an evening: chosen, or taken by the camera of a tablet. */
export function PhotoButton({ of, isLarge = false }: Readonly<{ of: PhotoOf; isLarge?: boolean }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const say = useFailureText();
  const { open, field } = useFileChooser(
    (files) =>
      takeIn(targetOf(of), files, {
        say,
        keep: async (taken) => {
          const file = factsOf(taken);
          if (!file.mime.startsWith('image/')) return { kind: 'failed', sentence: t('photos.noPicture') };
          const outcome = await attempt(showPhoto, { ...of, id: newId(), file });
          return outcome.ok ? { kind: 'kept' } : { kind: 'failed', sentence: outcome.sentence };
        },
      }),
    { accept: 'image/*' },
  );
  return (
    <>
      <button type="button" className={isLarge ? 'sh-kind' : 'sh-btn'} onClick={open}>
        <IconCamera size={20} aria-hidden /> {t('show.photo')}
      </button>
      {field}
      <IntakeList target={targetOf(of)} />
    </>
  );
}

type Props = Readonly<{
  label: string;
  hint: string;
  initial?: string;
  /** What the button says. */
  word?: string;
  photoOf?: PhotoOf;
  onSave: (text: string) => void;
  onClose: () => void;
}>;

/** Enter saves, Shift Enter is a new line, Escape gives it up. */
export function NoteField({ label, hint, initial = '', word, photoOf, onSave, onClose }: Props): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(initial);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onSave(text);
    }
  };
  return (
    <div className="sh-note-field">
      <textarea
        ref={field}
        aria-label={label}
        placeholder={hint}
        value={text}
        rows={2}
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className="sh-note-acts">
        {photoOf !== undefined && <PhotoButton of={photoOf} />}
        <span className="grow" />
        <button type="button" className="sh-btn" data-quiet onClick={onClose}>
          {t('show.cancel')}
        </button>
        <button type="button" className="sh-btn" data-main onClick={() => onSave(text)}>
          {word ?? t('show.save')}
        </button>
      </div>
    </div>
  );
}
