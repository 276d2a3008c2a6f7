/** Where in a passport somebody is: a section, as the page or as it is read in the wings. */
import { isUuid } from '../../../shared/base/ids.ts';
import { go } from '../../lib/go.ts';

/** What an address says of the tab. */
export interface PassportPlace {
  readonly performanceId: string;
  readonly variant: string | null;
  readonly section: string | null;
  /** Large, without anything to edit. */
  readonly isRead: boolean;
}

const READ = 'read:';

/** From the `part` of an address. */
export function placeOf(performanceId: string, variant: string | null, part: string | null): PassportPlace {
  const isRead = part?.startsWith(READ) === true;
  const section = isRead ? part.slice(READ.length) : part;
  return { performanceId, variant, section: isUuid(section) ? section : null, isRead };
}

/** Turns to a place. `isQuiet`: Back does not lead here again. */
export function turnTo({ performanceId, variant, section, isRead }: PassportPlace, isQuiet = false): void {
  const part = section === null ? undefined : `${isRead ? READ : ''}${section}`;
  go({
    to: '/productions/{-$id}/{-$tab}',
    params: { id: performanceId, tab: 'passport' },
    search: { ...(variant === null ? {} : { variant }), ...(part === undefined ? {} : { part }) },
    replace: isQuiet,
  });
}
