/** Takes what is dropped on it and what is pasted while it is on the screen; a chooser of files for its buttons. */
import { IconDownload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { droppedFiles, hasFiles, pastedFiles } from './dropped-files.ts';
import './files.css';

type Props = Readonly<{
  /** What dropping does here: «Add photos». */
  label: string;
  isOff?: boolean;
  /** Also pasted files are meant for it: one zone of a screen says so. */
  takesPaste?: boolean;
  onFiles: (files: readonly File[]) => void;
  className?: string;
  children: ReactNode;
}>;

const TYPING = 'input, textarea, [contenteditable="true"]';

/** The newest `onPaste` hears what is pasted anywhere but into a field. */
export function usePaste(onPaste: ((files: readonly File[]) => void) | undefined): void {
  const { t } = useWords();
  const latest = useRef(onPaste);
  useLayoutEffect(() => {
    latest.current = onPaste;
  });
  const nameless = t('files.pasted');
  useEffect(() => {
    const hear = (event: ClipboardEvent): void => {
      if (latest.current === undefined || event.clipboardData === null || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING) !== null) return;
      const files = pastedFiles(event.clipboardData, nameless);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.addEventListener('paste', hear);
    return () => window.removeEventListener('paste', hear);
  }, [nameless]);
}

/** Over which of the children the pointer is does not matter: only the zone as a whole is entered and left. */
export function DropZone({ label, isOff = false, takesPaste = false, onFiles, className, children }: Props): ReactNode {
  const [isOver, setOver] = useState(false);
  usePaste(takesPaste && !isOff ? onFiles : undefined);
  const meant = (event: DragEvent): boolean => {
    if (isOff || !hasFiles(event.dataTransfer)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return (
    <div
      className={`drop-zone ${className ?? ''}`}
      data-over={isOver}
      onDragOver={(event) => {
        if (meant(event)) setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!meant(event)) return;
        setOver(false);
        void droppedFiles(event.dataTransfer).then((files) => {
          if (files.length > 0) onFiles(files);
        });
      }}
    >
      {children}
      {isOver && (
        <div className="drop-here" aria-hidden>
          <IconDownload size={22} stroke={1.75} />
          {label}
        </div>
      )}
    </div>
  );
}

/** Opens the system's choice of files. */
export function useFileChooser(
  onFiles: (files: readonly File[]) => void,
  { accept, isOne = false }: { readonly accept?: string; readonly isOne?: boolean } = {},
): { readonly open: () => void; readonly field: ReactNode } {
  const input = useRef<HTMLInputElement>(null);
  return {
    open: () => input.current?.click(),
    field: (
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-hidden
        multiple={!isOne}
        accept={accept}
        data-testid="file-input"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    ),
  };
}
