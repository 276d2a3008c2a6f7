/**
 * Tells what stands in an editor. Of a text of usual length at every stroke; one that is very long is put together only
 * after a pause, so that its length is not felt in the hand, and at once where it may be needed.
 */
import type { Extension, Text } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';

/** Letters up to which a text is told at every stroke. */
const SHORT = 60_000;
/** Milliseconds after a stroke in a longer one. */
const PAUSE_MS = 500;

/** What was not told yet. */
export class ToldText {
  readonly #tell: (text: string) => void;
  #untold: Text | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  changed(text: Text): void {
    this.#untold = text;
    if (text.length <= SHORT) this.flush();
    else this.#timer ??= setTimeout(this.flush, PAUSE_MS);
  }

  /** Tells it now, if there is anything to tell. */
  readonly flush = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const untold = this.#untold;
    this.#untold = undefined;
    if (untold !== undefined) this.#tell(untold.toString());
  };
}

/** Hears of changes, and of where the window, the cursor or the editor may go. */
export const toldText = (told: ToldText): Extension => [
  EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) told.changed(state.doc);
  }),
  EditorView.domEventHandlers({ blur: () => told.flush() }),
  ViewPlugin.define(() => {
    // Before whoever keeps what was told.
    window.addEventListener('pagehide', told.flush, true);
    return {
      destroy: () => {
        window.removeEventListener('pagehide', told.flush, true);
        told.flush();
      },
    };
  }),
];
