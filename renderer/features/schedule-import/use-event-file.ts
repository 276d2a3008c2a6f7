/** A file of events on its way in: read as it is, read again as somebody says, never written by itself. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DayWindow } from '../../../shared/ical/recurrence.ts';
import type { Progress } from '../../../shared/ipc/progress.ts';
import { type DecodedText, decodeText, type Encoding } from '../../../shared/schedule-import/decode-text.ts';
import {
  daysIn,
  type FileOfEvents,
  MOST_FILE_BYTES,
  readEvents,
  type TableChoices,
  tableFile,
  usualWindow,
} from '../../../shared/schedule-import/read-file.ts';
import { inSteps } from './read-in-steps.ts';

/** What came of reading it. */
export type FileProblem = 'tooLarge' | 'unreadable' | 'notFile' | 'broken';

/** A file that was read. */
export interface ReadEvents {
  readonly name: string;
  readonly file: FileOfEvents;
  readonly encoding: Encoding;
  readonly window: DayWindow;
  readonly zones: Readonly<Record<string, string>>;
}

interface Held {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedText;
}

/** What may be said about a file. */
interface Said {
  readonly encoding?: Encoding;
  readonly window?: DayWindow;
  readonly zones?: Readonly<Record<string, string>>;
  readonly table?: TableChoices;
}

/** A file on its way in. */
export interface EventFile {
  readonly read: ReadEvents | undefined;
  readonly problem: { readonly why: FileProblem; readonly name: string } | undefined;
  /** While it is read. */
  readonly progress: (Progress & { readonly name: string }) | undefined;
  take(file: File): void;
  /** Reads the same file once more. */
  say(said: Said): void;
  stop(): void;
  forget(): void;
}

const decode = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

/** Whether anything of it can have been meant as events. */
const isOfEvents = (file: FileOfEvents): boolean =>
  file.kind === 'calendar' || file.events.length > 0 || (file.table.head.length > 1 && file.table.rows.length > 0);

/** Reads a file as somebody says; undefined where it was stopped. */
function readAs(
  { decoded }: Held,
  said: Said,
  before: ReadEvents | undefined,
  usual: DayWindow,
  { onProgress, signal }: { readonly onProgress: (progress: Progress) => void; readonly signal: AbortSignal },
): Promise<FileOfEvents | undefined> {
  const choices = {
    window: said.window ?? before?.window ?? usual,
    zones: said.zones ?? before?.zones ?? {},
    table: said.table ?? null,
  };
  return inSteps(readEvents(decoded.text, choices), onProgress, signal);
}

/** Undefined where it does not open. */
async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // The browser says no more than that it could not.
    return undefined;
  }
}

/** Whatever goes wrong ends in a sentence; it is a fault of ours, and goes on to where those are seen. */
async function ending(reading: Promise<void>, onBroken: () => void): Promise<void> {
  try {
    await reading;
  } catch (error) {
    onBroken();
    throw error;
  }
}

/** Takes a file in and reads it, as often as somebody says something more about it. */
export function useEventFile(today: string): EventFile {
  const [read, setRead] = useState<ReadEvents>();
  const [problem, setProblem] = useState<EventFile['problem']>();
  const [progress, setProgress] = useState<EventFile['progress']>();
  const held = useRef<Held>(undefined);
  const running = useRef(new AbortController());
  const stop = useCallback(() => {
    running.current.abort();
    setProgress(undefined);
  }, []);
  useEffect(() => stop, [stop]);
  const fail = useCallback(
    (why: FileProblem, name: string): void => {
      stop();
      setRead(undefined);
      setProblem({ why, name });
    },
    [stop],
  );

  /** The newest reading counts: whoever says something more meanwhile begins anew. */
  const work = useCallback(
    async (file: Held, said: Said, before: ReadEvents | undefined): Promise<void> => {
      running.current.abort();
      const own = new AbortController();
      running.current = own;
      setProgress({ done: 0, total: 0, name: file.name });
      const usual = usualWindow(today);
      const found = await readAs(file, said, before, usual, {
        onProgress: (step) => setProgress({ ...step, name: file.name }),
        signal: own.signal,
      });
      if (found === undefined || own.signal.aborted) return;
      if (!isOfEvents(found)) return fail('notFile', file.name);
      setProgress(undefined);
      const window = said.window ?? before?.window ?? daysIn(found, usual);
      const zones = said.zones ?? before?.zones ?? {};
      setRead({ name: file.name, file: found, encoding: file.decoded.encoding, window, zones });
    },
    [today, fail],
  );

  const take = async (file: File): Promise<void> => {
    setProblem(undefined);
    setRead(undefined);
    if (file.size > MOST_FILE_BYTES) return fail('tooLarge', file.name);
    setProgress({ done: 0, total: 0, name: file.name });
    const bytes = await bytesOf(file);
    if (bytes === undefined) return fail('unreadable', file.name);
    held.current = { name: file.name, bytes, decoded: decodeText(bytes, decode) };
    return work(held.current, {}, undefined);
  };

  const say = async (said: Said): Promise<void> => {
    if (held.current === undefined) return;
    if (said.encoding !== undefined)
      held.current = { ...held.current, decoded: decodeText(held.current.bytes, decode, said.encoding) };
    // Columns of a table are read anew at once: the table itself is the same.
    if (said.table !== undefined && read?.file.kind === 'table') {
      const file = tableFile(read.file.table, said.table);
      return setRead({ ...read, file, window: daysIn(file, read.window) });
    }
    const isRead = said.encoding === undefined && read?.file.kind === 'table';
    if (isRead && said.window !== undefined) return setRead({ ...read, window: said.window });
    return work(held.current, said, said.encoding === undefined ? read : undefined);
  };

  const forget = (): void => {
    stop();
    held.current = undefined;
    setRead(undefined);
    setProblem(undefined);
  };

  return {
    read,
    problem,
    progress,
    take: (file) => void ending(take(file), () => fail('broken', file.name)),
    say: (said) => void ending(say(said), () => fail('broken', held.current?.name ?? '')),
    stop,
    forget,
  };
}
