/** The passport on paper: all of it, or the section that is open, as it stands in the variant. */
import { formsOf } from '../../../shared/ipc/paper-contract.ts';
import type { PrintTarget } from '../paper/paper-store.ts';
import type { PassportPlace } from './passport-address.ts';

/** What the two choices are called. */
type Whats = NonNullable<PrintTarget['whats']>;

/** `place` names the section that is open; with none there is no choice. */
export function passportTarget(title: string, place: PassportPlace, whats: Whats): PrintTarget {
  const { performanceId, variant, section } = place;
  return {
    title,
    forms: formsOf.passport,
    hasChosen: section !== null,
    whats,
    about: (isChosen) => ({
      kind: 'passport',
      performanceId,
      variantId: variant,
      sectionId: isChosen ? section : null,
    }),
  };
}
