/** A production's poster: the first picture that hangs on it, else its title as a poster would set it. */
import type { CSSProperties, ReactNode } from 'react';
import type { FileView } from '../../../shared/ipc/file-contract.ts';
import { Thumb } from '../../files/thumb.tsx';

/** Hues of posters without a picture: one per title, always the same. */
const HUES = ['light', 'sound', 'machinery', 'costume', 'makeup', 'video'] as const;
const LETTERS = 2;

const hueOf = (title: string): string => {
  const sum = [...title].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `var(--d-${HUES[sum % HUES.length] ?? 'light'})`;
};

/** The first letters of its words: «ВС». */
const initialsOf = (title: string): string =>
  title
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, LETTERS)
    .map((word) => word.slice(0, 1).toLocaleUpperCase())
    .join('');

type Props = Readonly<{
  title: string;
  poster: FileView | null | undefined;
  /** `card` says the whole title, the others its letters. */
  size: 'line' | 'head' | 'card';
}>;

/** Decoration: the title stands beside it. */
export function Poster({ title, poster, size }: Props): ReactNode {
  const style = { '--poster-hue': hueOf(title) } as CSSProperties;
  return (
    <span
      className="poster"
      data-size={size}
      data-drawn={poster === null || poster === undefined}
      style={style}
      aria-hidden
    >
      {poster === null || poster === undefined ? (
        <b>{size === 'card' ? title : initialsOf(title)}</b>
      ) : (
        <Thumb file={poster} sign={20} />
      )}
    </span>
  );
}
