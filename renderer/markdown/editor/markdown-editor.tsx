/** A Markdown editor with its bar: headings, bold, lists, boxes, tables, pictures, links to what is ours. */
import { redo, undo } from '@codemirror/commands';
import type { StateCommand } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconCheckbox,
  IconHeading,
  IconLink,
  IconList,
  IconPhoto,
  IconTable,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { referredThings } from '../../../shared/features/passport/queries.ts';
import { ownReference } from '../../../shared/markdown/parse.ts';
import { contentUrl } from '../../data/content.ts';
import { useQuery } from '../../data/use-query.ts';
import { useFileChooser } from '../../files/drop-zone.tsx';
import { isDrawn } from '../../files/file-kind.tsx';
import { freshUrl } from '../../files/fresh-content.ts';
import { useWords } from '../../i18n/use-words.ts';
import '../markdown.css';
import type { LineMark } from '../merged-text.ts';
import { type EditorEvents, editorState, looks } from './editor-state.ts';
import { LinkChoice } from './link-choice.tsx';
import { lookWords } from './live-look.ts';
import { cycleHeading, insertBlock, insertTable, toggleBold, toggleBoxes, toggleList } from './text-commands.ts';

type Props = Readonly<{
  /** What it begins with; later changes of it change nothing here. */
  text: string;
  label: string;
  onChange: (text: string) => void;
  onSave: () => void;
  onLeave: () => void;
  /** Takes pictures in; `insert` gets the text that names each, as it is kept. Undefined: there is no right to. */
  onPictures: ((files: readonly File[], insert: (text: string) => void) => void) | undefined;
  /** Of lines that it begins with, from 1: whose they are. */
  marks?: ReadonlyMap<number, LineMark>;
  /** At the right of the bar. */
  children?: ReactNode;
}>;

const ADDRESS = /\]\(((?:item|document|attachment):[0-9a-f-]{36})\)/g;
const MOST = 500;

/** References in a text, without looking into the rest of it. */
const addressesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(ADDRESS)].flatMap(([, address]) => address ?? []))].slice(0, MOST);

/** Where the pictures are that a text names. */
function usePictures(text: string): (url: string) => string | undefined {
  const references = addressesIn(text).flatMap((address) => ownReference(address) ?? []);
  const things = useQuery(referredThings, { references }).data;
  return useCallback(
    (url) => {
      const file = things?.[url]?.file;
      if (file === undefined || file === null || !file.mime.startsWith('image/')) return undefined;
      if (file.where !== 'here' && !file.hasThumbnail) return undefined;
      const rendition = file.where !== 'here' ? 'thumbnail' : isDrawn(file.mime) ? 'original' : 'preview';
      return freshUrl(file.sha256) ?? contentUrl(file.sha256, rendition);
    },
    [things],
  );
}

type ActProps = Readonly<{ icon: TablerIcon; word: string; keys?: string; onClick: () => void }>;

function Act({ icon: Icon, word, keys, onClick }: ActProps): ReactNode {
  return (
    <Tooltip label={keys === undefined ? word : `${word} · ${keys}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={word}
        // The cursor stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Puts a line where the cursor is by then. An editor that was closed meanwhile has the picture among its files. */
const insertInto =
  (view: RefObject<EditorView | null>) =>
  (said: string): void => {
    const open = view.current;
    if (open !== null) open.dispatch(open.state.update(insertBlock(open.state, said, said.length)));
  };

/** The view, made once; the newest of what it tells is called. */
function useView({ text, label, marks, ...events }: Omit<Props, 'children'>): {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly view: RefObject<EditorView | null>;
} {
  const { t } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(events);
  useLayoutEffect(() => {
    latest.current = events;
  });
  const [began] = useState({ text, label, marks });
  const [current, setCurrent] = useState(text);
  const pictureOf = usePictures(current);
  useEffect(() => {
    if (host.current === null) return undefined;
    const told: EditorEvents = {
      onChange: (next) => {
        latest.current.onChange(next);
        setCurrent(next);
      },
      onSave: () => latest.current.onSave(),
      onLeave: () => latest.current.onLeave(),
      onPictures: (files) => latest.current.onPictures?.(files, insertInto(view)),
    };
    const words = { done: '', open: '', pictureOf: () => undefined };
    const state = editorState(began.text, began.label, words, told, began.marks);
    const made = new EditorView({ state, parent: host.current });
    view.current = made;
    made.focus();
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [began]);
  useEffect(() => {
    const words = { done: t('markdown.done'), open: t('markdown.open'), pictureOf };
    view.current?.dispatch({ effects: looks.reconfigure(lookWords.of(words)) });
  }, [t, pictureOf]);
  return { host, view };
}

export function MarkdownEditor({ children, ...props }: Props): ReactNode {
  const { t } = useWords();
  const { host, view } = useView(props);
  const [isLinking, setLinking] = useState(false);
  const { onPictures } = props;
  const { open: choose, field } = useFileChooser((files) => onPictures?.(files, insertInto(view)), {
    accept: 'image/*',
  });
  const run = (command: StateCommand) => (): void => {
    const open = view.current;
    if (open === null) return;
    command(open);
    open.focus();
  };
  return (
    <div className="md-editor">
      <div className="md-bar" role="toolbar" aria-label={t('markdown.bar')}>
        <Act icon={IconHeading} word={t('markdown.heading')} keys="Ctrl Alt 1" onClick={run(cycleHeading)} />
        <Act icon={IconBold} word={t('markdown.bold')} keys="Ctrl B" onClick={run(toggleBold)} />
        <Act icon={IconList} word={t('markdown.list')} keys="Ctrl Shift 8" onClick={run(toggleList)} />
        <Act icon={IconCheckbox} word={t('markdown.boxes')} keys="Ctrl Shift 9" onClick={run(toggleBoxes)} />
        <Act icon={IconTable} word={t('markdown.table')} onClick={run(insertTable)} />
        {onPictures !== undefined && <Act icon={IconPhoto} word={t('markdown.picture')} onClick={choose} />}
        <Act icon={IconLink} word={t('markdown.link')} onClick={() => setLinking(true)} />
        <span className="md-bar-gap" />
        <Act icon={IconArrowBackUp} word={t('markdown.undo')} keys="Ctrl Z" onClick={run(undo)} />
        <Act icon={IconArrowForwardUp} word={t('markdown.redo')} keys="Ctrl Y" onClick={run(redo)} />
        <div className="md-bar-done">{children}</div>
      </div>
      <div ref={host} className="md-paper" />
      {field}
      {isLinking && (
        <LinkChoice
          onClose={() => {
            setLinking(false);
            view.current?.focus();
          }}
          onChoose={(link) => {
            const open = view.current;
            open?.dispatch(open.state.replaceSelection(link));
            setLinking(false);
            open?.focus();
          }}
        />
      )}
    </div>
  );
}
