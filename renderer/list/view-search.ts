/** The view of a list in its page's address, `?view=…` (`shared/lists/view-text.ts`). */
import { z } from 'zod';

const MAX_VIEW = 8000;

/** What is too long is left out: a link never ends in a page that does not open. */
export const viewSearch = z.object({ view: z.string().max(MAX_VIEW).optional().catch(undefined) });

/** The part of an address in which a list keeps its view. */
export interface ViewAddress {
  readonly text: string | undefined;
  /** Puts a view there in place of the one before, so that Back does not walk letter by letter. */
  write(text: string | undefined): void;
}
