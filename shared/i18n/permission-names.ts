/**
 * What a role may do, in words: every permission, in groups that people look for. Roles, refusals and the journal take
 * their words from here.
 */
import type { Permission, PermissionGroup } from '../rules/permissions.ts';
import type { Language } from './language.ts';
import { ownWord } from './own-words.ts';

type Words = readonly [ru: string, en: string];

const groups: Readonly<Record<PermissionGroup, Words>> = {
  inventory: ['Инвентарь', 'Inventory'],
  counts: ['Подсчёт', 'Counts'],
  shows: ['Спектакли и события', 'Productions and events'],
  work: ['Работа', 'Work'],
  people: ['Люди и ноутбуки', 'People and laptops'],
  house: ['Театр и данные', 'Theatre and data'],
};

const names: Readonly<Record<Permission, Words>> = {
  'inventory.edit': ['Изменять карточки предметов, места и категории', 'Change things, places and categories'],
  'inventory.move': ['Принимать, перемещать и списывать', 'Receive, move and write off'],
  'count.run': ['Считать', 'Count'],
  'count.post': ['Проводить и отменять подсчёты', 'Post and cancel counts'],
  'performances.edit': ['Изменять спектакли и паспорта', 'Change productions and passports'],
  'passport.department': [
    'Вести паспорт и проводку своего цеха',
    'Keep the passport and run sheet of their department',
  ],
  'shows.run': ['Вести спектакль', 'Run a show'],
  'shows.report': ['Вести и подписывать рапорты', 'Keep and sign show reports'],
  'faults.report': ['Сообщать о дефектах', 'Report faults'],
  'checklists.mark': ['Отмечать чек-листы', 'Mark checklists'],
  'schedule.edit': ['Изменять расписание', 'Change the schedule'],
  'tours.edit': ['Изменять гастроли', 'Change tours'],
  'packing.run': ['Упаковывать, грузить и возвращать', 'Pack, load and return'],
  'documents.edit': ['Изменять документы', 'Change documents'],
  'projects.edit': ['Изменять проекты', 'Change projects'],
  'tasks.edit': ['Изменять задачи', 'Change tasks'],
  'hours.own': ['Вести свои часы', 'Keep their own hours'],
  'hours.approve': ['Утверждать часы', 'Approve hours'],
  'comments.write': ['Писать комментарии', 'Write comments'],
  'people.manage': ['Приглашать людей и вести их данные', 'Invite people and keep their data'],
  'people.rates': ['Видеть ставки', 'See rates of pay'],
  'roles.manage': ['Составлять и выдавать роли', 'Compose and give roles'],
  'devices.manage': ['Видеть и отзывать ноутбуки', 'See and revoke laptops'],
  'conflicts.resolve': ['Разрешать расхождения', 'Settle conflicts'],
  'rows.delete': ['Удалять и восстанавливать', 'Delete and restore'],
  'settings.manage': ['Менять настройки театра', 'Change the theatre’s settings'],
  'views.share': ['Делать виды списков общими', 'Share views of lists'],
  'data.import': ['Загружать данные из файлов', 'Import data from files'],
};

const areas: Readonly<Record<string, Words>> = {
  inventory: ['Инвентарь: всё', 'Inventory: everything'],
  count: ['Подсчёт: всё', 'Counts: everything'],
  performances: ['Спектакли: всё', 'Productions: everything'],
  shows: ['Вечер: всё', 'Shows: everything'],
  hours: ['Часы: всё', 'Hours: everything'],
  people: ['Люди: всё', 'People: everything'],
};

const everything: Words = ['Всё без ограничений', 'Everything, without limits'];
const newer: Words = ['Право, которого эта версия не знает', 'A right that this version does not know'];

/** Ours, by the key of a word: each permission, area and group, and what stands for everything. */
export const permissionWords: readonly (readonly [key: string, words: Words])[] = [
  ...Object.entries(names).map(([code, words]) => [`permission.${code}`, words] as const),
  ...Object.entries(areas).map(([area, words]) => [`permission.${area}.*`, words] as const),
  ['permission.*', everything],
  ...Object.entries(groups).map(([group, words]) => [`permissionGroup.${group}`, words] as const),
];
const ours: ReadonlyMap<string, Words> = new Map(permissionWords);

/** The theatre's own words, else ours; undefined where neither knows the key. */
function said(key: string, language: Language): string | undefined {
  const own = ownWord(key, language);
  return typeof own === 'string' ? own : ours.get(key)?.[language === 'ru' ? 0 : 1];
}

/** A permission, an area (`hours.*`) or everything (`*`), in words; never its code. */
export const permissionName = (code: string, language: Language): string =>
  said(`permission.${code}`, language) ?? newer[language === 'ru' ? 0 : 1];

/** The groups, in the order in which screens show them. */
export const permissionGroups = Object.keys(groups);

/** A group in words; nothing for one that this version does not know. */
export const permissionGroupName = (group: string, language: Language): string =>
  said(`permissionGroup.${group}`, language) ?? '';
