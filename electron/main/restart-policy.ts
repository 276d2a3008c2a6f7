/**
 * What the shell does when the replica's process has ended: start it again after a growing pause, a bounded number of
 * times, and then say what is wrong and let the person choose. Pure, so that it can be tested where Electron's binary
 * is not.
 */
import { type Language, sentenceOf } from '../../shared/i18n/sentences.ts';
import type { JsonValue } from '../../shared/schema/define.ts';

/** Why the replica could not be opened, as its process said before it ended. */
export interface OpenFailure {
  readonly code: string;
  readonly details: { readonly [key: string]: JsonValue };
}

/** How often it has died in a row. */
export interface Deaths {
  readonly count: number;
}
/** Where counting begins, and again once the person has been asked. */
export const NO_DEATHS: Deaths = { count: 0 };

/** What to do about a death; `deaths` is what the next decision takes. */
export type Decision =
  | { readonly kind: 'restart'; readonly afterMs: number; readonly deaths: Deaths }
  | { readonly kind: 'ask'; readonly deaths: Deaths };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
/** Deaths in a row after which trying on is no use. */
export const MOST_RESTARTS = 5;
/** A process that worked for so long has not died of how it was opened. */
const WELL_MS = 60_000;
/** Trying again changes nothing about these; a person can. */
const HOPELESS = new Set(['replica.newer', 'replica.missing', 'replica.locked', 'disk.full', 'disk.readOnly']);

/**
 * Decides after one more death. `livedMs`: how long the process had been up; `failure`: what it said, if it said
 * anything.
 */
export function afterDeath(before: Deaths, livedMs: number, failure: OpenFailure | undefined): Decision {
  const deaths = { count: livedMs >= WELL_MS ? 1 : before.count + 1 };
  if (deaths.count > MOST_RESTARTS || (failure !== undefined && HOPELESS.has(failure.code)))
    return { kind: 'ask', deaths: NO_DEATHS };
  return { kind: 'restart', afterMs: Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths.count - 1)), deaths };
}

/** `setAside` keeps the database file under another name and loads anew. */
export type WayOut = 'retry' | 'setAside' | 'quit';

/** A message box, in the person’s language. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** In the order of the buttons; setting aside is only offered where the file may be at fault. */
  readonly ways: readonly { readonly way: WayOut; readonly label: string }[];
}

const words = {
  ru: {
    message: 'Данные этого компьютера не открываются',
    unknown: 'Процесс с данными завершается раз за разом.',
    safe:
      'Ничего не удалено: всё введённое лежит на диске. Отложенный файл останется в папке; ' +
      'неотправленное будет восстановлено из журнала.',
    retry: 'Повторить',
    setAside: 'Отложить файл и загрузить заново',
    quit: 'Выйти',
  },
  en: {
    message: 'The data on this laptop cannot be opened',
    unknown: 'The process that holds the data ends again and again.',
    safe:
      'Nothing was deleted: everything entered is on disk. A file that is set aside stays in its folder; ' +
      'unsent work comes back from the journal.',
    retry: 'Try again',
    setAside: 'Set the file aside and load anew',
    quit: 'Quit',
  },
} as const;

/** What the person is asked. */
export function questionFor(failure: OpenFailure | undefined, language: Language): Question {
  const text = words[language];
  const mayBeTheFile = failure === undefined || failure.code === 'internal' || failure.code === 'replica.corrupt';
  const ways: readonly WayOut[] = mayBeTheFile ? ['retry', 'setAside', 'quit'] : ['retry', 'quit'];
  const reason = failure === undefined ? text.unknown : sentenceOf(failure.code, failure.details, language);
  return {
    message: text.message,
    detail: `${reason}\n\n${text.safe}`,
    ways: ways.map((way) => ({ way, label: text[way] })),
  };
}
