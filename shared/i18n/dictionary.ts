/** The words of all features. A new feature's are added here and nowhere else. */
import { accessEn } from '../features/access/words.en.ts';
import { accessRu } from '../features/access/words.ru.ts';
import { attentionEn } from '../features/attention/words.en.ts';
import { attentionRu } from '../features/attention/words.ru.ts';
import { availabilityEn } from '../features/availability/words.en.ts';
import { availabilityRu } from '../features/availability/words.ru.ts';
import { bulkEn } from '../features/bulk/words.en.ts';
import { bulkRu } from '../features/bulk/words.ru.ts';
import { countsEn } from '../features/counts/words.en.ts';
import { countsRu } from '../features/counts/words.ru.ts';
import { deletionEn } from '../features/deletion/words.en.ts';
import { deletionRu } from '../features/deletion/words.ru.ts';
import { documentsEn } from '../features/documents/words.en.ts';
import { documentsRu } from '../features/documents/words.ru.ts';
import { failuresEn } from '../features/failures/words.en.ts';
import { failuresRu } from '../features/failures/words.ru.ts';
import { filesEn } from '../features/files/words.en.ts';
import { filesRu } from '../features/files/words.ru.ts';
import { formEn } from '../features/form/words.en.ts';
import { formRu } from '../features/form/words.ru.ts';
import { formsEn } from '../features/forms/words.en.ts';
import { formsRu } from '../features/forms/words.ru.ts';
import { healthEn } from '../features/health/words.en.ts';
import { healthRu } from '../features/health/words.ru.ts';
import { inventoryEn } from '../features/inventory/words.en.ts';
import { inventoryRu } from '../features/inventory/words.ru.ts';
import { kitsEn } from '../features/kits/words.en.ts';
import { kitsRu } from '../features/kits/words.ru.ts';
import { labelsEn } from '../features/labels/words.en.ts';
import { labelsRu } from '../features/labels/words.ru.ts';
import { listsEn } from '../features/lists/words.en.ts';
import { listsRu } from '../features/lists/words.ru.ts';
import { locationsEn } from '../features/locations/words.en.ts';
import { locationsRu } from '../features/locations/words.ru.ts';
import { noticesEn } from '../features/notices/words.en.ts';
import { noticesRu } from '../features/notices/words.ru.ts';
import { objectEn } from '../features/object/words.en.ts';
import { objectRu } from '../features/object/words.ru.ts';
import { packingEn } from '../features/packing/words.en.ts';
import { packingRu } from '../features/packing/words.ru.ts';
import { paperEn } from '../features/paper/words.en.ts';
import { paperRu } from '../features/paper/words.ru.ts';
import { passportEn } from '../features/passport/words.en.ts';
import { passportRu } from '../features/passport/words.ru.ts';
import { peopleEn } from '../features/people/words.en.ts';
import { peopleRu } from '../features/people/words.ru.ts';
import { photosEn } from '../features/photos/words.en.ts';
import { photosRu } from '../features/photos/words.ru.ts';
import { productionsEn } from '../features/productions/words.en.ts';
import { productionsRu } from '../features/productions/words.ru.ts';
import { readyEn } from '../features/ready/words.en.ts';
import { readyRu } from '../features/ready/words.ru.ts';
import { recordsEn } from '../features/records/words.en.ts';
import { recordsRu } from '../features/records/words.ru.ts';
import { runSheetEn } from '../features/run-sheet/words.en.ts';
import { runSheetRu } from '../features/run-sheet/words.ru.ts';
import { scanEn } from '../features/scan/words.en.ts';
import { scanRu } from '../features/scan/words.ru.ts';
import { scheduleEn } from '../features/schedule/words.en.ts';
import { scheduleRu } from '../features/schedule/words.ru.ts';
import { scheduleImportEn } from '../features/schedule-import/words.en.ts';
import { scheduleImportRu } from '../features/schedule-import/words.ru.ts';
import { searchEn } from '../features/search/words.en.ts';
import { searchRu } from '../features/search/words.ru.ts';
import { sheetsEn } from '../features/sheets/words.en.ts';
import { sheetsRu } from '../features/sheets/words.ru.ts';
import { shellEn } from '../features/shell/words.en.ts';
import { shellRu } from '../features/shell/words.ru.ts';
import { showEn } from '../features/show/words.en.ts';
import { showRu } from '../features/show/words.ru.ts';
import { signInEn } from '../features/sign-in/words.en.ts';
import { signInRu } from '../features/sign-in/words.ru.ts';
import { syncEn } from '../features/sync/words.en.ts';
import { syncRu } from '../features/sync/words.ru.ts';
import { todayEn } from '../features/today/words.en.ts';
import { todayRu } from '../features/today/words.ru.ts';
import { toursEn } from '../features/tours/words.en.ts';
import { toursRu } from '../features/tours/words.ru.ts';
import { transportsEn } from '../features/transports/words.en.ts';
import { transportsRu } from '../features/transports/words.ru.ts';
import { undoEn } from '../features/undo/words.en.ts';
import { undoRu } from '../features/undo/words.ru.ts';
import { wordsEn } from '../features/words/words.en.ts';
import { wordsRu } from '../features/words/words.ru.ts';
import type { Language } from './language.ts';
import { ownWord } from './own-words.ts';
import { type Agreeing, type NamesIn, spoken, type ValuesOf, type Word } from './words.ts';

