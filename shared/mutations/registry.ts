/** Every mutation of this version, by name: who may begin it, what people call it, how it runs. */
import type { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import type { TableName } from '../schema/catalog.ts';
import type { Name } from '../schema/define.ts';
import * as bookings from './booking-mutations.ts';
import * as bookingPolicy from './booking-policy.ts';
import { bookingUnsettle } from './booking-unsettle.ts';
import * as calls from './call-mutations.ts';
import * as cases from './case-mutations.ts';
import * as checklists from './checklist-mutations.ts';
import * as decisions from './count-decisions.ts';
import * as counts from './count-mutations.ts';
import * as posting from './count-posting.ts';
import * as deletions from './deletion-mutations.ts';
import * as files from './file-mutations.ts';
import * as imports from './import-mutations.ts';
import * as integrity from './integrity-mutations.ts';
import * as inventory from './inventory-mutations.ts';
import * as kitBooking from './kit-booking.ts';
import type { Done, Intent, MutationDefinition } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import * as notices from './notice-mutations.ts';
import * as packing from './packing-mutations.ts';
import * as packingPhotos from './packing-photo.ts';
import { packingUndo } from './packing-undo.ts';
import { packingUnplan } from './packing-unplan.ts';
import * as passport from './passport-mutations.ts';
import * as productions from './production-mutations.ts';
import * as publications from './publication-mutations.ts';
import * as reports from './report-mutations.ts';
import * as rows from './row-mutations.ts';
import * as runSheets from './run-sheet-mutations.ts';
import * as runSheetVariants from './run-sheet-variants.ts';
import * as scenes from './scene-mutations.ts';
import * as schedule from './schedule-mutations.ts';
import * as scheduleRules from './schedule-rules.ts';
import * as sheets from './sheet-mutations.ts';
import * as shows from './show-mutations.ts';
import * as showTimes from './show-times.ts';
import * as tags from './tag-mutations.ts';
import * as templates from './template-mutations.ts';
import * as time from './time-mutations.ts';
import * as tours from './tour-mutations.ts';
import * as transports from './transport-mutations.ts';
import { transportPutBack } from './transport-putback.ts';
import * as words from './words-mutations.ts';

/** A step, whatever it takes. */
export interface OfferedStep {
  readonly table: TableName;
  readonly from: readonly string[];
  readonly label: Name;
  readonly comment: 'none' | 'optional' | 'required';
  readonly isMain: boolean;
}

/** A mutation whose arguments are not known to the compiler any more: it parses them itself. */
export interface Runnable {
  readonly name: string;
  readonly words: Name;
  readonly step: OfferedStep | undefined;
  /** What it takes. */
  readonly args: z.ZodType;
  /** The permission that a run on a table needs; the table matters for plain edits alone. */
  readonly permissionOn: (table: string) => string | undefined;
  /** What takes back what was done with these arguments; undefined where nothing does. */
  readonly inverse: (args: unknown, done: Done) => Intent | undefined;
  /** Rows that a run with these arguments will ask for; none where it takes no such arguments. */
  readonly reads: (args: unknown) => readonly (readonly [table: TableName, id: string])[];
  /** Parses the arguments; on success gives what it needs and what it does. */
  readonly prepare: (
    args: unknown,
  ) => { readonly permission: string | undefined; readonly run: (tx: MutationTx) => Promise<void> } | z.ZodError;
}

function runnable<A>(definition: MutationDefinition<A>): Runnable {
  return {
    name: definition.name,
    words: definition.words,
    args: definition.args,
    step: definition.step,
    // Permissions look at nothing but the table's name.
    permissionOn: (table) => definition.permission({ table } as A),
    inverse: (args, done) => {
      const parsed = definition.args.safeParse(args);
      return parsed.success ? definition.inverse?.(parsed.data, done) : undefined;
    },
    reads: (args) => {
      const parsed = definition.reads === undefined ? undefined : definition.args.safeParse(args);
      const asked = parsed?.success === true ? (definition.reads?.(parsed.data) ?? []) : [];
      return asked.filter(([, id]) => isUuid(id));
    },
    prepare: (args) => {
      const parsed = definition.args.safeParse(args);
      if (!parsed.success) return parsed.error;
      return { permission: definition.permission(parsed.data), run: (tx) => definition.run(tx, parsed.data) };
    },
  };
}

const all: readonly Runnable[] = [
  runnable(rows.rowCreate),
  runnable(rows.rowUpdate),
  runnable(rows.conflictResolve),
  runnable(bookings.bookingSettle),
  runnable(bookingUnsettle),
  runnable(bookingPolicy.bookingSetPolicy),
  runnable(deletions.rowDelete),
  runnable(deletions.employeeDeactivate),
  runnable(deletions.deletionRestore),
  runnable(inventory.inventoryCreate),
  runnable(inventory.inventoryReceive),
  runnable(inventory.inventoryMove),
  runnable(inventory.inventoryWriteOff),
  runnable(inventory.inventoryTakeBack),
  runnable(inventory.inventoryChangeStatus),
  runnable(inventory.inventoryRebuildStock),
  runnable(sheets.sheetPrinted),
  runnable(files.photoAdd),
  runnable(files.photoMakeMain),
  runnable(files.documentCreate),
  runnable(files.documentAddVersion),
  runnable(files.documentMakeCurrent),
  runnable(files.attachmentAdd),
  runnable(tags.tagClaim),
  runnable(templates.labelTemplateMakeDefault),
  runnable(templates.labelTemplateClearDefault),
  runnable(templates.formTemplateMakeDefault),
  runnable(templates.formTemplateClearDefault),
  runnable(integrity.integrityRepairTree),
  runnable(counts.countCreate),
  runnable(counts.countStart),
  runnable(counts.countRecordEntry),
  runnable(counts.countUndoEntry),
  runnable(counts.countIdentifyCode),
  runnable(decisions.countRequestRecount),
  runnable(decisions.countResolveLine),
  runnable(decisions.countResolveRest),
  runnable(counts.countReview),
  runnable(counts.countCancel),
  runnable(posting.countPost),
  runnable(posting.countReverse),
  runnable(time.timeSubmit),
  runnable(time.timeWithdraw),
  runnable(time.timeApprove),
  runnable(time.timeReject),
  runnable(shows.showMark),
  runnable(shows.showMarkLine),
  runnable(shows.showPhoto),
  runnable(shows.showTakeBackPhoto),
  runnable(shows.showReady),
  runnable(shows.showTakeBackReady),
  runnable(showTimes.showOpenHouse),
  runnable(showTimes.showStartAct),
  runnable(showTimes.showEndAct),
  runnable(showTimes.showStartInterval),
  runnable(showTimes.showEndInterval),
  runnable(showTimes.showCurtain),
  runnable(showTimes.showTakeBackTime),
  runnable(showTimes.showCorrectTiming),
  runnable(shows.showScene),
  runnable(shows.showIncident),
  runnable(shows.showNote),
  runnable(shows.showFinish),
  runnable(shows.showReopen),
  runnable(reports.reportKeep),
  runnable(reports.reportSign),
  runnable(reports.noteMakeTask),
  runnable(reports.noteMakeFault),
  runnable(words.wordsReplace),
  runnable(scheduleRules.scheduleSetRule),
  runnable(productions.performanceCopy),
  runnable(productions.copyDiscard),
  runnable(productions.variantSetNeed),
  runnable(checklists.checklistCopy),
  runnable(checklists.checklistInsertItems),
  runnable(checklists.checklistMoveItem),
  runnable(checklists.checklistRemoveItems),
  runnable(passport.passportEdit),
  runnable(passport.passportCheck),
  runnable(passport.passportUncheck),
  runnable(passport.passportAddSection),
  runnable(passport.passportReplaceInVariant),
  runnable(passport.passportMove),
  runnable(runSheets.runSheetInsertLines),
  runnable(runSheets.runSheetPaste),
  runnable(runSheets.runSheetMove),
  runnable(runSheets.runSheetMoveBack),
  runnable(runSheets.runSheetEdit),
  runnable(runSheets.runSheetRemoveLines),
  runnable(runSheetVariants.runSheetReplaceInVariant),
  runnable(runSheetVariants.runSheetLeaveOut),
  runnable(runSheetVariants.runSheetPutBack),
  runnable(scenes.sceneInsert),
  runnable(scenes.sceneMove),
  runnable(schedule.scheduleCreate),
  runnable(schedule.scheduleMove),
  runnable(schedule.scheduleShift),
  runnable(schedule.scheduleCopy),
  runnable(schedule.scheduleRepeat),
  runnable(schedule.scheduleRemove),
  runnable(imports.scheduleImport),
  runnable(imports.scheduleImportBack),
  runnable(imports.scheduleImportName),
  runnable(tours.tourCopy),
  runnable(tours.tourDiscard),
  runnable(tours.tourShift),
  runnable(calls.scheduleCall),
  runnable(calls.scheduleRelease),
  runnable(calls.scheduleAnswer),
  runnable(calls.scheduleReplace),
  runnable(publications.schedulePublish),
  runnable(cases.caseMake),
  runnable(cases.caseUnmake),
  runnable(cases.casePack),
  runnable(cases.caseUnpack),
  runnable(cases.caseCheck),
  runnable(cases.caseSettle),
  runnable(cases.kitAdd),
  runnable(cases.kitTake),
  runnable(kitBooking.kitBook),
  runnable(kitBooking.kitRelease),
  runnable(packing.packingPlan),
  runnable(packing.packingNote),
  runnable(packing.packingRecord),
  runnable(packing.packingRecordCase),
  runnable(packingPhotos.packingPhoto),
  runnable(packingPhotos.packingTakeBackPhoto),
  runnable(packingUndo),
  runnable(packingUnplan),
  runnable(transports.transportDepart),
  runnable(transports.transportArrive),
  runnable(transports.transportUnloaded),
  runnable(transports.transportUndoStep),
  runnable(transports.transportAssign),
  runnable(transports.transportOrder),
  runnable(transportPutBack),
  runnable(notices.noticeRead),
  runnable(notices.noticeMute),
];
const byName: ReadonlyMap<string, Runnable> = new Map(all.map((mutation) => [mutation.name, mutation]));

/** Names of all mutations. */
export const mutationNames: readonly string[] = all.map((mutation) => mutation.name);

/**
 * The permission that a mutation asks for before anything else, of a table where it edits any; undefined where every
 * signed-in person may begin it.
 */
export function permissionOf(name: string, table = ''): string | undefined {
  return byName.get(name)?.permissionOn(table);
}

/** The mutation of that name; undefined where this version knows none. */
export const mutationNamed = (name: string): Runnable | undefined => byName.get(name);

/** A mutation that leads a row on from where it stands. */
export interface Offered {
  readonly mutation: Runnable;
  readonly step: OfferedStep;
}

/** What leads a row of the table on from that status, in the order of the registry. */
export const stepsFrom = (table: TableName, status: string): readonly Offered[] =>
  all.flatMap((mutation) => {
    const { step } = mutation;
    return step?.table === table && step.from.includes(status) ? [{ mutation, step }] : [];
  });
