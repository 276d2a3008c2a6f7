/**
 * Labels of what this laptop holds: how a sheet will look, and the file. Nothing of it needs a network. Whoever asks
 * sees what they may see: texts come by queries, as everything that is shown.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { z } from 'zod';
import { encodeCode } from '../../paper/labels/encode-code.ts';
import { LABELS_TEMPLATE, type LaidLabels, sheetData } from '../../paper/labels/label-sheets.ts';
import { dotOf, zplLabel } from '../../paper/labels/zpl.ts';
import { AppError } from '../../shared/base/app-error.ts';
import {
  type LabelTheater,
  labelSubjects,
  labelTemplates,
  labelTheater,
} from '../../shared/features/labels/queries.ts';
import { translator } from '../../shared/i18n/dictionary.ts';
import {
  type DrawnLabel,
  type LabelPreview,
  type LabelsAsked,
  type labelRequests,
  type MadeLabels,
  type Noticed,
} from '../../shared/ipc/label-contract.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';
import { type CodeMatrix, darkPath, type Encode } from '../../shared/labels/code-matrix.ts';
import {
  type LabelDesign,
  type LabelKind,
  labelsPerSheet,
  readDesign,
  type Symbology,
} from '../../shared/labels/label-design.ts';
import { drawLabel, type LabelContent, type LabelDrawing, PAPER_DOT_MM } from '../../shared/labels/label-drawing.ts';
import { placeOf, sheetSize, sheetsFor, slotPlace, startOn } from '../../shared/labels/label-places.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import { sampleContents } from '../../shared/labels/samples.ts';
import { makeTag, tagLetter } from '../../shared/rules/tag-code.ts';
import type { ReplicaHost } from './replica-host.ts';

/** Codes that were made are remembered: a preview draws the same ones again and again. */
const REMEMBERED_CODES = 4000;
/** So long other requests wait at most for labels that are being drawn, in milliseconds. */
const TURN_MS = 15;
/** Previews have no fresh codes: those are made with the tags. */
const SAMPLE_TAGS = 200;

type Asked = Omit<LabelsAsked, 'sheet'>;

const remembered = new Map<string, CodeMatrix | undefined>();
const encode: Encode = (symbology: Symbology, text: string) => {
  const key = `${symbology} ${text}`;
  const known = remembered.get(key);
  if (known !== undefined || remembered.has(key)) return known;
  const made = encodeCode(symbology, text);
  if (remembered.size >= REMEMBERED_CODES) remembered.clear();
  remembered.set(key, made);
  return made;
};

const kindOf = (targets: Asked['targets']): LabelKind => (targets.kind === 'sample' ? targets.of : targets.kind);

async function designOf(host: ReplicaHost, { label, targets }: Asked): Promise<LabelDesign> {
  if ('design' in label) return label.design;
  if ('preset' in label) return presetDesign(label.preset, kindOf(targets));
  const templates = await answerOf(host, labelTemplates, {});
  const template = templates.find(({ id }) => id === label.templateId);
  if (template === undefined) throw new AppError('label.noTemplate');
  const design = readDesign(template.content);
  if (design === undefined) throw new AppError('label.newer', { template: template.name });
  return design;
}

/** What labels say; `codes` are those of blank tags. */
interface Contents {
  readonly contents: readonly LabelContent[];
  readonly missing: number;
}

/** Nobody holds an earlier answer: it comes whole. */
async function answerOf<A, R>(host: ReplicaHost, query: QueryOf<A, R>, args: A): Promise<R> {
  const answer = await host.ask(query.name, args);
  if (answer.kind !== 'whole') throw new Error(`${query.name}: part of an answer`);
  return answer.value as R;
}

const theaterOf = (host: ReplicaHost): Promise<LabelTheater> => answerOf(host, labelTheater, {});

async function contentsOf(host: ReplicaHost, { targets, language }: Asked, isReal: boolean): Promise<Contents> {
  if (targets.kind === 'sample') return { contents: sampleContents(targets.of, language), missing: 0 };
  if (targets.kind === 'blank') {
    const theater = await theaterOf(host);
    const fresh = () => (isReal ? freshCodes(targets.count, tagLetter(theater.code)) : sampleCodes(targets.count));
    const codes = targets.codes ?? fresh();
    return { contents: codes.map((code) => ({ code, texts: { number: code, theater: theater.name } })), missing: 0 };
  }
  const contents = await answerOf(host, labelSubjects, { kind: targets.kind, ids: targets.ids });
  return { contents, missing: targets.ids.length - contents.length };
}

function freshCodes(count: number, letter: string): readonly string[] {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(makeTag(letter, randomBytes(8)));
  return [...codes];
}

/** As long and as wide as real ones, and plainly none. */
const sampleCodes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `T${String(index % SAMPLE_TAGS).padStart(12, '0')}`);

const noticed = (drawings: readonly LabelDrawing[], copies = 1): Noticed => {
  const count = (notice: LabelDrawing['notices'][number]): number =>
    copies * drawings.filter(({ notices }) => notices.includes(notice)).length;
  return { codeReplaced: count('codeReplaced'), codeLeftOut: count('codeLeftOut'), textCut: count('textCut') };
};

