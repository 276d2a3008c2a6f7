/**
 * A Markdown text drawn by parts of our own: no HTML of its author, nothing fetched from elsewhere. Things, documents
 * and pictures that it names are ours.
 */
import { IconPhotoOff, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { createContext, memo, type ReactNode, type RefObject, use, useEffect, useMemo, useRef, useState } from 'react';
import { type ReferredThing, referredThings } from '../../shared/features/passport/queries.ts';
import type { FileView } from '../../shared/ipc/file-contract.ts';
import type { Block, Inline, Lines, ListItem, OwnReference } from '../../shared/markdown/document.ts';
import { plainText, referencesIn, SHORT_CELL } from '../../shared/markdown/parse.ts';
import type { Piece } from '../../shared/markdown/pieces.ts';
import { LinkTo } from '../components/link-to.tsx';
import { contentUrl } from '../data/content.ts';
import { ask } from '../data/use-ask.ts';
import { useQuery } from '../data/use-query.ts';
import { isDrawn } from '../files/file-kind.tsx';
import { freshUrl } from '../files/fresh-content.ts';
import { WhereSign } from '../files/thumb.tsx';
import { useWords } from '../i18n/use-words.ts';
import './markdown.css';
import type { LineMark } from './merged-text.ts';
import { blocksOf, usePieces } from './use-pieces.ts';

type Things = Readonly<Record<string, ReferredThing>>;

interface Drawing {
  readonly things: Things;
  readonly marks: ReadonlyMap<number, LineMark>;
  /** Lines of the text before the piece that is drawn. */
  readonly before: number;
  readonly onPicture: ((reference: OwnReference) => void) | undefined;
}
const DrawingContext = createContext<Drawing>({ things: {}, marks: new Map(), before: 0, onPicture: undefined });

const MOST_REFERENCES = 500;
const TABLES = { item: 'inventory_items', document: 'documents' } as const;
const keyOf = ({ kind, id }: OwnReference): string => `${kind}:${id}`;

/** What a stretch of lines is marked with: `fresh` before `gone`, because what stands is read first. */
function markOf({ marks, before }: Drawing, { from, to }: Lines): LineMark | undefined {
  let found: LineMark | undefined;
  for (let line = from; line <= to; line += 1) {
    const mark = marks.get(before + line);
    if (mark === 'fresh') return mark;
    found ??= mark;
  }
  return found;
}

/** Contents that were asked for by this window: once, and not again because they do not come. */
const asked = new Set<string>();

/** A drawing that is looked at is wanted whole, for when the network goes; until it comes its thumbnail stands there. */
function useWholePicture(file: FileView | null): void {
  const missing = file?.where === 'hub' && file.mime.startsWith('image/') ? file.sha256 : undefined;
  useEffect(() => {
    if (missing === undefined || asked.has(missing)) return;
    asked.add(missing);
    // What fails fails where it is asked for with a button: the viewer says why.
    void ask('files.want', { sha256s: [missing] });
  }, [missing]);
}

function Picture({ own, url, alt }: Extract<Inline, { readonly kind: 'image' }>): ReactNode {
  const { t } = useWords();
  const { things, onPicture } = use(DrawingContext);
  const thing = own === null ? undefined : things[keyOf(own)];
  const file = thing?.file ?? null;
  useWholePicture(file);
  if (own === null || file === null || !file.mime.startsWith('image/')) {
    const why = own === null ? t('markdown.remotePicture', { url }) : t('markdown.noPicture');
    return (
      <span className="md-no-picture">
        <IconPhotoOff size={16} aria-hidden />
        {[alt, why].filter(Boolean).join(' · ')}
      </span>
    );
  }
  const name = alt === '' ? file.name : alt;
  const isHere = file.where === 'here' || file.hasThumbnail;
  if (!isHere)
    return (
      <span className="md-no-picture">
        <WhereSign where={file.where} size={16} />
        {name}
      </span>
    );
  const rendition = file.where !== 'here' ? 'thumbnail' : isDrawn(file.mime) ? 'original' : 'preview';
  const src = freshUrl(file.sha256) ?? contentUrl(file.sha256, rendition);
  const size = file.width === null || file.height === null ? {} : { width: file.width, height: file.height };
  const picture = (
    <>
      <img src={src} alt={name} decoding="async" draggable={false} {...size} />
      <WhereSign where={file.where} size={18} />
    </>
  );
  if (onPicture === undefined) return <span className="md-picture">{picture}</span>;
  return (
    <button type="button" className="md-picture" title={t('markdown.large')} onClick={() => onPicture(own)}>
      {picture}
    </button>
  );
}

function Linked({ own, url, parts }: Extract<Inline, { readonly kind: 'link' }>): ReactNode {
  const { things, onPicture } = use(DrawingContext);
  const said = <Parts parts={parts} />;
  if (own === null) {
    // Where it leads is said; nobody is led out of the app.
    const isSaid = parts.length === 1 && parts[0]?.kind === 'text' && url.endsWith(parts[0].text);
    return isSaid ? (
      <span className="md-outside">{url}</span>
    ) : (
      <>
        {said} <span className="md-outside">({url})</span>
      </>
    );
  }
  if (things[keyOf(own)] === undefined) return <span className="md-gone">{said}</span>;
  if (own.kind === 'attachment')
    return onPicture === undefined ? (
      said
    ) : (
      <button type="button" className="plain-link md-file" onClick={() => onPicture(own)}>
        {said}
      </button>
    );
  return (
    <LinkTo table={TABLES[own.kind]} id={own.id}>
      {said}
    </LinkTo>
  );
}

function Part({ part }: Readonly<{ part: Inline }>): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return (
        <strong>
          <Parts parts={part.parts} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Parts parts={part.parts} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Parts parts={part.parts} />
        </s>
      );
    case 'code':
      return <code>{part.text}</code>;
    case 'break':
      return <br />;
    case 'link':
      return <Linked {...part} />;
    case 'image':
      return <Picture {...part} />;
  }
}

