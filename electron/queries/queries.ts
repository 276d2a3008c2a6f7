/** All queries by name. */
import type { z } from 'zod';
import type { Reading } from '../replica/reading.ts';
import { withTold } from '../replica/told-schedule.ts';
import { bookingPolicy, timeline } from './availability-queries.ts';
import { caseContents, caseParts } from './case-queries.ts';
import { codeLike, countEntries, countHead, countLines, countList, countReview } from './count-queries.ts';
import { type Asker, answer, type Query } from './define-query.ts';
import { deletionPlan, restorePlan } from './deletion-queries.ts';
import { disputes } from './dispute-queries.ts';
import {
  attachmentsOf,
  documentFiles,
  documentFolders,
  documentVersions,
  documentWithContent,
} from './document-queries.ts';
import { draftOf } from './draft-queries.ts';
import { filePins, filesStored, filesSummed } from './file-queries.ts';
import { health } from './health-queries.ts';
import { codeLookup, inventoryItem, itemNeeds } from './inventory-queries.ts';
import { labelSubjects, labelTemplates, labelTheater } from './label-queries.ts';
import { bulkDeletion, bulkRows } from './lists/bulk-queries.ts';
import { listCounts, listIds, listRows, listSelected, listSummary } from './lists/list-queries.ts';
import { savedViews } from './lists/saved-view-queries.ts';
import { comingCalls, noticeList } from './notices/notice-queries.ts';
import { objectComments, objectPointing } from './object-queries.ts';
import { attention, titlesQuery, waitingList } from './outbox-queries.ts';
import { packingEntries, packingHead, packingLastOfLine, packingLines, packingNeeds } from './packing-queries.ts';
import { paperOffice, paperSheet, penLines, rememberedSheet } from './paper/paper-queries.ts';
import { formTemplates, sampleSheet, trialSubjects } from './paper/template-queries.ts';
import { passportOf, referredThings, sectionChange, sectionDocuments, sectionHistory } from './passport-queries.ts';
import { photoCovers, photoRun, photosOf } from './photo-queries.ts';
import { checklistsOf } from './production-checklists.ts';
import { productionInventory } from './production-inventory.ts';
import {
  productionHead,
  productionOverview,
  productionPosters,
  productionReports,
  productionTeam,
} from './production-queries.ts';
import { recordDetail, recordHistory, recordList, recordOptions } from './record-queries.ts';
import { runSheetForEvent, runSheetOf, runSheetThings } from './run-sheet/run-sheet-queries.ts';
import { calendarContents } from './schedule/calendar-query.ts';
import {
  scheduleCollisions,
  scheduleFree,
  scheduleRules,
  scheduleShifted,
  upcomingCollisions,
} from './schedule/collision-queries.ts';
import { eventDetail } from './schedule/event-queries.ts';
import { importNames, importStandings } from './schedule/import-queries.ts';
import { scheduleOptions, schedulePreview, scheduleRange } from './schedule/schedule-queries.ts';
import { globalSearch, searchKinds } from './search-queries.ts';
import { houseChecklists, showEvening, showTonight } from './show/evening-queries.ts';
import { todayDay } from './today/day-queries.ts';
import { todayChanges, todayMine } from './today/mine-queries.ts';
import { todayProblems } from './today/problem-queries.ts';
import { tourShortages } from './tour-shortages.ts';
import { tourFiles } from './tours/tour-files.ts';
import {
  ownTourDays,
  tourContacts,
  tourHead,
  tourList,
  tourPeople,
  tourPlan,
  venueSheet,
} from './tours/tour-queries.ts';
import { lastLoadActs } from './transports/load-acts.ts';
import { transportBoard } from './transports/transport-queries.ts';
import { categoryTree, locationTree } from './tree-queries.ts';
import { undoOutlook, undoOutlooks } from './undo-queries.ts';
import { ownWords } from './words-queries.ts';

/** A query that can be run with arguments from outside. */
export interface AnyQuery {
  readonly name: string;
  /** The tables that it looks at to answer these arguments; none where it does not take them. */
  readonly tables: (args: unknown) => readonly string[];
  /** Parses the arguments; on success answers how to run it. */
  readonly prepare: (
    args: unknown,
  ) => ((replica: Reading, author?: Asker, clock?: Date) => Promise<unknown>) | z.ZodError;
}

