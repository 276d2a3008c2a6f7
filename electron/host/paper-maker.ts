/**
 * From a form and what it is about to a sheet, for windows and the command line: what it says is read as whoever is at
 * work may see it, made into a PDF, and remembered by the code that stands on it.
 */
import { randomBytes } from 'node:crypto';
import type { FrameData } from '../../paper/forms/pieces.ts';
import type { SheetAnswer, SheetJob } from '../../paper/sheet-job.ts';
import { AppError } from '../../shared/base/app-error.ts';
import {
  type GatheredSheet,
  paperOffice,
  paperSheet,
  type RememberedSheet,
  rememberedSheet,
  type SheetOffice,
} from '../../shared/features/paper/queries.ts';
import { formatDateTime } from '../../shared/i18n/date-text.ts';
import type { SheetAbout, SheetRequest, SheetStanding } from '../../shared/ipc/paper-contract.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { makeSheetCode, readSheetCode } from '../../shared/rules/sheet-code.ts';
import { compareLines, digestLines } from '../../shared/rules/sheet-lines.ts';
import { dayIn } from '../../shared/rules/upcoming.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { gatherList } from '../queries/paper/list-form.ts';
import { fileName } from '../queries/sheets/file-name.ts';
import { endedTheApp, tryTemplate } from './own-template.ts';
import type { ReplicaHost } from './replica-host.ts';
import { sheetFor } from './sheet-for.ts';

/** A sheet as a file. */
export interface PaperFile {
  readonly name: string;
  readonly title: string;
  readonly mime: 'application/pdf';
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Null on a draft. */
  readonly code: string | null;
  /** The theatre's own template ended the app when it was tried, and was left out (`own-template.ts`). */
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

/** Makes a sheet and remembers it, unless it is a draft. Throws AppError `paper.*` and what reading throws. */
export async function makePaper(
  host: ReplicaHost,
  { isDraft, ...asked }: SheetRequest,
  random: Uint8Array = randomBytes(7),
): Promise<PaperFile> {
  const { form, about, language } = asked;
  const author = await loadAuthor(host.replica.db, host.sessions.current?.userId ?? '');
  const office: SheetOffice = await ask(host, paperOffice, { form });
  const sheet = await gather(host, asked);
  if (sheet === undefined) throw new AppError('paper.nothing');
  const now = host.deps.now();
  const asOf = host.engine?.lastSyncedAt ?? host.replica.meta('last_synced_at') ?? null;
  const code = isDraft ? null : makeSheetCode(random);
  const printedBy = author?.name ?? '';
  const frame: FrameData = {
    language,
    theater: office.theater,
    title: sheet.title,
    printedAt: formatDateTime(now.toISOString(), language, office.zone),
    printedBy,
    asOf: asOf === null ? null : formatDateTime(asOf, language, office.zone),
    code,
  };
  const isWithoutTemplate = office.template !== null && endedTheApp(host.replica, office.template);
  const own = isWithoutTemplate ? null : office.template;
  const job: SheetJob = {
    template: own === null ? { file: `forms/${form}/form.typ` } : { text: own },
    data: { ...sheet.data, frame },
    assets: {
      ...(await picturesOf(host, sheet.pictures)),
      ...(code === null ? {} : { 'code.svg': await pictureOf(code) }),
    },
    language,
    title: sheet.title,
    author: printedBy,
    at: now,
  };
  const render = (): Promise<SheetAnswer> => host.paper.render(job);
  const { pdf, pages } = mustBeMade(await (own === null ? render() : tryTemplate(host.replica, own, render)));
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
      asOf,
    });
    if (!outcome.ok) throw new AppError('paper.failed');
  }
  const name = fileName([sheet.title], dayIn(office.zone, now.toISOString()), 'pdf');
  return { name, title: sheet.title, mime: 'application/pdf', bytes: pdf, pages, code, isWithoutTemplate };
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
