/**
 * Where the fonts of our sheets lie: Cyrillic, with an open licence beside them, so that paper needs no system fonts.
 */
import { fileURLToPath } from 'node:url';

/** The folder that holds them. */
export const FONTS = fileURLToPath(new URL('fonts', import.meta.url));