/** A query without its types, as the wire has it: it parses what comes instead. */
function untyped<A, R>(query: Query<A, R>): AnyQuery {
  return {
    name: query.name,
    tables: (args) => {
      if (typeof query.tables !== 'function') return withTold(query.tables);
      const parsed = query.args.safeParse(args);
      return parsed.success ? withTold(query.tables(parsed.data)) : [];
    },
    prepare: (args) => {
      const parsed = query.args.safeParse(args);
      return parsed.success
        ? (replica, author, clock) => answer(replica, query, parsed.data, author, clock)
        : parsed.error;
    },
  };
}

/** What a window may ask, and nothing else. A query that is declared and missing here fails a test. */
export const queries: ReadonlyMap<string, AnyQuery> = new Map(
  [
    untyped(inventoryItem),
    untyped(itemNeeds),
    untyped(caseContents),
    untyped(caseParts),
    untyped(timeline),
    untyped(disputes),
    untyped(tourShortages),
    untyped(bookingPolicy),
    untyped(labelTemplates),
    untyped(labelSubjects),
    untyped(labelTheater),
    untyped(listRows),
    untyped(listSummary),
    untyped(listCounts),
    untyped(listIds),
    untyped(savedViews),
    untyped(listSelected),
    untyped(bulkRows),
    untyped(bulkDeletion),
    untyped(codeLookup),
    untyped(locationTree),
    untyped(categoryTree),
    untyped(countList),
    untyped(countHead),
    untyped(countLines),
    untyped(countEntries),
    untyped(countReview),
    untyped(codeLike),
    untyped(attention),
    untyped(waitingList),
    untyped(titlesQuery),
    untyped(globalSearch),
    untyped(searchKinds),
    untyped(ownWords),
    untyped(draftOf),
    untyped(objectPointing),
    untyped(objectComments),
    untyped(deletionPlan),
    untyped(undoOutlook),
    untyped(undoOutlooks),
    untyped(restorePlan),
    untyped(recordList),
    untyped(recordDetail),
    untyped(recordOptions),
    untyped(recordHistory),
    untyped(health),
    untyped(packingEntries),
    untyped(packingHead),
    untyped(packingLastOfLine),
    untyped(packingLines),
    untyped(packingNeeds),
    untyped(paperOffice),
    untyped(paperSheet),
    untyped(rememberedSheet),
    untyped(penLines),
    untyped(formTemplates),
    untyped(trialSubjects),
    untyped(sampleSheet),
    untyped(photosOf),
    untyped(photoCovers),
    untyped(photoRun),
    untyped(documentFolders),
    untyped(documentFiles),
    untyped(documentVersions),
    untyped(documentWithContent),
    untyped(attachmentsOf),
    untyped(filePins),
    untyped(filesStored),
    untyped(productionPosters),
    untyped(productionHead),
    untyped(productionOverview),
    untyped(productionInventory),
    untyped(productionTeam),
    untyped(productionReports),
    untyped(checklistsOf),
    untyped(passportOf),
    untyped(sectionDocuments),
    untyped(referredThings),
    untyped(sectionHistory),
    untyped(sectionChange),
    untyped(scheduleRange),
    untyped(scheduleOptions),
    untyped(schedulePreview),
    untyped(scheduleCollisions),
    untyped(scheduleFree),
    untyped(scheduleShifted),
    untyped(scheduleRules),
    untyped(importStandings),
    untyped(importNames),
    untyped(calendarContents),
    untyped(upcomingCollisions),
    untyped(transportBoard),
    untyped(lastLoadActs),
    untyped(eventDetail),
    untyped(showEvening),
    untyped(showTonight),
    untyped(houseChecklists),
    untyped(runSheetForEvent),
    untyped(runSheetOf),
    untyped(runSheetThings),
    untyped(filesSummed),
    untyped(ownTourDays),
    untyped(tourContacts),
    untyped(tourFiles),
    untyped(tourHead),
    untyped(tourList),
    untyped(tourPeople),
    untyped(tourPlan),
    untyped(venueSheet),
    untyped(todayDay),
    untyped(todayProblems),
    untyped(todayMine),
    untyped(todayChanges),
    untyped(noticeList),
    untyped(comingCalls),
  ].map((query) => [query.name, query]),
);
