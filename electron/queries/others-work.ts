/** What waits, or was refused, as somebody else may read it who looks at a shared laptop. */
import { permissionOf } from '../../shared/mutations/registry.ts';
import { PLAN_RIGHT, planned } from '../../shared/rules/publication.ts';
import { readableArgs, readableDetails } from '../../shared/schema/readable.ts';
import type { Reading } from '../replica/reading.ts';

/** Work as it is kept. */
interface Work {
  readonly name: string;
  readonly args: unknown;
  readonly authorId: string;
}

const tableIn = (args: unknown): unknown =>
  typeof args === 'object' && args !== null && 'table' in args ? args.table : undefined;

/** Whether it plans, answers a call, or remembers a sheet, which may be one of the plan. */
function isOfThePlan({ name, args }: Work): boolean {
  const table = tableIn(args);
  return (
    name.startsWith('schedule.') ||
    name === 'sheet.printed' ||
    planned.some((each) => each === table) ||
    permissionOf(name, String(table)) === PLAN_RIGHT
  );
}

const isHidden = (replica: Reading, work: Work, reader: string | undefined): boolean =>
  work.authorId !== reader && !replica.mayRead(PLAN_RIGHT) && isOfThePlan(work);

/** Its arguments; of somebody else's planning no more than what kind of row it is about. */
export function argsFor(replica: Reading, work: Work, reader: string | undefined): unknown {
  if (!isHidden(replica, work, reader)) return readableArgs(work.args, replica.mayRead, work.authorId !== reader).args;
  const table = tableIn(work.args);
  return table === undefined ? {} : { table };
}

/** Why it was refused; of somebody else's planning no more than the code says. */
export const detailsFor = <V extends Parameters<typeof readableDetails>[0][string]>(
  replica: Reading,
  work: Work,
  details: Readonly<Record<string, V>>,
  reader: string | undefined,
): Record<string, V> => (isHidden(replica, work, reader) ? {} : readableDetails(details, replica.mayRead));