const ru = {
  ...accessRu,
  ...attentionRu,
  ...bulkRu,
  ...countsRu,
  ...deletionRu,
  ...documentsRu,
  ...failuresRu,
  ...filesRu,
  ...formRu,
  ...formsRu,
  ...healthRu,
  ...inventoryRu,
  ...kitsRu,
  ...labelsRu,
  ...listsRu,
  ...locationsRu,
  ...objectRu,
  ...paperRu,
  ...peopleRu,
  ...photosRu,
  ...recordsRu,
  ...scanRu,
  ...searchRu,
  ...sheetsRu,
  ...shellRu,
  ...signInRu,
  ...syncRu,
  ...undoRu,
  ...wordsRu,
  ...todayRu,
  ...productionsRu,
  ...passportRu,
  ...runSheetRu,
  ...scheduleRu,
  ...scheduleImportRu,
  ...showRu,
  ...noticesRu,
  ...toursRu,
  ...availabilityRu,
  ...packingRu,
  ...transportsRu,
  ...readyRu,
} as const;
const en = {
  ...accessEn,
  ...attentionEn,
  ...bulkEn,
  ...countsEn,
  ...deletionEn,
  ...documentsEn,
  ...failuresEn,
  ...filesEn,
  ...formEn,
  ...formsEn,
  ...healthEn,
  ...inventoryEn,
  ...kitsEn,
  ...labelsEn,
  ...listsEn,
  ...locationsEn,
  ...objectEn,
  ...paperEn,
  ...peopleEn,
  ...photosEn,
  ...recordsEn,
  ...scanEn,
  ...searchEn,
  ...sheetsEn,
  ...shellEn,
  ...signInEn,
  ...syncEn,
  ...undoEn,
  ...wordsEn,
  ...todayEn,
  ...productionsEn,
  ...passportEn,
  ...runSheetEn,
  ...scheduleEn,
  ...scheduleImportEn,
  ...showEn,
  ...noticesEn,
  ...toursEn,
  ...availabilityEn,
  ...packingEn,
  ...transportsEn,
  ...readyEn,
} as const;

type Russian = typeof ru;
/** Every key there is. */
export type Key = keyof Russian;
/** Keys that are given nothing. */
export type PlainKey = { [K in Key]: [NamesIn<Russian[K]>] extends [never] ? K : never }[Key];

/** Says the word of a key: it knows which values the key needs, and takes no others. */
export type Translate = <const K extends Key>(key: K, ...values: ValuesOf<Russian[K]>) => string;

/** Does not compile while a key has other braces in English than in Russian: the error names the key. */
const words: Readonly<Record<Language, Readonly<Record<Key, Word>>>> = {
  ru,
  en: en satisfies Agreeing<Russian, typeof en>,
};

/** Every key of every feature. */
export const keys = Object.keys(ru) as readonly Key[];
const known: ReadonlySet<string> = new Set(keys);
/** For keys that come from a database or another version. */
export const isKey = (key: string): key is Key => known.has(key);

/** Our word for a key. */
export const ourWord = (key: Key, language: Language): Word => words[language][key];
/** The theatre's own word for a key, else ours. */
export const wordOf = (key: Key, language: Language): Word => ownWord(key, language) ?? ourWord(key, language);

/** How a language says things. */
export const translator =
  (language: Language): Translate =>
  (key, ...[values]) =>
    spoken(wordOf(key, language), values ?? {}, language);
