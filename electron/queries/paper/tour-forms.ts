/** Papers of a tour, by form. */
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { FormKey, SheetAbout } from '../../../shared/ipc/paper-contract.ts';
import type { QueryContext } from '../define-query.ts';
import { carnetList, packingList, returnProtocol, type TourPart, waybill } from './tour-cargo.ts';
import { daySheet, tourBook } from './tour-days.ts';
import { TOUR_PAPER_TABLES, type TourPaper, tourPaperOf } from './tour-paper.ts';

export { TOUR_PAPER_TABLES };

type Making = (tour: TourPaper, part: TourPart, language: Language) => GatheredSheet;

const FORMS: Readonly<Partial<Record<FormKey, Making>>> = {
  'tour-book': (tour, _part, language) => tourBook(tour, language),
  'packing-list': packingList,
  waybill,
  'carnet-list': (tour, _part, language) => carnetList(tour, language),
  'return-protocol': (tour, _part, language) => returnProtocol(tour, language),
  'day-sheet': daySheet,
};

/**
 * A form of what is known already. Reads nothing: a sample is made by it as well as a tour. Throws where the form is
 * none of a tour.
 */
export function tourFormOf(form: FormKey, tour: TourPaper, part: TourPart, language: Language): GatheredSheet {
  const making = FORMS[form];
  if (making === undefined) throw new Error(`${form} is no form of a tour`);
  return making(tour, part, language);
}

/**
 * Null where there is no such tour, or the case or the transport that is asked for is none of it. Also null where the
 * form is none of a tour.
 */
export async function tourSheet(
  context: QueryContext,
  form: FormKey,
  about: Extract<SheetAbout, { readonly kind: 'tour' }>,
  language: Language,
): Promise<GatheredSheet | null> {
  const tour = FORMS[form] === undefined ? null : await tourPaperOf(context, about.tourId);
  if (tour === null) return null;
  if (about.caseId !== null && !tour.cases.has(about.caseId)) return null;
  if (about.transportId !== null && !tour.transports.some(({ id }) => id === about.transportId)) return null;
  return tourFormOf(form, tour, about, language);
}
