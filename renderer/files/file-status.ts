/** How the ways of contents stand, as the host tells it: one value for the whole window. */
import { create } from 'zustand';
import type { FileStatus } from '../../shared/ipc/file-contract.ts';
import { connection } from '../data/connection.ts';

interface Told {
  /** Undefined until the host has told. */
  readonly status: FileStatus | undefined;
}
const useTold = create<Told>(() => ({ status: undefined }));
connection.onFiles((status) => useTold.setState({ status }));

export const useFileStatus = (): FileStatus | undefined => useTold(({ status }) => status);

/** The Network Information API, as far as browsers have it. */
interface Line extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
}

/** Whether the line is paid for by the byte, as the system says; false where it says nothing. */
const isMetered = ({ type, saveData }: Line): boolean => saveData === true || type === 'cellular';

/** Tells the host what the system says of the line, now and whenever it changes. Answers how to stop. */
export function tellMetered(): () => void {
  const line = (navigator as { readonly connection?: Line }).connection;
  if (line === undefined) return () => undefined;
  const tell = (): void => {
    // Who is not signed in has nothing to send: it is told again then.
    void connection.request('files.setMetered', { isMetered: isMetered(line) }).catch(() => undefined);
  };
  tell();
  line.addEventListener('change', tell);
  return () => line.removeEventListener('change', tell);
}
