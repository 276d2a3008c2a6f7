/** What stands at a place, with pictures. */
import type { PlaceListData } from '../../../paper/forms/place-list/data.ts';
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { capital, numberInWords } from '../../../shared/i18n/number-words.ts';
import type { Reading } from '../../replica/reading.ts';
import { said } from './pieces.ts';
import type { StockPaper } from './stock-lines.ts';

/** The main picture of each thing whose content is here, by thing: its hash. */
function picturesOf(replica: Reading, ids: readonly string[]): ReadonlyMap<string, string> {
  const rows = replica
    .prepared<[string], { id: string; sha256: string }>(
      `SELECT p.inventory_item_id AS id, f.sha256 FROM inventory_photos p JOIN files f ON f.id = p.file_id
        JOIN stored_files s ON s.sha256 = f.sha256 AND s.has_thumbnail
        WHERE p.deleted_at IS NULL AND p.inventory_item_id IN (SELECT value FROM json_each(?))
        ORDER BY p.is_main, p.sort_order DESC, p.id`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

/** By place, then by name. */
export function placeList(replica: Reading, paper: StockPaper, language: Language): GatheredSheet {
  const pictures = picturesOf(replica, [...new Set(paper.lines.map(({ item }) => item.id))]);
  const code = replica
    .prepared<[string], { code: string }>('SELECT code FROM inventory_locations WHERE id = ?')
    .get(paper.subject.id)?.code;
  return placeListOf({ paper, pictures, code: code ?? '' }, language);
}

/** A place as its list shows it: `pictures` are hashes by thing. */
interface PlacePaper {
  readonly paper: StockPaper;
  readonly pictures: ReadonlyMap<string, string>;
  readonly code: string;
}

/** Of what is known already. */
export function placeListOf({ paper, pictures, code }: PlacePaper, language: Language): GatheredSheet {
  const numbered = paper.lines.map((line, index) => ({ ...line, number: String(index + 1) }));
  const nameOf = (sha256: string): string => `${sha256}.webp`;
  const data = {
    place: paper.place,
    code,
    groups: [...Map.groupBy(numbered, ({ locationId }) => locationId).values()].map((things) => ({
      place: things[0]?.location ?? '',
      things: things.map(({ number, item, book }) => {
        const picture = pictures.get(item.id);
        return {
          number,
          name: item.name,
          inventoryNumber: item.inventoryNumber,
          quantity: `${book} ${item.unit}`,
          picture: picture === undefined ? null : nameOf(picture),
        };
      }),
    })),
    total: capital(numberInWords(paper.lines.length, language, 'neuter')),
  } satisfies PlaceListData;
  return {
    title: `${said(language, 'Опись места', 'List of a place')}: ${paper.name}`.slice(0, 255),
    subject: paper.subject,
    data,
    lines: numbered.map(({ key, item, location, book }) => ({
      key,
      text: [location, item.name, item.inventoryNumber, `${book} ${item.unit}`].join(' · '),
    })),
    pictures: [...new Set(pictures.values())].map((sha256) => ({ name: nameOf(sha256), sha256 })),
  };
}
