/** Typst at work, in the thread that it has for itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { paperFolder } from './paper-folder.ts';
import type { SheetAnswer, SheetJob, SheetProblem } from './sheet-job.ts';
import { refusedNames } from './template-guard.ts';

/** What the compiler remembers of earlier sheets is dropped once it went unused for so many. */
const REMEMBERED_SHEETS = 4;
/** After a sheet of more pages nothing is remembered: it would be hundreds of megabytes. */
export const PAGES_TO_REMEMBER = 40;
/** A longer sheet says nothing of its structure to those who have it read aloud: that is thirty times the file. */
const PAGES_TO_TAG = 40;
/** What a theatre's own template is called in messages. */
const OWN = 'template.typ';
const MAIN = 'main.typ';
const ASSET = /^[\w-]+\.(png|jpg|gif|webp|svg)$/;

/** As the compiler tells it; lines and columns counted from zero. */
interface Diagnostic {
  readonly message: string;
  readonly path: string;
  readonly severity: number;
  readonly range: { readonly start: { readonly line: number; readonly character: number } } | null;
}

type Source = readonly [name: string, bytes: Buffer];

function templatesIn(folder: string, under = ''): readonly Source[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry): readonly Source[] => {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) return templatesIn(folder, name);
    return name.endsWith('.typ') ? [[name, readFileSync(join(folder, name))]] : [];
  });
}

/** A text as the compiler's language writes it. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(/\p{Cc}/gu, ' ')}"`;

/** The first source: what every sheet has, before its template. */
function mainOf({ title, author, language, at }: SheetJob, template: string): string {
  const date = `datetime(${[
    `year: ${at.getUTCFullYear()}, month: ${at.getUTCMonth() + 1}, day: ${at.getUTCDate()}`,
    `hour: ${at.getUTCHours()}, minute: ${at.getUTCMinutes()}, second: ${at.getUTCSeconds()}`,
  ].join(', ')})`;
  return [
    `#set document(title: ${quoted(title)}, author: ${quoted(author)}, date: ${date})`,
    `#set text(font: "PT Sans", lang: ${quoted(language)}, size: 9pt)`,
    `#include ${quoted(`/${template}`)}`,
  ].join('\n');
}

/** One per thread: starting it costs a fraction of a second, and fonts and what sheets share stay known. */
export class SheetCompiler {
  readonly #compiler: NodeCompiler;
  /** The root of its sources: a place beneath a file, so that no folder can ever be there. */
  readonly #root: string;
  readonly #templates: ReadonlyMap<string, Buffer>;

  constructor(folder: string = paperFolder()) {
    const typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as {
      readonly NodeCompiler: typeof NodeCompiler;
    };
    const fonts = join(folder, 'fonts');
    const faces = readdirSync(fonts).filter((name) => name.endsWith('.ttf'));
    this.#root = join(fonts, 'LICENSE.txt', 'sheets');
    this.#templates = new Map(templatesIn(folder));
    this.#compiler = typst.NodeCompiler.create({
      workspace: this.#root,
      fontArgs: [{ fontBlobs: faces.map((name) => readFileSync(join(fonts, name))) }],
    });
  }

  /** Never throws for what a template or its data do. */
  make(job: SheetJob): SheetAnswer {
    const template = 'file' in job.template ? job.template.file : OWN;
    const sources = new Map<string, Buffer>(this.#templates);
    if ('text' in job.template) {
      const refused = refusedNames(OWN, job.template.text, new Set(this.#templates.keys()));
      if (refused.length > 0) return { ok: false, reason: 'template', problems: refused };
      sources.set(OWN, Buffer.from(job.template.text));
    }
    if (!sources.has(template)) return noSheet(`there is no template ${template}`, template);
    sources.set(MAIN, Buffer.from(mainOf(job, template)));
    sources.set('data.json', Buffer.from(JSON.stringify(job.data)));
    for (const [name, bytes] of Object.entries(job.assets ?? {})) {
      if (!ASSET.test(name)) return noSheet(`no name of a picture: ${name}`, template);
      sources.set(`assets/${name}`, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    }
    return this.#compile(sources, job.at);
  }

  #compile(sources: ReadonlyMap<string, Buffer>, at: Date): SheetAnswer {
    const compiler = this.#compiler;
    compiler.resetShadow();
    for (const [name, bytes] of sources) compiler.mapShadow(join(this.#root, name), bytes);
    const compiled = compiler.compile({ mainFilePath: join(this.#root, MAIN), resetRead: true });
    try {
      const { result } = compiled;
      if (compiled.hasError() || result === null)
        return { ok: false, reason: 'template', problems: this.#problems(compiled.takeDiagnostics()) };
      const pdf = compiler.pdf(result, {
        creationTimestamp: Math.floor(at.getTime() / 1000),
        pdfTags: result.numOfPages <= PAGES_TO_TAG,
      });
      compiler.evictCache(result.numOfPages > PAGES_TO_REMEMBER ? 0 : REMEMBERED_SHEETS);
      return { ok: true, pdf, pages: result.numOfPages, warnings: this.#problems(compiled.takeWarnings()) };
    } finally {
      compiler.resetShadow();
    }
  }

  #problems(error: NodeError | null): SheetProblem[] {
    if (error === null) return [];
    const found = (this.#compiler.fetchDiagnostics(error) as Diagnostic[]).map(({ message, path, severity, range }) => {
      const file = path.replaceAll('\\', '/').split('/LICENSE.txt/sheets/').at(-1) ?? path;
      return {
        severity: severity === 1 ? ('error' as const) : ('warning' as const),
        message: message.replaceAll(join(this.#root, '/'), ''),
        file,
        line: range === null ? null : range.start.line + 1,
        column: range === null ? null : range.start.character + 1,
      };
    });
    // The way to where it happened begins in the source that nobody wrote.
    const told = found.filter(({ file }) => file !== MAIN);
    return told.length > 0 ? told : found;
  }
}

function noSheet(message: string, file: string): SheetAnswer {
  const problem: SheetProblem = { severity: 'error', message, file, line: null, column: null };
  return { ok: false, reason: 'template', problems: [problem] };
}
