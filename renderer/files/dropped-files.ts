/** What somebody drops or pastes, as files: folders are opened. */

/** More at once are not meant. */
const MOST_FILES = 2000;

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File | undefined> =>
  new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));

/** A reader answers some entries at a time, and none at the end. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0 || all.length > MOST_FILES) return all;
    all.push(...some);
  }
}

async function below(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await fileOf(entry)].filter((file) => file !== undefined);
  if (!isDirectory(entry)) return [];
  const files: File[] = [];
  for (const child of await entriesOf(entry)) {
    // What a system leaves in its folders is nobody's file.
    if (!child.name.startsWith('.')) files.push(...(await below(child)));
    if (files.length >= MOST_FILES) break;
  }
  return files.slice(0, MOST_FILES);
}

/** The files of a drop, those in dropped folders too. Call it within the event: what is dropped is gone after it. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<readonly File[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...files];
  const all: File[] = [];
  for (const entry of entries) all.push(...(await below(entry)));
  return all.slice(0, MOST_FILES);
}

/** Whether files hang on what is dragged, and not text. */
export const hasFiles = ({ types }: DataTransfer): boolean => types.includes('Files');

/** Pictures on the clipboard have no name of their own. */
export function pastedFiles({ files }: DataTransfer, nameless: string): readonly File[] {
  return [...files].map((file) =>
    file.name === '' || /^image\.\w+$/.test(file.name)
      ? new File([file], `${nameless}.${file.type.split('/')[1] ?? 'png'}`, { type: file.type })
      : file,
  );
}
