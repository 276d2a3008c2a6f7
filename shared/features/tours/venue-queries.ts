/** What screens ask about a venue: its technical sheet, and whom one calls there. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';

/** Somebody at a venue. */
export interface VenueContact {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What one has to know of a house before one comes. Lengths are metres, as decimals. */
export interface VenueSheet {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly address: string | null;
  readonly timezone: string | null;
  readonly capacity: number | null;
  readonly stageWidth: string | null;
  readonly stageDepth: string | null;
  readonly stageHeight: string | null;
  readonly prosceniumWidth: string | null;
  readonly prosceniumHeight: string | null;
  readonly dock: string | null;
  readonly power: string | null;
  readonly rigging: string | null;
  readonly note: string | null;
  readonly contacts: readonly VenueContact[];
}
/** A live venue; null where there is none. */
export const venueSheet = declareQuery<VenueSheet | null>()('tours.venue', z.strictObject({ id: z.uuid() }));
