/**
 * Expected failures: a stable code, and details that fill the sentence people read (`i18n/refusals.ts`).
 * Inside a mutation a refusal is thrown, because it has to roll the transaction back; `runMutation` turns it into data.
 */
import type { JsonValue } from '../schema/define.ts';

/** Every code that the rules can answer. The sentences of both languages are keyed by it. */
export const refusalCodes = [
  'mutation.unknown',
  'mutation.invalid',
  'mutation.outOfOrder',
  'permission.denied',
  'row.missing',
  'row.deleted',
  'row.exists',
  'reference.missing',
  'reference.deleted',
  'unique.taken',
  'value.invalid',
  'column.readonly',
  'conflict.changed',
  'stock.insufficient',
  'stock.sameLocation',
  'case.none',
  'case.notSingle',
  'case.holds',
  'case.follows',
  'kit.inItself',
  'count.wrongStatus',
  'count.alreadyUndone',
  'count.undecided',
  'count.severalNumbers',
  'count.alreadyReversed',
  'status.transition',
  'conflict.resolved',
  'constraint.violated',
  'author.unknown',
  'internal.failed',
  'push.refused',
  'row.notYours',
  'row.someoneElses',
  'row.shared',
  'row.otherDepartment',
  'report.signed',
  'report.tooEarly',
  'event.running',
  'event.reported',
  'event.signed',
  'show.timeStands',
  'show.sceneStands',
  'show.markStands',
  'schedule.blocked',
  'schedule.partTold',
  'schedule.ruleChanged',
  'show.notReady',
  'tour.datesReversed',
  'tour.eventsOutside',
  'tour.eventsOutsideUnseen',
  'tour.eventOutside',
  'tour.placeHolds',
  'tour.piecesOut',
  'tour.movedMeanwhile',
  'packing.caseInItself',
  'packing.moreThanOut',
  'packing.moreThanThere',
  'packing.alreadyUndone',
  'packing.damagedAlready',
  'packing.piecesAway',
  'transport.nothingLoaded',
  'transport.onRoad',
  'transport.goneOn',
  'transport.holdsPieces',
  'booking.taken',
  'booking.tooFew',
  'booking.takenByEvent',
  'booking.substituteTaken',
  'booking.settled',
  'booking.over',
  'booking.policyChanged',
  'show.running',
  'show.endsBeforeItBegins',
  'show.otherProduction',
  'row.protected',
  'deletion.blocked',
  'deletion.changed',
  'deletion.self',
  'deletion.restored',
  'movement.noWayBack',
  'movement.takenBack',
  'restore.parentDeleted',
  'restore.taken',
  'restore.purged',
  'undo.changed',
  'undo.stays',
  'undo.hasMore',
  'payload.text',
  'payload.key',
  'payload.shape',
  'payload.depth',
  'payload.size',
  'tree.cycle',
  'tag.taken',
  'tag.another',
  'time.locked',
  'time.notYours',
  'time.otherProject',
  'time.tooMany',
  'time.ownApproval',
  'mutation.quarantined',
  'people.lastAdministrator',
  'people.above',
  'people.reservedCode',
] as const;
/** Stable, like those of failures: refusals are kept in rows and read by later versions. */
export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal as data. */
export interface RefusalData {
  readonly code: RefusalCode;
  readonly details: { readonly [key: string]: JsonValue };
}

/** A refusal on its way out of a mutation. */
export class Refusal extends Error {
  readonly data: RefusalData;
  constructor(code: RefusalCode, details: RefusalData['details'] = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'Refusal';
    this.data = { code, details };
  }
}

/** A value, or why there is none. */
export type Result<T, E = RefusalData> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };
/** It went as asked. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
/** It did not, for an expected reason, and nothing of it happened. */
export const failed = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

const GUARD = /guard\|([\w.]+)\|(\w+)\|(\w+)/;

/** The refusal that a guard of either database raised, from its message; undefined where it was something else. */
export function refusalOfGuard(message: string): RefusalData | undefined {
  const [, code, table, column] = GUARD.exec(message) ?? [];
  const known = refusalCodes.find((candidate) => candidate === code);
  return known === undefined ? undefined : { code: known, details: { table: table ?? '', column: column ?? '' } };
}