/** What goes on while labels are made. */
export interface LabelWork {
  /** Told now and then how many are drawn. */
  readonly onDrawn?: (drawn: number, all: number) => void;
  /** Stops it: what is thrown then is its reason. */
  readonly signal?: AbortSignal;
}

/** Draws them and lets others have their turn meanwhile. */
async function drawAll(
  design: LabelDesign,
  contents: readonly LabelContent[],
  dot: number,
  { onDrawn, signal }: LabelWork = {},
): Promise<LabelDrawing[]> {
  const drawings: LabelDrawing[] = [];
  let since = performance.now();
  for (const content of contents) {
    drawings.push(drawLabel(design, content, { encode, dot }));
    if (performance.now() - since < TURN_MS) continue;
    onDrawn?.(drawings.length, contents.length);
    await breath();
    signal?.throwIfAborted();
    since = performance.now();
  }
  onDrawn?.(drawings.length, contents.length);
  return drawings;
}

/** One sheet as it will be printed; fails as `makeLabels` does. */
export async function previewLabels(host: ReplicaHost, asked: LabelsAsked): Promise<LabelPreview> {
  const design = await designOf(host, asked);
  const { contents, missing } = await contentsOf(host, asked, false);
  const { copies, startAt, shift } = asked;
  const count = contents.length * copies;
  const sheets = sheetsFor(design, count, startAt);
  const sheet = Math.min(asked.sheet, Math.max(0, sheets - 1));
  const perSheet = labelsPerSheet(design);
  const first = Math.max(0, sheet * perSheet - (startOn(design, startAt) - 1));
  const indexes = Array.from({ length: perSheet }, (_, slot) => first + slot).filter(
    (index) => index < count && placeOf(design, index, startAt).sheet === sheet,
  );
  const shown = indexes.map((index) => contents[Math.floor(index / copies)]).filter((one) => one !== undefined);
  const drawings = await drawAll(design, shown, PAPER_DOT_MM);
  const labels = drawings.map((drawing, at) => drawn(drawing, placeOf(design, indexes[at] ?? 0, startAt, shift)));
  return {
    sheet: sheetSize(design),
    label: { width: design.width, height: design.height, hasBorder: design.hasBorder },
    slots: Array.from({ length: perSheet }, (_, slot) => slotPlace(design, slot)),
    labels,
    sheets,
    count,
    missing,
    notices: noticed(drawings),
  };
}

function drawn({ lines, code }: LabelDrawing, { x, y }: Readonly<{ x: number; y: number }>): DrawnLabel {
  if (code === undefined) return { x, y, lines, code: null };
  const { matrix, width, height } = code;
  const { columns, rows } = matrix;
  return { x, y, lines, code: { x: code.x, y: code.y, width, height, columns, rows, path: darkPath(matrix) } };
}

/** What is asked for; `dpi` is the printer's, for ZPL alone. */
export type MakeAsked = z.infer<(typeof labelRequests)['labels.make']>;

/** A file of labels, before anybody keeps it. */
export interface LabelFile extends Omit<MadeLabels, 'file'> {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/**
 * Makes the file. Fails with `label.noTemplate`, `label.newer`, `label.nothing` where all of it is gone, and
 * `label.notMade`.
 */
export async function makeLabels(host: ReplicaHost, asked: MakeAsked, work: LabelWork = {}): Promise<LabelFile> {
  const design = await designOf(host, asked);
  const { contents, missing } = await contentsOf(host, asked, true);
  if (contents.length === 0) throw new AppError('label.nothing');
  const isZpl = asked.format === 'zpl';
  const drawings = await drawAll(design, contents, isZpl ? dotOf(asked.dpi) : PAPER_DOT_MM, work);
  const count = contents.length * asked.copies;
  const theater = await theaterOf(host);
  const name = `${translator(asked.language)(`labels.file.${kindOf(asked.targets)}`)} ${theater.today}`;
  const bytes = isZpl
    ? Buffer.from(drawings.map((drawing) => zplLabel(design, drawing, asked.dpi, asked.copies)).join(''))
    : await pdfOf(host, { ...asked, design, drawings }, name, theater.name);
  return {
    name: `${name}.${asked.format}`,
    // Sent to a printer as it is: nothing that a browser shows.
    mime: isZpl ? 'application/octet-stream' : 'application/pdf',
    bytes,
    sheets: isZpl ? count : sheetsFor(design, count, asked.startAt),
    count,
    missing,
    notices: noticed(drawings, asked.copies),
    codes: asked.targets.kind === 'blank' ? contents.map(({ code }) => code) : [],
  };
}

async function pdfOf(
  host: ReplicaHost,
  laid: LaidLabels & Pick<MakeAsked, 'language'>,
  title: string,
  author: string,
): Promise<Uint8Array> {
  const made = await host.paper.render({
    template: { file: LABELS_TEMPLATE },
    data: sheetData(laid),
    language: laid.language,
    title,
    author,
    at: host.deps.now(),
  });
  if (made.ok) return made.pdf;
  throw new AppError('label.notMade', { problem: made.problems[0]?.message ?? made.reason });
}
