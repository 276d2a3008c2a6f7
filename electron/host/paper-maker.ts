/**
 * From a form and what it is about to a sheet, for windows and the command line: what it says is read as whoever is at
 * work may see it, made into a PDF, and remembered by the code that stands on it.
 */
import { randomBytes } from 'node:crypto';
import type { FrameData } from '../../paper/forms/pieces.ts';
import { ourTemplate } from '../../paper/our-templates.ts';
import type { SheetAnswer, SheetJob } from '../../paper/sheet-job.ts';
import { AppError } from '../../shared/base/app-error.ts';
import {
  type GatheredSheet,
  paperOffice,
  paperSheet,
  type RememberedSheet,
  rememberedSheet,
  type SheetOffice,
  sampleSheet,
} from '../../shared/features/paper/queries.ts';
import { formatDateTime } from '../../shared/i18n/date-text.ts';
import type {
  FormKey,
  SheetAbout,
  SheetRequest,
  SheetStanding,
  TemplateField,
  TemplateTrial,
  TrialOf,
} from '../../shared/ipc/paper-contract.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { makeSheetCode, readSheetCode } from '../../shared/rules/sheet-code.ts';
import { compareLines, digestLines } from '../../shared/rules/sheet-lines.ts';
import { dayIn } from '../../shared/rules/upcoming.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { gatherList } from '../queries/paper/list-form.ts';
import { fileName } from '../queries/sheets/file-name.ts';
import type { OwnJob } from './own-template.ts';
import type { ReplicaHost } from './replica-host.ts';
import { sheetFor } from './sheet-for.ts';
import { fieldsOf } from './template-fields.ts';

/** A sheet as a file. */
export interface PaperFile {
  readonly name: string;
  readonly title: string;
  readonly mime: 'application/pdf';
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Null on a draft. */
  readonly code: string | null;
  /** The theatre's own template was ended when it was tried, and ours was taken (`own-template.ts`). */
  readonly isWithoutTemplate: boolean;
}

/** An answer as a whole: nothing is held of an earlier one. */
async function ask<A, R>(host: ReplicaHost, query: QueryOf<A, R>, args: A): Promise<R> {
  const answer = await host.ask(query.name, args);
  if (answer.kind !== 'whole') throw new Error(`${query.name} was answered in part`);
  return answer.value as R;
}

type Asked = Pick<SheetRequest, 'form' | 'about' | 'language'>;

/** Undefined where what it is about is not there, or the form is none of it. */
async function gather(host: ReplicaHost, { form, about, language }: Asked): Promise<GatheredSheet | undefined> {
  if (about.kind !== 'list') return (await ask(host, paperSheet, { form, about, language })) ?? undefined;
  const order = { source: about.source, form: 'sheet', separator: 'semicolon', language } as const;
  const made = await sheetFor(host, host.deps.newId(), order);
  return made.kind === 'sheet' ? gatherList(made.sheet) : undefined;
}

/** What is remembered of what it is about: a list that a window described is too much of it. */
const kept = (about: SheetAbout): JsonValue =>
  about.kind === 'list' && about.source.kind === 'described' ? {} : about;

/** What draws codes is as large as half of the app: it comes with the first sheet that has one. */
const pictureOf = async (code: string): Promise<Uint8Array> =>
  (await import('../../paper/sheet-code-picture.ts')).qrCode(code);

/** The thumbnails of the pictures that are here, by name. */
async function picturesOf(
  host: ReplicaHost,
  pictures: GatheredSheet['pictures'],
): Promise<Readonly<Record<string, Uint8Array>>> {
  const found: Record<string, Uint8Array> = {};
  for (const { name, sha256 } of pictures) {
    const bytes = await host.files.keptThumbnail(sha256);
    if (bytes !== undefined) found[name] = bytes;
  }
  return found;
}

/** Throws AppError `paper.template`, `paper.late`, `paper.failed`. */
function mustBeMade(answer: SheetAnswer): Extract<SheetAnswer, { readonly ok: true }> {
  if (answer.ok) return answer;
  const [problem] = answer.problems;
  if (answer.reason === 'late') throw new AppError('paper.late');
  if (answer.reason !== 'template' || problem === undefined) throw new AppError('paper.failed');
  const { file, line, message } = problem;
  throw new AppError('paper.template', { file, line: line ?? 0, message });
}

/** Of what a template is made that is only looked at: real, or thought up. Throws AppError `paper.nothing`. */
async function gatherTrial(host: ReplicaHost, { form, about, language }: TrialOf): Promise<GatheredSheet> {
  const sheet =
    about === null ? await ask(host, sampleSheet, { form, language }) : await gather(host, { form, about, language });
  if (sheet === undefined) throw new AppError('paper.nothing');
  return sheet;
}

interface Framing {
  readonly sheet: GatheredSheet;
  readonly language: SheetRequest['language'];
  readonly office: SheetOffice;
  /** Null on a draft. */
  readonly code: string | null;
}

/** What the theatre, the person and the laptop say on every sheet. */
async function frameOf(host: ReplicaHost, { sheet, language, office, code }: Framing): Promise<FrameData> {
  const author = await loadAuthor(host.replica.db, host.sessions.current?.userId ?? '');
  const asOf = asOfSync(host);
  return {
    language,
    theater: office.theater,
    title: sheet.title,
    printedAt: formatDateTime(host.deps.now().toISOString(), language, office.zone),
    printedBy: author?.name ?? '',
    asOf: asOf === null ? null : formatDateTime(asOf, language, office.zone),
    code,
  };
}

