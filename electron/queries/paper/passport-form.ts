/** The passport on paper: what the screen shows of it, from the same reading of the Markdown. */
import type { PassportData, PrintedBlock, PrintedPart } from '../../../paper/forms/passport/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Passport, PassportSection } from '../../../shared/features/passport/queries.ts';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Block, Inline, OwnReference } from '../../../shared/markdown/document.ts';
import { ownReferencesIn, parseMarkdown, plainText } from '../../../shared/markdown/parse.ts';
import { type Standing, standingIn } from '../../../shared/rules/variants.ts';
import type { Reading } from '../../replica/reading.ts';
import { referredIn } from '../passport-queries.ts';
import { officeOf, said } from './pieces.ts';

/** What of a passport is wanted. */
export interface PassportWanted {
  readonly performanceId: string;
  readonly variantId: string | null;
  /** Null: all of it. */
  readonly sectionId: string | null;
}

const keyOf = ({ kind, id }: OwnReference): string => `${kind}:${id}`;

/** Draws Markdown for the printer; `pictures` by what names them. */
class Printed {
  readonly #pictures: ReadonlyMap<string, string>;
  constructor(pictures: ReadonlyMap<string, string>) {
    this.#pictures = pictures;
  }

  part(part: Inline): PrintedPart {
    switch (part.kind) {
      case 'text':
      case 'code':
        return { kind: part.kind, text: part.text };
      case 'break':
        return { kind: 'break' };
      case 'strong':
      case 'emphasis':
      case 'strike':
        return { kind: part.kind, parts: this.parts(part.parts) };
      case 'link': {
        // On paper an address outside is all that there is of a link.
        const isSaid = part.own !== null || part.url.endsWith(plainText(part.parts));
        return { kind: 'text', text: isSaid ? plainText(part.parts) : `${plainText(part.parts)} (${part.url})` };
      }
      case 'image':
        return {
          kind: 'image',
          alt: part.alt === '' && part.own === null ? part.url : part.alt,
          picture: part.own === null ? null : (this.#pictures.get(keyOf(part.own)) ?? null),
        };
    }
  }

  parts(parts: readonly Inline[]): PrintedPart[] {
    return parts.map((part) => this.part(part));
  }

  block(block: Block): PrintedBlock {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', level: block.level, parts: this.parts(block.parts) };
      case 'paragraph':
        return { kind: 'paragraph', parts: this.parts(block.parts) };
      case 'list':
        return {
          kind: 'list',
          start: block.start,
          items: block.items.map(({ isDone, blocks }) => ({ isDone, blocks: this.blocks(blocks) })),
        };
      case 'table':
        return {
          kind: 'table',
          aligns: [...block.aligns],
          rows: block.rows.map((row) => row.cells.map((cell) => this.parts(cell))),
        };
      case 'plain':
        return { kind: 'plain', text: block.text };
      case 'quote':
        return { kind: 'quote', blocks: this.blocks(block.blocks) };
      case 'rule':
        return { kind: 'rule' };
    }
  }

  blocks(blocks: readonly Block[]): PrintedBlock[] {
    return blocks.map((block) => this.block(block));
  }
}

type Placed = Standing<PassportSection>;

/** Sections by department, in the order of the screen. */
function grouped(passport: Passport, wanted: PassportWanted): [department: string | null, Placed[]][] {
  const placed = standingIn(passport.sections, wanted.variantId).filter(
    ({ row, base }) => wanted.sectionId === null || row.id === wanted.sectionId || base?.id === wanted.sectionId,
  );
  const known = new Set(passport.departments.map(({ id }) => id));
  const groups = Map.groupBy(placed, ({ row }) =>
    row.department_id !== null && known.has(row.department_id) ? row.department_id : null,
  );
  return [null, ...passport.departments.map(({ id }) => id)].flatMap((id): [string | null, Placed[]][] => {
    const sections = groups.get(id);
    return sections === undefined ? [] : [[id, sections]];
  });
}

/** Null where the section that is wanted is not there. */
export function passportForm(
  replica: Reading,
  passport: Passport,
  wanted: PassportWanted,
  language: Language,
): GatheredSheet | null {
  const groups = grouped(passport, wanted);
  if (wanted.sectionId !== null && groups.length === 0) return null;
  const { zone } = officeOf(replica);
  const rows = groups.flatMap(([, sections]) => sections.map(({ row }) => row));
  const texts = new Map(rows.map((row) => [row.id, parseMarkdown(row.content)]));
  const things = referredIn(replica, [...texts.values()].flatMap(ownReferencesIn));
  const here = Object.entries(things).flatMap(([key, { file }]) =>
    file?.hasThumbnail === true ? [[key, file.sha256] as const] : [],
  );
  const printed = new Printed(new Map(here.map(([key, sha256]) => [key, `${sha256}.webp`])));
  const variant = passport.variants.find(({ id }) => id === wanted.variantId)?.name ?? '';
  const nameOf = (id: string | null): string =>
    passport.departments.find((each) => each.id === id)?.name ?? said(language, 'Общее', 'General');
  const checkedOf = ({ checkedAt, checkedBy }: PassportSection): string =>
    checkedAt === null ? '' : [formatDateTime(checkedAt, language, zone), checkedBy ?? ''].filter(Boolean).join(', ');
  const data = {
    production: passport.title,
    variant,
    groups: groups.map(([department, sections]) => ({
      department: nameOf(department),
      sections: sections.map(({ row, kind }) => ({
        title: row.title,
        responsible: row.responsible?.name ?? '',
        checked: checkedOf(row),
        isOwn: kind === 'replaced' || kind === 'added',
        blocks: printed.blocks(texts.get(row.id) ?? []),
      })),
    })),
  } satisfies PassportData;
  const one = wanted.sectionId === null ? undefined : rows[0]?.title;
  const title = [said(language, 'Паспорт', 'Passport'), passport.title, variant, one].filter(Boolean).join(' · ');
  return {
    title: title.slice(0, 255),
    subject: { table: 'performances', id: wanted.performanceId },
    data: data as unknown as GatheredSheet['data'],
    lines: rows.flatMap((row) =>
      row.content
        .split('\n')
        .flatMap((line, at) =>
          line.trim() === '' ? [] : [{ key: `${row.id}/${at}`, text: `${row.title}: ${line.trim()}` }],
        ),
    ),
    pictures: [...new Set(here.map(([, sha256]) => sha256))].map((sha256) => ({ name: `${sha256}.webp`, sha256 })),
  };
}
