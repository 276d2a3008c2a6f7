/** What is laid out before a show begins: the lines of the run sheet that preset something. */
import type { z } from 'zod';
import { runSheetData } from '../run-sheet/data.ts';

export const presetListData = runSheetData;
/** Parsed. */
export type PresetListData = z.infer<typeof presetListData>;
