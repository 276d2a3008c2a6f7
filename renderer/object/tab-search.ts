/** Which tab of an object is open, in its page's address: Back and a link find it again. */
import { z } from 'zod';

const MAX_TAB = 20;
export const tabSearch = z.object({ tab: z.string().max(MAX_TAB).optional().catch(undefined) });

/** The part of an address in which a page keeps the open tab. */
export interface TabAddress {
  readonly tab: string | undefined;
  open(tab: string): void;
}
