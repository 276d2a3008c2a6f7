/** What a window may ask about given rows, one question and more for every query of the contract. */
import { queries } from '../../electron/queries/queries.ts';
import { formKeys, formsOf } from '../../shared/ipc/paper-contract.ts';
import { findList } from '../../shared/lists/list-description.ts';
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { ATTACHABLE } from '../../shared/schema/tables/attachments.ts';

/** What is asked about. */
export interface Subjects {
  readonly rows: readonly { readonly table: TableName; readonly id: string }[];
  readonly performances: readonly string[];
  readonly events: readonly string[];
  readonly items: readonly string[];
  readonly people: readonly string[];
  readonly deletions: readonly string[];
  /** Of printed sheets. */
  readonly codes: readonly string[];
  /** What is typed into fields that search. */
  readonly texts: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly venueId: string;
  readonly since: string;
}

type Questions = Readonly<Record<string, (about: Subjects) => readonly unknown[]>>;

const once = (): readonly unknown[] => [{}];
const eachRow = ({ rows }: Subjects): readonly unknown[] => rows.map(({ table, id }) => ({ table, id }));
const eachId = ({ rows }: Subjects): readonly unknown[] => rows.map(({ id }) => ({ id }));
const eachProduction = ({ performances }: Subjects): readonly unknown[] => performances.map((id) => ({ id }));
const ofProductions = ({ performances }: Subjects): readonly unknown[] =>
  performances.map((performanceId) => ({ performanceId }));
const eachText = ({ texts }: Subjects): readonly unknown[] => texts.map((text) => ({ text }));
const eachCode = ({ codes, texts }: Subjects): readonly unknown[] => [...codes, ...texts].map((code) => ({ code }));
const eachForm = (): readonly unknown[] => formKeys.map((form) => ({ form }));

const pickOf = (text: string) => ({ text, conditions: [], sorts: [], group: null });
/** Lists of all tables that have one, as they are and by what is typed. */
const eachList = ({ texts }: Subjects) =>
  replicatedTables.flatMap((table) => ['', ...texts].map((text) => ({ table, pick: pickOf(text) })));
const columnsOf = (table: TableName): readonly string[] =>
  findList(table)
    ?.columns.map(({ key }) => key)
    .slice(0, 60) ?? [];
const idsByTable = ({ rows }: Subjects): readonly (readonly [TableName, readonly string[]])[] =>
  [...Map.groupBy(rows, ({ table }) => table)].map(([table, own]) => [table, own.map(({ id }) => id)]);
const selected = (about: Subjects) =>
  idsByTable(about).map(([table, ids]) => ({ table, pick: pickOf(''), selection: { kind: 'some', ids } }));
const place = ({ from, to, venueId }: Subjects) =>
  [from, to].map((date) => ({ date, start: '10:00', end: '23:30', venueId }));
const hypotheses = (about: Subjects): readonly unknown[] =>
  place(about).flatMap((to) => [null, ...about.events].map((id) => ({ id, to })));

const sheets = ({ rows, performances, events, from, to }: Subjects) => [
  ...events.flatMap((eventId) => [
    { form: 'show-report', about: { kind: 'evening', eventId } },
    { form: 'call-sheet', about: { kind: 'event', eventId } },
  ]),
  ...rows
    .filter(({ table }) => table === 'tours')
    .flatMap(({ id: tourId }) =>
      formsOf.tour.map((form) => ({
        form,
        about: { kind: 'tour', tourId, caseId: null, transportId: null, date: null },
      })),
    ),
  ...[from, to].map((date) => ({ form: 'day-schedule', about: { kind: 'day', date } })),
  ...performances.flatMap((performanceId) => [
    { form: 'passport', about: { kind: 'passport', performanceId, variantId: null, sectionId: null } },
    {
      form: 'run-sheet',
      about: { kind: 'runSheet', performanceId, variantId: null, view: 'scene', departmentId: null },
    },
  ]),
];

const calendars = ({ from, to, people }: Subjects): readonly unknown[] => {
  const all = { from, to, isMine: false, venueId: null, performanceId: null, employeeId: null, look: null };
  return [all, { ...all, isMine: true }, ...people.map((employeeId) => ({ ...all, employeeId }))].map((wanted) => ({
    ...wanted,
    language: 'ru',
  }));
};

