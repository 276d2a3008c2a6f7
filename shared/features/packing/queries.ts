/** What screens ask about the packing of a tour. */
import { z } from 'zod';
import type { PackingEntryView, PackingHead, PackingLines, PackingNeeds } from '../../ipc/packing-contract.ts';
import { declareQuery } from '../../ipc/query.ts';

const ofTour = z.strictObject({ tourId: z.uuid() });

/**
 * Cases, totals, and how far each is; null where there is no such tour. `caseId`: the thing that is open as a case,
 * which is among them though nothing lies in it yet.
 */
export const packingHead = declareQuery<PackingHead | null>()(
  'packing.head',
  ofTour.extend({ caseId: z.uuid().nullable() }),
);

/**
 * The first lines of a case, of what goes in none (`caseId` null), or of all; `remaining` leaves out what is packed.
 * `text` finds by name and number.
 */
export const packingLines = declareQuery<PackingLines>()(
  'packing.lines',
  z.strictObject({
    tourId: z.uuid(),
    scope: z.enum(['case', 'all']),
    caseId: z.uuid().nullable(),
    filter: z.enum(['remaining', 'all']),
    text: z.string().max(100),
    limit: z.int().min(1).max(500),
  }),
);

/** What was packed last, the newest first. */
export const packingEntries = declareQuery<readonly PackingEntryView[]>()('packing.entries', ofTour);

/** The newest entry that packed pieces of a line and was not taken back; null where there is none. */
export const packingLastOfLine = declareQuery<{ readonly id: string } | null>()(
  'packing.lastOfLine',
  z.strictObject({ lineId: z.uuid() }),
);

/** What has to go by the productions of the tour's events, and by what the list differs from it. */
export const packingNeeds = declareQuery<PackingNeeds>()('packing.needs', ofTour);
