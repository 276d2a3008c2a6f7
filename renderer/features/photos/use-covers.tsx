/** Photos before the names of things in a list, and on its cards. */
import { IconPhoto } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { type Cover, MOST_COVERS, photoCovers } from '../../../shared/features/photos/queries.ts';
import { useQuery } from '../../data/use-query.ts';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';

interface Covers {
  /** By thing. */
  readonly of: (id: string) => Cover | undefined;
  /** Takes the things that are near what is in sight. */
  readonly setIds: (ids: readonly string[]) => void;
}

export function useCovers(): Covers {
  const [ids, setIds] = useState<readonly string[]>([]);
  const itemIds = useMemo(() => [...new Set(ids)].slice(-MOST_COVERS), [ids]);
  const { data } = useQuery(photoCovers, { itemIds });
  return { of: (id) => data?.[id], setIds };
}

type Props = Readonly<{ cover: Cover | undefined }>;

/** In a row, before the name. */
export function RowCover({ cover }: Props): ReactNode {
  return (
    <span className="list-thumb" data-empty={cover === undefined} aria-hidden>
      {cover === undefined ? <IconPhoto size={14} stroke={1.5} /> : <Thumb file={cover.file} sign={14} />}
    </span>
  );
}

/** On a card. */
export function CardCover({ cover }: Props): ReactNode {
  const { t } = useWords();
  if (cover === undefined) return <IconPhoto size={32} stroke={1.25} role="img" aria-label={t('photos.none')} />;
  const isAway = cover.file.where !== 'here' && !cover.file.hasThumbnail;
  return (
    <>
      <Thumb file={cover.file} sign={32} />
      {(isAway || cover.count > 1) && (
        <span className="list-card-count num">
          {isAway && <WhereSign where={cover.file.where} />}
          {cover.count > 1 && cover.count}
        </span>
      )}
    </>
  );
}