const asOfSync = (host: ReplicaHost): string | null =>
  host.engine?.lastSyncedAt ?? host.replica.meta('last_synced_at') ?? null;

/** What draws codes comes with the first sheet that has labels beside it. */
async function labelled(host: ReplicaHost, { labels }: GatheredSheet): Promise<{ readonly labels?: JsonValue }> {
  if (labels === undefined || labels.length === 0) return {};
  return { labels: await (await import('./labels-beside.ts')).labelsBeside(host, labels) };
}

/** All of a job but its template. */
async function jobOf(host: ReplicaHost, framing: Framing): Promise<Omit<SheetJob, 'template'>> {
  const { sheet, language, code } = framing;
  const frame = await frameOf(host, framing);
  return {
    data: { ...sheet.data, ...(await labelled(host, sheet)), frame },
    assets: {
      ...(await picturesOf(host, sheet.pictures)),
      ...(code === null ? {} : { 'code.svg': await pictureOf(code) }),
    },
    language,
    title: sheet.title,
    author: frame.printedBy,
    at: host.deps.now(),
  };
}

/** By the theatre's own template where it has one; by ours where that had to be ended. */
async function setSheet(
  host: ReplicaHost,
  form: FormKey,
  own: string | null,
  job: Omit<SheetJob, 'template'>,
): Promise<{ readonly answer: SheetAnswer; readonly isWithoutTemplate: boolean }> {
  const answer =
    own === null ? undefined : await host.paper.own.print({ ...job, template: { text: own } } satisfies OwnJob);
  if (answer !== undefined && (answer.ok || answer.reason === 'template')) return { answer, isWithoutTemplate: false };
  const ours = await host.paper.render({ ...job, template: { file: ourTemplate(form) } });
  return { answer: ours, isWithoutTemplate: own !== null };
}

/** Makes a sheet and remembers it, unless it is a draft. Throws AppError `paper.*` and what reading throws. */
export async function makePaper(
  host: ReplicaHost,
  { isDraft, isOurs = false, ...asked }: SheetRequest,
  random: Uint8Array = randomBytes(7),
): Promise<PaperFile> {
  const { form, about, language } = asked;
  const office: SheetOffice = await ask(host, paperOffice, { form });
  const sheet = await gather(host, asked);
  if (sheet === undefined) throw new AppError('paper.nothing');
  const code = isDraft ? null : makeSheetCode(random);
  const job = await jobOf(host, { sheet, language, office, code });
  const { answer, isWithoutTemplate } = await setSheet(host, form, isOurs ? null : office.template, job);
  const { pdf, pages } = mustBeMade(answer);
  if (code !== null) {
    const outcome = await host.mutate('sheet.printed', {
      id: host.deps.newId(),
      code,
      form,
      title: sheet.title,
      args: kept(about),
      language,
      subject: sheet.subject,
      lines: sheet.lines.length,
      digests: digestLines(sheet.lines),
      asOf: asOfSync(host),
    });
    if (!outcome.ok) throw new AppError('paper.failed');
  }
  const name = fileName([sheet.title], dayIn(office.zone, job.at.toISOString()), 'pdf');
  return { name, title: sheet.title, mime: 'application/pdf', bytes: pdf, pages, code, isWithoutTemplate };
}

/** Tries a template that is being typed. Throws AppError `paper.nothing` and what reading throws. */
export async function tryTemplate(host: ReplicaHost, trial: TemplateTrial): Promise<SheetAnswer> {
  const { form, language, content } = trial;
  const sheet = await gatherTrial(host, trial);
  const office: SheetOffice = await ask(host, paperOffice, { form });
  const job = await jobOf(host, { sheet, language, office, code: null });
  return host.paper.own.try({ ...job, template: { text: content } });
}

/** What a template of a form is given. Throws as `tryTemplate`. */
export async function templateFields(host: ReplicaHost, trial: TrialOf): Promise<readonly TemplateField[]> {
  const { form, language } = trial;
  const sheet = await gatherTrial(host, trial);
  const office: SheetOffice = await ask(host, paperOffice, { form });
  const frame = await frameOf(host, { sheet, language, office, code: null });
  return [...fieldsOf('data', sheet.data), ...fieldsOf('frame', { ...frame })];
}

/** Whether a printed sheet still holds; null where this laptop does not know its code. */
export async function checkPaper(host: ReplicaHost, typed: string): Promise<SheetStanding | null> {
  const code = readSheetCode(typed);
  const sheet = code === undefined ? null : await ask(host, rememberedSheet, { code });
  if (sheet === null) return null;
  const today = await gatherAgain(host, sheet);
  const { digests, about: _about, language: _language, ...told } = sheet;
  const isCompared = today !== undefined && digests.length > 0 === sheet.lines > 0;
  return {
    ...told,
    isGone: sheet.about !== null && today === undefined,
    changes: isCompared ? compareLines(digests, today.lines) : null,
  };
}

/** A list that has lost all its rows is one without lines, not one that is gone. */
async function gatherAgain(host: ReplicaHost, sheet: RememberedSheet): Promise<GatheredSheet | undefined> {
  const { about, language } = sheet;
  if (about === null) return undefined;
  try {
    return await gather(host, { form: sheet.form as SheetRequest['form'], about, language });
  } catch (error) {
    if (error instanceof AppError && error.code === 'export.empty')
      return { title: sheet.title, subject: null, data: {}, lines: [], pictures: [] };
    throw error;
  }
}
