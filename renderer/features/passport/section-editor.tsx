/**
 * Writing a section. What is typed is kept on this laptop as it is typed; it is saved against what the person saw when
 * they began, so that what others write meanwhile is merged by line.
 */
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { memo, type ReactNode, useCallback, useDeferredValue, useRef, useState } from 'react';
import { MAX_TEXT_BYTES, utf8Bytes } from '../../../shared/base/payload.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { isParsed } from '../../../shared/markdown/parse.ts';
import { passportEdit } from '../../../shared/mutations/passport-mutations.ts';
import { mergeVersions } from '../../../shared/rules/merge-text.ts';
import { Loading } from '../../components/loading.tsx';
import { useAttempt } from '../../data/use-mutate.ts';
import { IntakeList } from '../../files/intake-list.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MarkdownEditor } from '../../markdown/editor/markdown-editor.tsx';
import type { PlacedSection } from './passport-model.ts';
import { CONTENT, draftName } from './section-draft.ts';
import { pictureTarget, useTakePictures } from './section-files.tsx';

type Props = Readonly<{
  section: PlacedSection;
  /** Whose text it is, where the production has variants. */
  whose: string | null;
  onClose: () => void;
}>;

/** Whether a row can hold a text. Its bytes are counted only where its letters do not say: that is at every stroke. */
const isTooLong = (text: string): boolean =>
  text.length > MAX_TEXT_BYTES || (text.length * 3 > MAX_TEXT_BYTES && utf8Bytes(text) > MAX_TEXT_BYTES);

/** What stands over a text that cannot be saved, or that others change as it is written. */
const Notes = memo(function Notes({
  typed,
  seen,
  content,
}: Readonly<{ typed: string; seen: string; content: string }>): ReactNode {
  const { t, language } = useWords();
  if (isTooLong(typed)) {
    const bytes = utf8Bytes(typed);
    return (
      <Alert color="orange" p="xs" role="alert">
        {t('passport.tooLong', { size: bytesSaid(bytes, language), most: bytesSaid(MAX_TEXT_BYTES, language) })}
      </Alert>
    );
  }
  const isLong = !isParsed(typed);
  const merged = content === seen ? undefined : mergeVersions(seen, content, typed);
  return (
    <>
      {isLong && (
        <Alert color="blue" p="xs" role="status">
          {t('passport.long')}
        </Alert>
      )}
      {content !== seen && (
        <Alert color="blue" p="xs" role="status" data-testid="meanwhile">
          {t(merged === undefined || merged.isDisputed ? 'passport.meanwhileCollides' : 'passport.meanwhileMerges')}
        </Alert>
      )}
    </>
  );
});

function Writing({ section, whose, draft, onClose }: Props & Readonly<{ draft: Draft }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const { row } = section;
  const left = draft.fields[CONTENT];
  // What the person saw when they began, today or days ago.
  const [began] = useState(() => ({
    seen: typeof left?.seen === 'string' ? left.seen : row.content,
    typed: typeof left?.typed === 'string' ? left.typed : row.content,
  }));
  const [typed, setTyped] = useState(began.typed);
  const newest = useRef(began.typed);
  const [isBusy, setBusy] = useState(false);
  const take = useTakePictures(row.id);
  const { put, drop } = draft;
  const change = useCallback(
    (text: string) => {
      newest.current = text;
      setTyped(text);
      if (text === began.seen) drop([CONTENT]);
      else put(CONTENT, { typed: text, seen: began.seen });
    },
    [began, put, drop],
  );
  // What is said of the text may come a moment after the letter.
  const said = useDeferredValue(typed);
  const save = async (): Promise<void> => {
    const content = newest.current;
    if (isBusy || isTooLong(content)) return;
    if (content !== began.seen) {
      setBusy(true);
      const outcome = await attempt(passportEdit, { id: row.id, base: began.seen, content });
      setBusy(false);
      if (!outcome.ok) {
        notifications.show({ color: 'red', message: outcome.sentence, autoClose: 8000 });
        return;
      }
      drop([CONTENT]);
    }
    onClose();
  };
  return (
    <div className="passport-page" data-testid="section-editor">
      <div className="passport-writing">
        <h2>{row.title}</h2>
        {whose !== null && <span className="dim small">{whose}</span>}
      </div>
      <Notes typed={said} seen={began.seen} content={row.content} />
      <MarkdownEditor
        text={began.typed}
        label={row.title}
        onChange={change}
        onSave={() => void save()}
        onLeave={onClose}
        onPictures={take}
      >
        <Button variant="default" size="compact-md" onClick={onClose} title="Esc">
          {t('passport.later')}
        </Button>
        <Button
          size="compact-md"
          loading={isBusy}
          disabled={isTooLong(said)}
          onClick={() => void save()}
          title="Ctrl Enter"
        >
          {t('passport.done')}
        </Button>
      </MarkdownEditor>
      <IntakeList target={pictureTarget(row.id)} />
      <p className="passport-keys dim small">{t(typed === began.seen ? 'passport.keys' : 'passport.kept')}</p>
    </div>
  );
}

export function SectionEditor(props: Props): ReactNode {
  const draft = useDraft(draftName(props.section.row.id));
  // What was typed earlier is what is written on: nothing stands here before it is known.
  return draft.isLoaded ? <Writing {...props} draft={draft} /> : <Loading />;
}
