/** How the window looks: as the person likes it, or as an evening wants it that runs or ran on this laptop. */
import { useShow } from './show-store.ts';
import { type Appearance, useUi } from './ui-store.ts';

/** What runs, or ran and was not left, is looked at in the dark, whatever else the person likes. */
export const lookOf = (
  show: { readonly isRunning: boolean; readonly isDark: boolean },
  chosen: Appearance,
): Appearance => (show.isRunning || show.isDark ? 'show' : chosen);

export function useLook(): Appearance {
  const isDark = useShow((show) => lookOf(show, 'light') === 'show');
  const chosen = useUi((state) => state.appearance);
  return isDark ? 'show' : chosen;
}

/** Puts a look on the document itself, so that nothing flashes white. `brightness` is a percentage. */
export function paintLook(look: Appearance, brightness: number): void {
  document.documentElement.dataset['look'] = look;
  document.documentElement.style.setProperty('--show-brightness', String(brightness / 100));
}

/** Before anything is drawn: the look that this laptop had last. */
export function beginLook(): void {
  const { appearance, brightness } = useUi.getState();
  paintLook(lookOf(useShow.getState(), appearance), brightness);
}
