/** The report of an evening on paper. */
import { formsOf } from '../../../shared/ipc/paper-contract.ts';
import type { PrintTarget } from '../paper/paper-store.ts';

export const reportTarget = (eventId: string, title: string): PrintTarget => ({
  title,
  forms: formsOf.evening,
  hasChosen: false,
  about: () => ({ kind: 'evening', eventId }),
});
