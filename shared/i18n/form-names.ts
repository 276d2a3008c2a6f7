/** What forms are called, where they are chosen. */
import type { FormKey } from '../ipc/paper-contract.ts';
import type { Language } from './language.ts';

const NAMES: Readonly<Record<FormKey, readonly [ru: string, en: string]>> = {
  'count-sheet': ['Лист подсчёта для ручки', 'Count sheet to fill in by pen'],
  'inv-3': ['Инвентаризационная опись, ИНВ-3', 'Inventory list, INV-3'],
  '0504087': ['Инвентаризационная опись, 0504087', 'Inventory list, 0504087'],
  'inv-19': ['Сличительная ведомость, ИНВ-19', 'Discrepancy list, INV-19'],
  'count-act': ['Акт подсчёта', 'Act of a count'],
  'place-list': ['Опись места с фотографиями', 'List of a place with pictures'],
  '0504102': ['Накладная на перемещение, 0504102', 'Internal transfer, 0504102'],
  'torg-13': ['Накладная на перемещение, ТОРГ-13', 'Internal transfer, TORG-13'],
  '0504104': ['Акт о списании, 0504104', 'Write-off act, 0504104'],
  'show-report': ['Рапорт о спектакле', 'Show report'],
  list: ['Список', 'List'],
  passport: ['Паспорт спектакля', 'Production passport'],
  'run-sheet': ['Проводка', 'Run sheet'],
  'preset-list': ['Зарядка: что выставить до начала', 'Preset list'],
  'call-sheet': ['Лист вызовов', 'Call sheet'],
  'day-schedule': ['Расписание дня', 'Schedule of the day'],
  'tour-book': ['Гастрольная книга', 'Tour book'],
  'packing-list': ['Упаковочные листы по кофрам', 'Packing lists by case'],
  waybill: ['Накладная на машину', 'Waybill of a transport'],
  'carnet-list': ['Таможенный список (карнет)', 'Customs list (carnet)'],
  'return-protocol': ['Протокол возврата', 'Return protocol'],
  'day-sheet': ['Лист дня', 'Day sheet'],
};

/** The name of a form; of one that this version does not know, its key. */
export function formName(form: string, language: Language): string {
  const name = (NAMES as Readonly<Record<string, readonly [string, string]>>)[form];
  return name === undefined ? form : name[language === 'ru' ? 0 : 1];
}
