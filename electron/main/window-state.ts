/** Where the window was, kept across starts; a place that no screen shows any more is forgotten. */
import { existsSync, readFileSync } from 'node:fs';
import { writeDurably } from '../host/private-files.ts';

/** A rectangle on the screens, in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** A window without a place is put where the system likes. */
export interface WindowState {
  readonly bounds: Partial<Bounds> & Pick<Bounds, 'width' | 'height'>;
  readonly isMaximized: boolean;
}

const DEFAULT: WindowState = { bounds: { width: 1280, height: 800 }, isMaximized: false };
const MIN_VISIBLE = 80;

/** The stored state as far as it still fits the screens. */
export function fitState(stored: unknown, screens: readonly Bounds[]): WindowState {
  if (typeof stored !== 'object' || stored === null || !('bounds' in stored)) return DEFAULT;
  const { bounds, isMaximized } = stored as { bounds: Partial<Bounds>; isMaximized?: unknown };
  const { x, y, width, height } = bounds;
  if (typeof width !== 'number' || typeof height !== 'number' || width < 400 || height < 300) return DEFAULT;
  const isVisible =
    typeof x === 'number' &&
    typeof y === 'number' &&
    screens.some(
      (screen) =>
        x + width > screen.x + MIN_VISIBLE &&
        x < screen.x + screen.width - MIN_VISIBLE &&
        y >= screen.y - 10 &&
        y < screen.y + screen.height - MIN_VISIBLE,
    );
  return { bounds: isVisible ? { x, y, width, height } : { width, height }, isMaximized: isMaximized === true };
}

/** Never throws: what cannot be used is the default. */
export function readState(file: string, screens: readonly Bounds[]): WindowState {
  try {
    return existsSync(file) ? fitState(JSON.parse(readFileSync(file, 'utf8')), screens) : DEFAULT;
  } catch {
    // A file that cannot be read costs nothing but a window in the default place.
    return DEFAULT;
  }
}

/** Throws where the disk does not take it; the caller decides that a place is not worth a failure. */
export function writeState(file: string, state: WindowState): void {
  writeDurably(file, JSON.stringify(state));
}
