/**
 * A file as a small picture in a place of its own size: from this window's memory while it is new, else the thumbnail.
 * Until there is one, and where there is none, the place is held by a sign of what it is.
 */
import { IconCloudDown, IconDeviceLaptop } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { FileView, FileWhere } from '../../shared/ipc/file-contract.ts';
import { contentUrl } from '../data/content.ts';
import { useWords } from '../i18n/use-words.ts';
import { useIsInFlight } from '../lib/in-flight.tsx';
import { FileSign } from './file-kind.tsx';
import { freshUrl } from './fresh-content.ts';
import './files.css';

type Props = Readonly<{
  file: FileView;
  /** Pixels of its sign. */
  sign?: number;
  /** `cover` fills its place, `whole` shows all of it. */
  fit?: 'cover' | 'whole';
  /** For whoever does not see it; empty where its name stands beside it. */
  alt?: string;
}>;

export function Thumb({ file, sign = 20, fit = 'cover', alt = '' }: Props): ReactNode {
  const [failed, setFailed] = useState<string>();
  // What is only asked for while somebody rushes by waits until they stop: rows never wait for pictures.
  const isInFlight = useIsInFlight();
  const [isAsked, setAsked] = useState(!isInFlight);
  if (!isInFlight && !isAsked) setAsked(true);
  const fresh = freshUrl(file.sha256);
  const src = fresh ?? (file.hasThumbnail ? contentUrl(file.sha256, 'thumbnail') : undefined);
  return (
    <span className="thumb" data-fit={fit}>
      {src === undefined || failed === src || !isAsked ? (
        <FileSign mime={file.mime} size={sign} />
      ) : (
        // Its size is its place's, whatever comes: nothing jumps.
        <img src={src} alt={alt} draggable={false} decoding="async" onError={() => setFailed(src)} />
      )}
    </span>
  );
}

const AWAY = { hub: IconCloudDown, elsewhere: IconDeviceLaptop } as const;

/** Says where a content is that is not here; nothing where it is. */
export function WhereSign({ where, size = 14 }: Readonly<{ where: FileWhere; size?: number }>): ReactNode {
  const { t } = useWords();
  if (where === 'here') return null;
  const Icon = AWAY[where];
  return (
    <span className="where-sign" data-where={where} title={t(`files.where.${where}`)}>
      <Icon size={size} stroke={1.75} role="img" aria-label={t(`files.where.${where}`)} />
    </span>
  );
}
