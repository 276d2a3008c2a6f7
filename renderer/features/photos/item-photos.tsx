/** The photos of a thing: large on its page, a strip beside a list. Files come by choice, by drop and by paste. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCamera, IconPhotoPlus, IconPlus, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { PhotoView } from '../../../shared/features/photos/queries.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { IntakeList } from '../../files/intake-list.tsx';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { type Looked, ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import { useStartRun } from './start-run.ts';
import { type Photos, usePhotos } from './use-photos.ts';
import './photos.css';

const PICTURES = 'image/*';

type ItemProps = Readonly<{ itemId: string; name: string; isDeleted: boolean }>;
type ShownProps = Readonly<{ photos: Photos; onOpen: (id: string) => void }>;

/** Made by camera or from files. */
function AddMenu({ itemId, name, onFiles }: ItemProps & Readonly<{ onFiles: () => void }>): ReactNode {
  const { t } = useWords();
  const { ofThing } = useStartRun();
  return (
    <Menu position="bottom-start" withArrow>
      <Menu.Target>
        <button type="button" className="photo-tile photo-add" aria-label={t('photos.add')} title={t('photos.add')}>
          <IconPlus size={18} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCamera size={16} />} onClick={() => ofThing(itemId, name)}>
          {t('photos.byCamera')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPhotoPlus size={16} />} onClick={onFiles}>
          {t('photos.byFile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('photos.orDrop')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

function usePhotoName(): (photo: PhotoView, at: number) => string {
  const { t } = useWords();
  return (photo, at) => [t('photos.one', { at: at + 1 }), ...(photo.isMain ? [t('photos.main')] : [])].join(', ');
}

/** One photo, which opens; Delete takes it away. */
function Tile({ photo, at, photos, onOpen }: ShownProps & Readonly<{ photo: PhotoView; at: number }>): ReactNode {
  const nameOf = usePhotoName();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' && photos.mayEdit) photos.remove(photo);
  };
  return (
    <button
      type="button"
      className="photo-tile"
      data-main={photo.isMain}
      data-testid="photo"
      aria-label={nameOf(photo, at)}
      title={photo.file === null ? photo.name : undefined}
      onClick={() => onOpen(photo.id)}
      onKeyDown={onKeyDown}
      disabled={photo.file === null}
    >
      {photo.file === null ? <IconCamera size={18} stroke={1.5} aria-hidden /> : <Thumb file={photo.file} />}
      {photo.file !== null && photo.file.where !== 'here' && (
        <span className="photo-where">
          <WhereSign where={photo.file.where} />
        </span>
      )}
    </button>
  );
}

/** What can be done with the photo that is looked at. */
function ViewedActs({
  photo,
  photos,
  onRemoved,
}: Readonly<{ photo: PhotoView; photos: Photos; onRemoved: () => void }>) {
  const { t } = useWords();
  if (!photos.mayEdit) return null;
  const Star = photo.isMain ? IconStarFilled : IconStar;
  return (
    <>
      <Button
        variant="default"
        leftSection={<Star size={16} />}
        disabled={photo.isMain}
        onClick={() => photos.makeMain(photo)}
      >
        {t(photo.isMain ? 'photos.isMain' : 'photos.makeMain')}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t('photos.delete')}
        title={t('photos.delete')}
        onClick={() => {
          onRemoved();
          photos.remove(photo);
        }}
      >
        <IconTrash size={20} />
      </ActionIcon>
    </>
  );
}

type ViewerProps = Readonly<{ photos: Photos; open: string; onOpen: (id: string | undefined) => void }>;

function PhotoViewer({ photos, open, onOpen }: ViewerProps): ReactNode {
  const { language } = useWords();
  const list = photos.list ?? [];
  const looked = list.flatMap(({ id, file, by, at }): Looked[] =>
    file === null ? [] : [{ key: id, file, note: [by ?? '', formatMoment(at, language)].filter(Boolean).join(' · ') }],
  );
  /** The next one is looked at instead; after the last, the one before. */
  const after = (id: string): string | undefined => {
    const at = looked.findIndex(({ key }) => key === id);
    return (looked[at + 1] ?? looked[at - 1])?.key;
  };
  return (
    <ViewerDialog
      files={looked}
      open={open}
      onOpen={onOpen}
      onClose={() => onOpen(undefined)}
      renderActs={({ key }) => {
        const photo = list.find(({ id }) => id === key);
        return photo === undefined ? null : (
          <ViewedActs photo={photo} photos={photos} onRemoved={() => onOpen(after(key))} />
        );
      }}
    />
  );
}

/** On a thing's page: the main photo large, all of them below it. */
function Large({ photos, onOpen, add }: ShownProps & Readonly<{ add: ReactNode }>): ReactNode {
  const { t } = useWords();
  const [main] = photos.list ?? [];
  const nameOf = usePhotoName();
  const where = main?.file?.where ?? 'here';
  const whereSaid = where === 'here' ? [] : [t(`files.where.${where}`)];
  return (
    <>
      {main?.file === undefined || main.file === null ? (
        <div className="photo-main photo-none">
          <IconCamera size={32} stroke={1.25} aria-hidden />
          <span>{t(photos.list === undefined ? 'photos.loading' : 'photos.none')}</span>
        </div>
      ) : (
        <button
          type="button"
          className="photo-main"
          aria-label={[nameOf(main, 0), ...whereSaid].join('. ')}
          onClick={() => onOpen(main.id)}
        >
          <Thumb file={main.file} sign={36} alt="" />
          {main.file.where !== 'here' && (
            <span className="photo-said">
              <WhereSign where={main.file.where} />
              {whereSaid}
            </span>
          )}
        </button>
      )}
      {((photos.list ?? []).length > 1 || add !== null) && (
        <div className="photo-strip">
          {(photos.list ?? []).length > 1 &&
            photos.list?.map((photo, at) => (
              <Tile key={photo.id} photo={photo} at={at} photos={photos} onOpen={onOpen} />
            ))}
          {add}
        </div>
      )}
    </>
  );
}

function Frame({ itemId, name, isDeleted, isLarge }: ItemProps & Readonly<{ isLarge: boolean }>): ReactNode {
  const { t } = useWords();
  const photos = usePhotos(itemId);
  const [open, setOpen] = useState<string>();
  const { open: choose, field } = useFileChooser(photos.take, { accept: PICTURES });
  const isOff = !photos.mayEdit || isDeleted;
  const add = isOff ? null : <AddMenu itemId={itemId} name={name} isDeleted={isDeleted} onFiles={choose} />;
  return (
    <DropZone
      className={isLarge ? 'photo-panel' : 'photo-band'}
      label={t('photos.drop')}
      isOff={isOff}
      takesPaste
      onFiles={photos.take}
    >
      <section aria-label={t('photos.title')} data-testid="photos">
        {photos.failure !== undefined && <FailureState failure={photos.failure} />}
        {isLarge ? (
          <Large photos={photos} onOpen={setOpen} add={add} />
        ) : (
          <div className="photo-strip">
            {photos.list?.map((photo, at) => (
              <Tile key={photo.id} photo={photo} at={at} photos={photos} onOpen={setOpen} />
            ))}
            {add}
            {photos.list?.length === 0 && <span className="dim small photo-word">{t('photos.none')}</span>}
          </div>
        )}
        <IntakeList target={photos.target} />
        {field}
      </section>
      {open !== undefined && <PhotoViewer photos={photos} open={open} onOpen={setOpen} />}
    </DropZone>
  );
}

/** For the head of a thing's page. */
export const ItemPhotos = (props: ItemProps): ReactNode => <Frame {...props} isLarge />;
/** For a thing beside its list. */
export const ItemPhotoStrip = (props: ItemProps): ReactNode => <Frame {...props} isLarge={false} />;
