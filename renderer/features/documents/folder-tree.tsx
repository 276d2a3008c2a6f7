/** Categories as a tree: which one is shown, and each a place to drop files on. */
import { IconChevronDown, IconChevronRight, IconFile, IconFolder, IconFolderOff, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DocumentFolder, DocumentFolders } from '../../../shared/features/documents/queries.ts';
import { DropZone } from '../../files/drop-zone.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { NewRecord } from '../records/new-record.tsx';

/** A category; `null`: documents without one; `undefined`: all. */
export type Shown = string | null | undefined;

interface Node {
  readonly folder: DocumentFolder;
  readonly children: readonly Node[];
  /** Documents here and below. */
  readonly total: number;
}

function nodesOf(folders: readonly DocumentFolder[]): readonly Node[] {
  const known = new Set(folders.map(({ id }) => id));
  const byParent = Map.groupBy(folders, ({ parent_id: parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  );
  const build = (parent: string | null): Node[] =>
    (byParent.get(parent) ?? []).map((folder) => {
      const children = build(folder.id);
      return { folder, children, total: folder.documents + children.reduce((sum, { total }) => sum + total, 0) };
    });
  return build(null);
}

type Props = Readonly<{
  data: DocumentFolders;
  shown: Shown;
  mayEdit: boolean;
  onShow: (shown: Shown) => void;
  onFiles: (files: readonly File[], categoryId: string | null) => void;
}>;

type LineProps = Readonly<{
  name: string;
  count: number;
  isShown: boolean;
  icon: ReactNode;
  depth?: number;
  fold?: ReactNode;
  onShow: () => void;
}>;

function Line({ name, count, isShown, icon, depth = 0, fold, onShow }: LineProps): ReactNode {
  const { language } = useWords();
  return (
    <span className="folder-line" style={{ paddingLeft: depth * 16 }}>
      {fold ?? <span className="folder-fold" />}
      <button type="button" className="folder" aria-pressed={isShown} onClick={onShow}>
        {icon}
        <span className="cut grow" title={name}>
          {name}
        </span>
        <span className="dim small num">{count === 0 ? '' : formatNumber(count, language)}</span>
      </button>
    </span>
  );
}

function Branch({ node, depth, props }: Readonly<{ node: Node; depth: number; props: Props }>): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(depth < 1);
  const { folder, children, total } = node;
  const Fold = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <DropZone
        label={folder.name}
        isOff={!props.mayEdit}
        onFiles={(files) => props.onFiles(files, folder.id)}
        className="folder-drop"
      >
        <Line
          name={folder.name}
          count={total}
          depth={depth}
          isShown={props.shown === folder.id}
          icon={<IconFolder size={16} stroke={1.75} color={folder.color ?? undefined} aria-hidden />}
          fold={
            children.length > 0 && (
              <button
                type="button"
                className="folder-fold"
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'documents.fold' : 'documents.unfold', { name: folder.name })}
                onClick={() => setOpen(!isOpen)}
              >
                <Fold size={16} />
              </button>
            )
          }
          onShow={() => props.onShow(folder.id)}
        />
      </DropZone>
      {isOpen && children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.folder.id} node={child} depth={depth + 1} props={props} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function FolderTree(props: Props): ReactNode {
  const { t } = useWords();
  const { data, shown, mayEdit, onShow, onFiles } = props;
  const [isCreating, setCreating] = useState(false);
  return (
    <nav className="folders" aria-label={t('documents.folders')}>
      <ul>
        <li>
          <Line
            name={t('documents.all')}
            count={data.all}
            isShown={shown === undefined}
            icon={<IconFile size={16} stroke={1.75} aria-hidden />}
            onShow={() => onShow(undefined)}
          />
        </li>
        {nodesOf(data.folders).map((node) => (
          <Branch key={node.folder.id} node={node} depth={0} props={props} />
        ))}
        {data.without > 0 && (
          <li>
            <DropZone label={t('documents.without')} isOff={!mayEdit} onFiles={(files) => onFiles(files, null)}>
              <Line
                name={t('documents.without')}
                count={data.without}
                isShown={shown === null}
                icon={<IconFolderOff size={16} stroke={1.75} aria-hidden />}
                onShow={() => onShow(null)}
              />
            </DropZone>
          </li>
        )}
      </ul>
      {mayEdit && (
        <button type="button" className="folder-new" onClick={() => setCreating(true)}>
          <IconPlus size={16} aria-hidden />
          {t('documents.newFolder')}
        </button>
      )}
      {isCreating && (
        <NewRecord
          table="document_categories"
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            onShow(id);
          }}
        />
      )}
    </nav>
  );
}
