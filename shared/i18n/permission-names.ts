/** What a role may do, in words: every permission, in groups that people look for. Roles, refusals and the journal take their words from here. */
import type { Language } from './sentences.ts';

type Words = readonly [ru: string, en: string];

const groups: Readonly<Record<string, Words>> = {
  inventory: ['Инвентарь', 'Inventory'], counts: ['Подсчёт', 'Counts'], shows: ['Спектакли и события', 'Productions and events'],
  work: ['Работа', 'Work'], people: ['Люди и ноутбуки', 'People and laptops'], house: ['Театр и данные', 'Theatre and data'],
};

const names: Readonly<Record<string, readonly [group: string, ru: string, en: string]>> = {
  'inventory.edit': ['inventory', 'Изменять карточки предметов, места и категории', 'Change things, places and categories'],
  'inventory.move': ['inventory', 'Принимать, перемещать и списывать', 'Receive, move and write off'],
  'count.run': ['counts', 'Считать', 'Count'],
  'count.post': ['counts', 'Проводить и отменять подсчёты', 'Post and cancel counts'],
  'performances.edit': ['shows', 'Изменять спектакли и паспорта', 'Change productions and passports'],
  'checklists.mark': ['shows', 'Отмечать чек-листы', 'Mark checklists'],
  'schedule.edit': ['shows', 'Изменять расписание', 'Change the schedule'],
  'documents.edit': ['shows', 'Изменять документы', 'Change documents'],
  'projects.edit': ['work', 'Изменять проекты', 'Change projects'],
  'tasks.edit': ['work', 'Изменять задачи', 'Change tasks'],
  'hours.own': ['work', 'Вести свои часы', 'Keep their own hours'],
  'hours.approve': ['work', 'Утверждать часы', 'Approve hours'],
  'comments.write': ['work', 'Писать комментарии', 'Write comments'],
  'people.manage': ['people', 'Приглашать людей и вести их данные', 'Invite people and keep their data'],
  'people.rates': ['people', 'Видеть ставки', 'See rates of pay'],
  'roles.manage': ['people', 'Составлять и выдавать роли', 'Compose and give roles'],
  'devices.manage': ['people', 'Видеть и отзывать ноутбуки', 'See and revoke laptops'],
  'conflicts.resolve': ['house', 'Разрешать расхождения', 'Settle conflicts'],
  'rows.delete': ['house', 'Удалять и восстанавливать', 'Delete and restore'],
  'settings.manage': ['house', 'Менять настройки театра', 'Change the theatre’s settings'],
  'data.import': ['house', 'Загружать данные из файлов', 'Import data from files'],
};

const areas: Readonly<Record<string, Words>> = {
  inventory: ['Инвентарь: всё', 'Inventory: everything'], count: ['Подсчёт: всё', 'Counts: everything'], performances: ['Спектакли: всё', 'Productions: everything'],
  hours: ['Часы: всё', 'Hours: everything'], people: ['Люди: всё', 'People: everything'],
};

const at = (language: Language): 0 | 1 => (language === 'ru' ? 0 : 1);

/** A permission, an area (`hours.*`) or everything (`*`), in words; never its code. */
export function permissionName(code: string, language: Language): string {
  if (code === '*') return language === 'ru' ? 'Всё без ограничений' : 'Everything, without limits';
  const known = names[code];
  if (known !== undefined) return language === 'ru' ? known[1] : known[2];
  const area = areas[code.replace(/\.\*$/, '')]?.[at(language)];
  return code.endsWith('.*') && area !== undefined ? area : language === 'ru' ? 'Право, которого эта версия не знает' : 'A right that this version does not know';
}

/** The group that a permission stands in on screens that compose roles. */
export const permissionGroup = (code: string): string => names[code]?.[0] ?? 'house';

export const permissionGroups = Object.keys(groups);

export const permissionGroupName = (group: string, language: Language): string => groups[group]?.[at(language)] ?? '';