const QUESTIONS: Questions = {
  'attachments.of': ({ rows }) => rows.filter(({ table }) => ATTACHABLE.some((name) => name === table)),
  'availability.disputes': ({ rows }) => [{}, ...rows.map(({ id }) => ({ conflict: id }))],
  'availability.policy': once,
  'availability.tourShortages': ({ rows }) => rows.map(({ id }) => ({ tour: id })),
  'availability.timeline': ({ from, to, items, texts }) => [
    { from, to },
    ...items.map((item) => ({ from, to, item })),
    ...texts.map((text) => ({ from, to, find: text.slice(0, 100) })),
  ],
  'attention.list': once,
  'bulk.deletion': (about) => idsByTable(about).map(([table, ids]) => ({ table, ids })),
  'bulk.rows': (about) => selected(about).map((each) => ({ ...each, action: { kind: 'delete' } })),
  'categories.tree': once,
  'code.find': eachCode,
  'code.like': eachCode,
  'counts.entries': eachId,
  'counts.head': eachId,
  'counts.lines': ({ rows }) => rows.map(({ id }) => ({ id, filter: 'all', placeId: null, limit: 500 })),
  'counts.list': once,
  'counts.review': eachId,
  'deletion.plan': eachRow,
  'documents.files': ({ rows }) => [{ ids: rows.map(({ id }) => id) }],
  'documents.folders': once,
  'documents.versions': eachId,
  'documents.withContent': () => [{ sha256: 'a'.repeat(64) }],
  'draft.of': ({ rows }) => rows.map(({ table, id }) => ({ form: `${table}/${id}` })),
  'files.pins': once,
  'files.stored': once,
  'files.summed': once,
  'health.report': once,
  'inventory.item': ({ items }) => items.map((id) => ({ id })),
  'case.contents': ({ items }) => items.map((itemId) => ({ itemId })),
  'case.parts': ({ items }) => items.map((itemId) => ({ itemId })),
  'inventory.needs': ({ items }) => items.map((id) => ({ id })),
  'labels.subjects': ({ items }) => [{ kind: 'item', ids: items }],
  'labels.templates': once,
  'labels.theater': once,
  'list.counts': (about) => eachList(about).map(({ table, pick }) => ({ table, picks: [pick] })),
  'list.ids': (about) => eachList(about).map((each) => ({ ...each, offset: 0, limit: 500 })),
  'list.rows': (about) =>
    eachList(about).map((each) => ({ ...each, columns: columnsOf(each.table), offset: 0, limit: 500 })),
  'list.selected': (about) => selected(about).map((each) => ({ ...each, totals: {} })),
  'list.summary': (about) => eachList(about).map((each) => ({ ...each, totals: {} })),
  'list.views': () => replicatedTables.map((screen) => ({ screen })),
  'locations.tree': once,
  'notices.comingCalls': once,
  'notices.list': once,
  'object.comments': eachRow,
  'object.pointing': eachRow,
  'outbox.list': () => [{}, { isWhole: true }],
  'packing.entries': ({ rows }) => rows.map(({ id }) => ({ tourId: id })),
  'packing.head': ({ rows }) => rows.map(({ id }) => ({ tourId: id, caseId: id })),
  'packing.lastOfLine': ({ rows }) => rows.map(({ id }) => ({ lineId: id })),
  'packing.lines': ({ rows }) =>
    rows.map(({ id }) => ({ tourId: id, scope: 'all', caseId: null, filter: 'all', text: '', limit: 500 })),
  'packing.needs': ({ rows }) => rows.map(({ id }) => ({ tourId: id })),
  'paper.office': eachForm,
  'paper.penLines': eachCode,
  'paper.remembered': eachCode,
  'paper.sample': () => formKeys.map((form) => ({ form, language: 'ru' })),
  'paper.sheet': (about) => sheets(about).map((sheet) => ({ ...sheet, language: 'ru' })),
  'paper.templates': once,
  'paper.trialSubjects': eachForm,
  'passport.change': eachId,
  'passport.documents': ({ rows }) => [{ sectionIds: rows.slice(0, 10).map(({ id }) => id) }],
  'passport.history': ({ rows }) => rows.map(({ id }) => ({ id, most: 200 })),
  'passport.of': ofProductions,
  'passport.referred': ({ items }) => [{ references: items.map((id) => ({ kind: 'item', id })) }],
  'photos.covers': ({ items }) => [{ itemIds: items }],
  'photos.of': ({ items }) => items.map((itemId) => ({ itemId })),
  'photos.run': ({ items }) => [
    {
      scope: { table: 'inventory_items', pick: pickOf(''), selection: { kind: 'some', ids: items } },
      at: null,
      passed: [],
      recent: [],
    },
  ],
  'productions.checklists': ofProductions,
  'productions.head': eachProduction,
  'productions.inventory': ({ performances }) => performances.map((id) => ({ id, variant: null })),
  'productions.overview': eachProduction,
  'productions.posters': ({ performances }) => [{ ids: performances }],
  'productions.reports': eachProduction,
  'productions.team': eachProduction,
  'records.get': eachRow,
  'records.history': eachRow,
  'records.list': ({ texts }) =>
    replicatedTables.flatMap((table) => ['', ...texts].map((text) => ({ table, text, offset: 0, limit: 500 }))),
  'records.options': () => replicatedTables.map((table) => ({ table })),
  'restore.plan': ({ deletions }) => deletions.map((deletionId) => ({ deletionId })),
  'runSheet.forEvent': ({ events }) => events.map((eventId) => ({ eventId })),
  'runSheet.of': ofProductions,
  'runSheet.things': ({ performances, texts }) =>
    performances.flatMap((performanceId) => texts.map((text) => ({ performanceId, text }))),
  'schedule.calendar': calendars,
  'schedule.collisions': hypotheses,
  'schedule.event': ({ events }) => events.map((id) => ({ id })),
  'schedule.free': hypotheses,
  'schedule.importNames': ({ texts }) => [{ venues: texts, performances: texts }],
  'schedule.importStandings': ({ events }) => [
    { keys: events.map((id) => ({ uid: `${id}@offstage`, recurrence: null })) },
  ],
  'schedule.options': once,
  'schedule.preview': ({ events }) => [{ ids: events }],
  'schedule.range': ({ from, to, people }) => [null, ...people].map((employeeId) => ({ from, to, employeeId })),
  'schedule.rules': once,
  'transports.lastActs': ({ rows }) => rows.map(({ id }) => ({ tourId: id, transportId: null })),
  'transports.board': ({ rows }) => rows.map(({ id }) => ({ tourId: id })),
  'schedule.shifted': ({ events, from }) => [
    { copies: events.map((id) => ({ id, fromId: id, date: from, isCopy: false })) },
  ],
  'schedule.upcomingCollisions': once,
  'search.everywhere': eachText,
  'search.kinds': eachText,
  'show.evening': ({ events }) => events.map((eventId) => ({ eventId })),
  'show.houseChecklists': once,
  'show.tonight': once,
  'titles.of': ({ rows }) => [{ ids: rows.map(({ id }) => id) }],
  'today.changes': ({ since }) => [{ since }],
  'today.day': once,
  'today.mine': once,
  'today.problems': once,
  'tours.contacts': eachId,
  'tours.files': eachId,
  'tours.head': eachId,
  'tours.list': once,
  'tours.ownDays': once,
  'tours.people': eachId,
  'tours.plan': eachId,
  'tours.venue': eachId,
  'undo.outlook': ({ rows }) =>
    rows.map(({ table, id }) => ({
      done: { name: 'row.update', args: { table, id, changes: {}, seen: {} } },
      inverse: { name: 'row.update', args: { table, id, changes: {}, seen: {} } },
    })),
  'undo.outlooks': ({ rows }) => [
    { inverses: rows.map(({ table, id }) => ({ name: 'row.update', args: { table, id, changes: {}, seen: {} } })) },
  ],
  'words.own': once,
};

/** Every query with what is asked; throws where one of the contract has no question here. */
export function questionsAbout(
  about: Subjects,
): readonly { readonly name: string; readonly args: readonly unknown[] }[] {
  return [...queries.keys()].map((name) => {
    const ask = QUESTIONS[name];
    if (ask === undefined) throw new Error(`nobody asks ${name} here: give it a question`);
    return { name, args: ask(about) };
  });
}
