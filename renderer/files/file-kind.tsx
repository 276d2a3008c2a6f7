/** What kind of file something is, by its type: which viewer shows it, and by which sign it is known. */

import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconPhoto,
  type TablerIcon,
} from '@tabler/icons-react';
import { createElement, type ReactNode } from 'react';

/** What is shown inside the app, and everything else. */
export type Kind = 'picture' | 'pdf' | 'sound' | 'film' | 'other';

/** Pictures that are programs, or that no browser draws, are not among them. */
const DRAWN = /^image\/(?:jpeg|png|gif|webp|avif|bmp)$/;
/** Drawn from the copy that the laptop makes. */
const COPIED = /^image\/(?:tiff|heic|heif)$/;

export function kindOf(mime: string): Kind {
  if (DRAWN.test(mime) || COPIED.test(mime)) return 'picture';
  if (mime === 'application/pdf') return 'pdf';
  if (mime.startsWith('audio/')) return 'sound';
  if (mime.startsWith('video/')) return 'film';
  return 'other';
}

/** Whether a window can draw the original. */
export const isDrawn = (mime: string): boolean => DRAWN.test(mime);

const SIGNS: Readonly<Record<Exclude<Kind, 'other'>, TablerIcon>> = {
  picture: IconPhoto,
  pdf: IconFileTypePdf,
  sound: IconFileMusic,
  film: IconMovie,
};

function iconOf(mime: string): TablerIcon {
  const kind = kindOf(mime);
  if (kind !== 'other') return SIGNS[kind];
  if (/zip|rar|7z|tar|compress/.test(mime)) return IconFileZip;
  if (/sheet|excel|csv/.test(mime)) return IconFileSpreadsheet;
  return /text|word|document|rtf/.test(mime) ? IconFileText : IconFile;
}

/** What kind of file it is, as a sign; its name stands beside it. */
export const FileSign = ({ mime, size }: Readonly<{ mime: string; size: number }>): ReactNode =>
  createElement(iconOf(mime), { size, stroke: 1.5, 'aria-hidden': true });
