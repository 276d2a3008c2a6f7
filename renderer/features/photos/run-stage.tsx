/** What the camera sees, and the buttons of somebody who photographs; where there is no camera, what to do instead. */
import { ActionIcon, Menu, VisuallyHidden } from '@mantine/core';
import {
  IconBarcode,
  IconBulb,
  IconBulbFilled,
  IconCamera,
  IconCameraOff,
  IconCheck,
  IconChevronDown,
  IconPhotoPlus,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { photosOf } from '../../../shared/features/photos/queries.ts';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { IntakeList } from '../../files/intake-list.tsx';
import { Thumb } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { type Looked, ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import type { Camera, CameraState } from './use-camera.ts';
import { photoTarget } from './use-photos.ts';

type Props = Readonly<{
  camera: Camera;
  video: RefObject<HTMLVideoElement | null>;
  itemId: string | undefined;
  /** A photo was just taken: the picture flashes with each new value. */
  flash: number;
  canRetake: boolean;
  onShoot: () => void;
  onRetake: () => void;
  onFiles: () => void;
}>;

/** Why there is no picture, and what works instead. */
function NoCamera({ state, camera, onFiles }: Readonly<{ state: CameraState; camera: Camera; onFiles: () => void }>) {
  const { t } = useWords();
  if (state === 'on') return null;
  if (state === 'asking')
    return (
      <div className="run-nothing">
        <Loading />
        <b>{t('photos.run.asking')}</b>
        <span className="dim">{t('photos.run.askingHint')}</span>
      </div>
    );
  return (
    <div className="run-nothing" data-testid="no-camera" data-state={state}>
      <IconCameraOff size={48} stroke={1.2} aria-hidden />
      <b>{t(`photos.run.camera.${state}`)}</b>
      <span className="dim">{t(`photos.run.cameraHint.${state}`)}</span>
      <span className="run-instead">
        <button type="button" className="run-button" data-tone="main" onClick={onFiles}>
          <IconPhotoPlus size={20} aria-hidden />
          {t('photos.byFile')}
        </button>
        <button type="button" className="run-button" onClick={() => camera.askAgain()}>
          <IconRefresh size={20} aria-hidden />
          {t('photos.run.askAgain')}
        </button>
      </span>
      <span className="dim small">{t('photos.orDrop')}</span>
    </div>
  );
}

function CameraChoice({ camera }: Readonly<{ camera: Camera }>): ReactNode {
  const { t } = useWords();
  const name = (device: MediaDeviceInfo, at: number): string =>
    device.label === '' ? t('photos.run.cameraNumber', { at: at + 1 }) : device.label;
  const current = camera.devices.findIndex(({ deviceId }) => deviceId === camera.deviceId);
  const chosen = camera.devices[current];
  if (camera.state !== 'on' || chosen === undefined) return null;
  return (
    <Menu position="bottom-end" withArrow disabled={camera.devices.length < 2}>
      <Menu.Target>
        <button
          type="button"
          className="run-pill"
          aria-label={`${t('photos.run.chooseCamera')}: ${name(chosen, current)}`}
        >
          <IconCamera size={18} aria-hidden />
          <span className="cut">{name(chosen, current)}</span>
          {camera.devices.length > 1 && <IconChevronDown size={16} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {camera.devices.map((device, at) => (
          <Menu.Item
            key={device.deviceId}
            leftSection={device.deviceId === camera.deviceId ? <IconCheck size={16} /> : <span />}
            onClick={() => camera.choose(device.deviceId)}
          >
            {name(device, at)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The photos of the thing so far, small. */
function Taken({ itemId, onFiles }: Readonly<{ itemId: string; onFiles: () => void }>): ReactNode {
  const { t } = useWords();
  const photos = useQuery(photosOf, { itemId }).data ?? [];
  const [open, setOpen] = useState<string>();
  const looked = photos.flatMap(({ id, file }): Looked[] => (file === null ? [] : [{ key: id, file, note: '' }]));
  return (
    <div className="run-taken">
      {looked.slice(-3).map(({ key, file }) => (
        <button
          key={key}
          type="button"
          className="run-shot"
          data-testid="run-shot"
          aria-label={t('photos.one', { at: looked.findIndex((each) => each.key === key) + 1 })}
          onClick={() => setOpen(key)}
        >
          <Thumb file={file} />
        </button>
      ))}
      {looked.length > 3 && <span className="run-more num">+{looked.length - 3}</span>}
      <button
        type="button"
        className="run-shot run-file"
        aria-label={t('photos.byFile')}
        title={t('photos.byFile')}
        onClick={onFiles}
      >
        <IconPlus size={20} aria-hidden />
      </button>
      {open !== undefined && (
        <ViewerDialog files={looked} open={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

function Lamp({ camera }: Readonly<{ camera: Camera }>): ReactNode {
  const { t } = useWords();
  if (camera.lamp === undefined) return null;
  const isOn = camera.lamp;
  const Icon = isOn ? IconBulbFilled : IconBulb;
  return (
    <ActionIcon
      variant="default"
      size={48}
      aria-label={t('photos.run.lamp')}
      aria-pressed={isOn}
      onClick={() => camera.setLamp(!isOn)}
    >
      <Icon size={20} />
    </ActionIcon>
  );
}

export function RunStage({ camera, video, itemId, flash, canRetake, onShoot, onRetake, onFiles }: Props): ReactNode {
  const { t } = useWords();
  const isOn = camera.state === 'on';
  return (
    <section className="run-stage" aria-label={t('photos.run.stage')}>
      {/* What a camera sees has no words. */}
      <video ref={video} autoPlay muted playsInline hidden={!isOn} aria-label={t('photos.run.picture')} />
      {isOn && <div className="run-frame" aria-hidden />}
      {flash > 0 && <div key={flash} className="run-flash" aria-hidden />}
      <NoCamera state={camera.state} camera={camera} onFiles={onFiles} />
      <div className="run-top">
        <span className="run-pill" data-quiet>
          <IconBarcode size={18} aria-hidden />
          <span className="cut">{t('photos.run.scan')}</span>
        </span>
        <CameraChoice camera={camera} />
      </div>
      <div className="run-bottom">
        <div className="run-left">
          {itemId !== undefined && <IntakeList target={photoTarget(itemId)} />}
          {itemId !== undefined && <Taken key={itemId} itemId={itemId} onFiles={onFiles} />}
        </div>
        {isOn && (
          <button
            type="button"
            className="run-shutter"
            aria-keyshortcuts="Space"
            disabled={itemId === undefined}
            onClick={onShoot}
          >
            <VisuallyHidden>{t('photos.run.shoot')}</VisuallyHidden>
            <span aria-hidden>Space</span>
          </button>
        )}
        <div className="run-right">
          {isOn && (
            <button type="button" className="run-button" disabled={!canRetake} onClick={onRetake}>
              <IconRefresh size={18} aria-hidden />
              {t('photos.run.retake')} <kbd className="kbd">R</kbd>
            </button>
          )}
          <Lamp camera={camera} />
        </div>
      </div>
    </section>
  );
}
