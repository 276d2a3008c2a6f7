/** Has a file made of a list, tells how far that is, and hands it to the browser to be saved. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Language } from '../../shared/i18n/language.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import {
  type ExportFormat,
  type ExportProgress,
  exportFormats,
  type Separator,
  type SheetSource,
} from '../../shared/ipc/export-contract.ts';
import type { MadeFile } from '../../shared/ipc/made-contract.ts';
import { connection, RequestFailed } from '../data/connection.ts';
import { saveMade } from '../data/content.ts';
import { newId } from '../data/new-id.ts';
import { useWords } from '../i18n/use-words.ts';

/** So often it is asked how far it is, in milliseconds. */
const LOOK_MS = 250;

/** What a list can be taken as; `pdf` is a sheet of paper that is printed from there. */
export const takenAs = [...exportFormats, 'pdf'] as const;
/** One of them. */
export type TakenAs = ExportFormat | 'pdf';

/** What is to be made. */
export interface ExportWanted {
  readonly source: SheetSource;
  readonly format: TakenAs;
  readonly separator: Separator;
}

/** A sheet of paper is made by another engine, which tells nothing on the way. */
async function request(id: string, { format, source, separator }: ExportWanted, language: Language): Promise<MadeFile> {
  const made =
    format === 'pdf'
      ? connection.request('paper.make', { form: 'list', about: { kind: 'list', source }, language, isDraft: false })
      : connection.request('list.export', { id, language, source, format, separator });
  return (await made) as MadeFile;
}

interface Export {
  /** Undefined while nothing is being made. */
  readonly progress: ExportProgress | undefined;
  readonly failure: Failure | undefined;
  /** Answers what was made; undefined where it was stopped or failed. */
  make(wanted: ExportWanted): Promise<MadeFile | undefined>;
  stop(): void;
}

const ignore = (): undefined => undefined;

/** One at a time. Whoever leaves stops it. */
export function useExport(): Export {
  const { language } = useWords();
  const [progress, setProgress] = useState<ExportProgress>();
  const [failure, setFailure] = useState<Failure>();
  const running = useRef<string>(undefined);
  const stop = useCallback(() => {
    const id = running.current;
    running.current = undefined;
    setProgress(undefined);
    if (id !== undefined) void connection.request('list.exportStop', { id }).catch(ignore);
  }, []);
  useEffect(() => stop, [stop]);
  const make = async (wanted: ExportWanted): Promise<MadeFile | undefined> => {
    const id = newId();
    running.current = id;
    setFailure(undefined);
    setProgress({ done: 0, total: 0 });
    const look = setInterval(() => {
      connection
        .request('list.exportProgress', { id })
        .then((found) => found !== null && running.current === id && setProgress(found as ExportProgress))
        .catch(ignore);
    }, LOOK_MS);
    try {
      const made = await request(id, wanted, language);
      if (running.current !== id) return undefined;
      saveMade(made);
      return made;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      // Of what was given up nobody waits for an answer.
      if (running.current === id || error.failure.code === 'export.stopped') setFailure(error.failure);
      return undefined;
    } finally {
      clearInterval(look);
      if (running.current === id) {
        running.current = undefined;
        setProgress(undefined);
      }
    }
  };
  return { progress, failure, make, stop };
}
