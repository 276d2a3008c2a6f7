/** What screens ask about cases: what lies in one, what should, and what goes along with it. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { KitLine, KitPart } from '../../rules/kits.ts';

/** Where pieces of a thing stand. */
export interface StandsAt {
  readonly locationId: string;
  readonly name: string;
  readonly quantity: number;
}

/** A thing of a case. */
export interface CaseLine extends KitLine {
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly note: string | null;
  /** Belongs here because its home is here, and not by a line of the list. */
  readonly isHomed: boolean;
  /** It is a case itself. */
  readonly isCase: boolean;
  /** Where else most of it stands; null where it stands nowhere else. Places on tours are not asked. */
  readonly elsewhere: StandsAt | null;
}

/** A place on the way to a case; `itemId` where it is a case. */
export interface CaseStep {
  readonly locationId: string;
  readonly name: string;
  readonly itemId: string | null;
}

/** A thing as a case. */
export interface CaseView {
  readonly itemId: string;
  readonly name: string;
  /** Null where the thing is no case (any more). */
  readonly placeId: string | null;
  /** From the root to where the case stands. */
  readonly way: readonly CaseStep[];
  /** When and by whom it was last looked through; null: never, or that was taken back. */
  readonly checkedAt: string | null;
  readonly checkedBy: string | null;
  readonly lines: readonly CaseLine[];
}

/** A part that goes along with a case, by name. */
export interface NamedPart extends KitPart {
  readonly name: string;
}

const about = z.strictObject({ itemId: z.uuid() });

/** Null where there is no such thing. */
export const caseContents = declareQuery<CaseView | null>()('case.contents', about);

/** What goes along with a case by lists, however deep, without the case itself; nothing of what is no case. */
export const caseParts = declareQuery<readonly NamedPart[]>()('case.parts', about);
