/** What a window asks about the theatre's own words. */
import { z } from 'zod';
import type { StoredWord } from '../../i18n/word-rules.ts';
import { declareQuery } from '../../ipc/query.ts';

/** Every word that the theatre has replaced, as it is stored; those that were set back as well. */
export const ownWords = declareQuery<readonly StoredWord[]>()('words.own', z.strictObject({}));