// A text does not change while it is drawn: where a part stands is what it is.
const Parts = ({ parts }: Readonly<{ parts: readonly Inline[] }>): ReactNode =>
  parts.map((part, at) => <Part key={at} part={part} />);

const Blocks = ({ blocks }: Readonly<{ blocks: readonly Block[] }>): ReactNode =>
  blocks.map((block, at) => <BlockView key={at} block={block} />);

function Item({ item }: Readonly<{ item: ListItem }>): ReactNode {
  const { t } = useWords();
  const drawing = use(DrawingContext);
  const [first, ...rest] = item.blocks;
  const Box = item.isDone === true ? IconSquareCheckFilled : IconSquare;
  const isLine = first?.kind === 'paragraph';
  // Points inside a point have marks of their own.
  const mark = markOf(drawing, { from: item.lines.from, to: first?.lines.to ?? item.lines.to });
  return (
    <li data-box={item.isDone !== null || undefined}>
      <span className="md-point" data-mark={mark}>
        {item.isDone !== null && (
          <span className="md-box" role="img" aria-label={t(item.isDone ? 'markdown.done' : 'markdown.open')}>
            <Box size={20} stroke={1.5} />
          </span>
        )}
        <span>{isLine && <Parts parts={first.parts} />}</span>
      </span>
      <Blocks blocks={isLine ? rest : item.blocks} />
    </li>
  );
}

const isShort = (cell: readonly Inline[]): true | undefined =>
  plainText(cell).length <= SHORT_CELL ? true : undefined;

/** Whether what a frame holds is wider than it: then it scrolls, and a key has to reach it. */
function useIsWide(frame: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [frame]);
  return isWide;
}

function Grid({ block }: Readonly<{ block: Extract<Block, { readonly kind: 'table' }> }>): ReactNode {
  const { t } = useWords();
  const { marks, before } = use(DrawingContext);
  const frame = useRef<HTMLDivElement>(null);
  const scrolled = useIsWide(frame) ? { tabIndex: 0, role: 'region', 'aria-label': t('markdown.table') } : {};
  const [head, ...rows] = block.rows;
  return (
    <div ref={frame} className="md-table" {...scrolled}>
      <table>
        <thead>
          <tr data-mark={marks.get(before + (head?.line ?? 0))}>
            {head?.cells.map((cell, at) => (
              <th key={at} scope="col" data-align={block.aligns[at]} data-short={isShort(cell)}>
                <Parts parts={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} data-mark={marks.get(before + row.line)}>
              {row.cells.map((cell, at) => (
                <td key={at} data-align={block.aligns[at]} data-short={isShort(cell)}>
                  <Parts parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A heading of a section stands below the section's own title. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;

function BlockView({ block }: Readonly<{ block: Block }>): ReactNode {
  const drawing = use(DrawingContext);
  const mark = markOf(drawing, block.lines);
  switch (block.kind) {
    case 'heading': {
      const Heading = HEADINGS[block.level - 1] ?? 'h6';
      return (
        <Heading data-level={block.level} data-mark={mark}>
          <Parts parts={block.parts} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p data-mark={mark}>
          <Parts parts={block.parts} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, at) => <Item key={at} item={item} />);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return <Grid block={block} />;
    case 'quote':
      return (
        <blockquote data-mark={mark}>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'plain':
      return (
        <pre data-mark={mark} tabIndex={0}>
          {block.text}
        </pre>
      );
    case 'rule':
      return <hr />;
  }
}

type Props = Readonly<{
  text: string;
  marks?: ReadonlyMap<number, LineMark>;
  /** A picture or a file was chosen. */
  onPicture?: (reference: OwnReference) => void;
}>;

const UNMARKED: ReadonlyMap<number, LineMark> = new Map();
const NOTHING: Things = {};

/** A piece of the text. What stays the same is not read again when another changes. */
const PieceView = memo(function PieceView({ text, before }: Piece): ReactNode {
  const drawing = use(DrawingContext);
  const own = useMemo(() => ({ ...drawing, before }), [drawing, before]);
  return (
    <DrawingContext value={own}>
      <Blocks blocks={blocksOf(text)} />
    </DrawingContext>
  );
});

export function MarkdownView({ text, marks = UNMARKED, onPicture }: Props): ReactNode {
  const { t } = useWords();
  const { pieces, isAsWritten } = usePieces(text);
  const references = useMemo(() => referencesIn(text).slice(0, MOST_REFERENCES), [text]);
  const answer = useQuery(referredThings, { references: [...references] }).data;
  // Until it is known what the text names, nothing of it is said to be gone.
  const things = references.length === 0 ? NOTHING : answer;
  const drawing = useMemo(
    () => ({ things: things ?? NOTHING, marks, before: 0, onPicture }),
    [things, marks, onPicture],
  );
  return (
    <DrawingContext value={drawing}>
      <div className="markdown">
        {isAsWritten && <p className="md-too-long">{t('markdown.tooLong')}</p>}
        {things !== undefined && pieces.map((piece, at) => <PieceView key={at} {...piece} />)}
      </div>
    </DrawingContext>
  );
}
