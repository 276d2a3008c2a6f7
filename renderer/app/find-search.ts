/** What many lists have after the `?` of their address: the words that are looked for. */
import { z } from 'zod';

/** Letters: what is longer is no search, and the host would refuse it. */
export const MAX_FIND = 200;

/** What is damaged or too long is left out: a link never ends in a page that does not open. */
export const findSearch = z.object({ find: z.string().max(MAX_FIND).optional().catch(undefined) });
