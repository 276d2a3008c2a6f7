/** The rows that some arguments speak of. */
import { isUuid } from '../../shared/base/ids.ts';

/** Everything in it that may be the id of a row, once each. */
export function idsIn(value: unknown, into: Set<string> = new Set()): Set<string> {
  if (isUuid(value)) into.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) idsIn(part, into);
  return into;
}
