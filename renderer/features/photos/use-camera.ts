/** The camera while a screen is open: asked for once, and what it is that there is none. */
import { useEffect, useState } from 'react';
import { usePhotoRuns } from '../../store/photo-run-store.ts';

/** `refused`: the person or the system said no; `absent`: there is none; `busy`: another program has it. */
export type CameraState = 'asking' | 'on' | 'refused' | 'absent' | 'busy';

export interface Camera {
  readonly state: CameraState;
  readonly stream: MediaStream | undefined;
  /** What there is to choose from. */
  readonly devices: readonly MediaDeviceInfo[];
  /** The one that is on. */
  readonly deviceId: string | undefined;
  /** Undefined where it has no lamp. */
  readonly lamp: boolean | undefined;
  choose(deviceId: string): void;
  setLamp(isOn: boolean): void;
  askAgain(): void;
}

/** Pixels that are asked for; a camera gives what it has. */
const WANTED = { width: { ideal: 2560 }, height: { ideal: 1920 } };
const QUALITY = 0.9;

/** Media Capture and Streams, section 10.2: names of what went wrong. */
function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'absent';
}

async function openCamera(deviceId: string | undefined): Promise<MediaStream> {
  // Only in a secure context; every type of a browser's says that it is there.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new DOMException('no camera here', 'NotFoundError');
  const any = { facingMode: 'environment', ...WANTED };
  if (deviceId === undefined) return devices.getUserMedia({ video: any });
  try {
    return await devices.getUserMedia({ video: { deviceId: { exact: deviceId }, ...WANTED } });
  } catch (error) {
    // The one that was used last time is not plugged in.
    if (error instanceof DOMException && error.name === 'OverconstrainedError')
      return devices.getUserMedia({ video: any });
    throw error;
  }
}

interface Shown {
  /** Which opening it is about. */
  readonly key: string;
  readonly state: CameraState;
  readonly stream: MediaStream | undefined;
  readonly devices: readonly MediaDeviceInfo[];
}
const asking = (key: string): Shown => ({ key, state: 'asking', stream: undefined, devices: [] });

/** Opens it, and closes it with the screen: its light goes out. */
function useStream(isWanted: boolean, wanted: string | undefined, attempt: number): Shown {
  const key = `${isWanted} ${wanted ?? ''} ${attempt}`;
  const [shown, setShown] = useState(asking(key));
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    let stream: MediaStream | undefined;
    const open = async (): Promise<void> => {
      stream = await openCamera(wanted);
      if (isOver) return;
      for (const track of stream.getVideoTracks())
        track.addEventListener('ended', () => setShown({ ...asking(key), state: 'absent' }));
      const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
      if (!isOver) setShown({ key, state: 'on', stream, devices });
    };
    open()
      .catch((error: unknown) => {
        if (!isOver) setShown({ ...asking(key), state: stateOf(error) });
      })
      .finally(() => {
        if (isOver) for (const track of stream?.getTracks() ?? []) track.stop();
      });
    return () => {
      isOver = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [isWanted, wanted, key]);
  return shown.key === key ? shown : asking(key);
}

/** As the browser tells it; the lamp is not in its types yet. */
interface WithLamp {
  readonly torch?: boolean;
}

export function useCamera(isWanted: boolean): Camera {
  const wanted = usePhotoRuns((state) => state.cameraId);
  const choose = usePhotoRuns((state) => state.chooseCamera);
  const [attempt, setAttempt] = useState(0);
  const [isLit, setLit] = useState(false);
  const { state, stream, devices } = useStream(isWanted, wanted, attempt);
  const track = stream?.getVideoTracks()[0];
  const hasLamp = (track?.getCapabilities() as WithLamp | undefined)?.torch === true;
  return {
    state,
    stream,
    devices,
    deviceId: track?.getSettings().deviceId,
    lamp: hasLamp ? isLit : undefined,
    choose,
    setLamp: (isOn) => {
      const constraints = { advanced: [{ torch: isOn } as MediaTrackConstraintSet] };
      void track?.applyConstraints(constraints).then(
        () => setLit(isOn),
        // A lamp that does not go on is seen.
        () => undefined,
      );
    },
    askAgain: () => setAttempt(attempt + 1),
  };
}

/** What a camera shows at this moment, as a JPEG of its own size; undefined while it shows nothing. */
export function shootFrom(video: HTMLVideoElement | null): Promise<Blob | undefined> {
  if (video === null || video.videoWidth === 0) return Promise.resolve(undefined);
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
}
