/** The sentence of every expected failure in both languages: what happened, what is safe, what to do next. */
import type { AppErrorCode } from '../base/app-error.ts';
import type { RefusalCode } from '../base/refusal.ts';
import type { JsonValue } from '../schema/define.ts';
import type { Language } from './language.ts';
import { fieldName, statusName, tableName } from './names.ts';
import { peopleErrors, peopleRefusals } from './people-sentences.ts';
import { permissionName } from './permission-names.ts';
import { undoRefusals } from './undo-sentences.ts';

export type { Language };

type Details = { readonly [key: string]: JsonValue };
type Sentence = Readonly<Record<Language, (details: Details) => string>>;

const text = (details: Details, key: string): string => {
  const value = details[key];
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
};
const table = (details: Details, language: Language): string => tableName(text(details, 'table'), language);
const column = (details: Details, language: Language): string =>
  text(details, 'column')
    .split(', ')
    .map((name) => fieldName(name, language))
    .join(', ');

const valueProblems: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  required: { ru: 'нужно заполнить', en: 'must be filled in' },
  type: { ru: 'значение не того вида', en: 'has a value of the wrong kind' },
  tooLong: { ru: 'слишком длинное', en: 'is too long' },
  oneOf: { ru: 'такого значения нет в списке', en: 'is not one of the allowed values' },
  format: { ru: 'записано не по форме', en: 'is not in the right format' },
  range: { ru: 'число вне допустимых пределов', en: 'is out of range' },
  unknownColumn: { ru: 'такого поля нет', en: 'is not a known field' },
};
const problem = (details: Details, language: Language): string =>
  valueProblems[text(details, 'problem')]?.[language] ?? text(details, 'problem');

/** The right that is missing, in words: « (Считать)». */
function right(details: Details, language: Language): string {
  const code = text(details, 'permission');
  return code === '' ? '' : ` («${permissionName(code, language)}»)`;
}

/** Who blocks, with counts and the first names: «3 × Места хранения (Стеллаж 1, …)». */
function blockers(details: Details, language: Language): string {
  const list = Array.isArray(details['blockers']) ? (details['blockers'] as readonly Details[]) : [];
  return list
    .map((blocker) => {
      const rows = Array.isArray(blocker['rows']) ? (blocker['rows'] as readonly Details[]) : [];
      const names = rows
        .slice(0, 3)
        .map((row) => text(row, 'title'))
        .join(', ');
      return `${text(blocker, 'count')} × ${tableName(text(blocker, 'table'), language)}${names === '' ? '' : ` (${names}${Number(blocker['count']) > 3 ? ', …' : ''})`}`;
    })
    .join('; ');
}

/** What differs between the plan that was shown and the one found: «Задачи: было 3, стало 4». */
function differences(details: Details, language: Language): string {
  const part = (side: string, kind: string): Details =>
    ((details[side] as Details | undefined)?.[kind] as Details | undefined) ?? {};
  const changed: string[] = [];
  for (const kind of ['deletes', 'clears']) {
    const [shown, found] = [part('shown', kind), part('found', kind)];
    for (const key of new Set([...Object.keys(shown), ...Object.keys(found)])) {
      const [was, is] = [shown[key] ?? 0, found[key] ?? 0];
      if (was === is) continue;
      const name = tableName(key.split('.')[0] ?? key, language);
      changed.push(
        language === 'ru'
          ? `${name}: было ${String(was)}, стало ${String(is)}`
          : `${name}: ${String(was)} before, ${String(is)} now`,
      );
    }
  }
  return changed.join('; ') || (language === 'ru' ? 'другие записи того же вида' : 'other records of the same kind');
}

/** How many lines of a count wait for a decision, and the first names. */
function undecidedWords(details: Details, language: Language): string {
  const [open, uncounted] = [Number(details['open'] ?? 0), Number(details['uncounted'] ?? 0)];
  const words =
    language === 'ru'
      ? [...(open > 0 ? [`без решения строк: ${open}`] : []), ...(uncounted > 0 ? [`не отмечено: ${uncounted}`] : [])]
      : [...(open > 0 ? [`${open} undecided`] : []), ...(uncounted > 0 ? [`${uncounted} not counted`] : [])];
  const names = Array.isArray(details['names']) ? details['names'].map(String).join(', ') : '';
  return `${words.join(', ')}${names === '' ? '' : ` (${names}${open + uncounted > 3 ? ', …' : ''})`}`;
}

export const refusalSentences: Readonly<Record<RefusalCode, Sentence>> = {
  ...peopleRefusals,
  ...undoRefusals,
  'mutation.unknown': {
    ru: (d) => `Действие «${text(d, 'name')}» этой версии программы неизвестно. Обновите программу.`,
    en: (d) => `This version does not know the action “${text(d, 'name')}”. Update the app.`,
  },
  'mutation.invalid': {
    ru: (d) => `Действие записано неверно (${text(d, 'path') || text(d, 'problem')}). Ничего не изменено.`,
    en: (d) => `The action is malformed (${text(d, 'path') || text(d, 'problem')}). Nothing was changed.`,
  },
  'mutation.outOfOrder': {
    ru: () => 'Действия пришли не по порядку. Они будут отправлены снова.',
    en: () => 'The actions came out of order. They will be sent again.',
  },
  'permission.denied': {
    ru: (d) => `На это у вас нет права${right(d, 'ru')}. Ничего не изменено; попросите администратора театра.`,
    en: (d) => `You have no right to do this${right(d, 'en')}. Nothing was changed; ask your theatre’s administrator.`,
  },
  'row.missing': {
    ru: (d) => `Такой записи больше нет: ${table(d, 'ru')}.`,
    en: (d) => `This record is no longer there: ${table(d, 'en')}.`,
  },
  'row.deleted': {
    ru: (d) => `«${text(d, 'title')}» удалено. Восстановите запись, чтобы продолжить.`,
    en: (d) => `“${text(d, 'title')}” was deleted. Restore it to go on.`,
  },
  'row.exists': {
    ru: (d) => `Такая запись уже есть: ${table(d, 'ru')}.`,
    en: (d) => `This record exists already: ${table(d, 'en')}.`,
  },
  'reference.missing': {
    ru: (d) => `Поле «${column(d, 'ru')}» указывает на запись, которой нет.`,
    en: (d) => `“${column(d, 'en')}” points at a record that does not exist.`,
  },
  'reference.deleted': {
    ru: (d) => `Поле «${column(d, 'ru')}» указывает на удалённую запись. Выберите другую.`,
    en: (d) => `“${column(d, 'en')}” points at a deleted record. Choose another.`,
  },
  'unique.taken': {
    ru: (d) =>
      `«${text(d, 'value')}» уже занято${text(d, 'holder') === '' ? '' : `: ${text(d, 'holder')}`}. Выберите другое значение поля «${column(d, 'ru')}».`,
    en: (d) =>
      `“${text(d, 'value')}” is taken${text(d, 'holder') === '' ? '' : ` by ${text(d, 'holder')}`}. Choose another ${column(d, 'en')}.`,
  },
  'value.invalid': {
    ru: (d) => `Поле «${column(d, 'ru')}»: ${problem(d, 'ru')}.`,
    en: (d) => `“${column(d, 'en')}” ${problem(d, 'en')}.`,
  },
  'column.readonly': {
    ru: (d) => `Поле «${column(d, 'ru')}» меняется только своим действием.`,
    en: (d) => `“${column(d, 'en')}” is only changed by its own action.`,
  },
  'conflict.changed': {
    ru: (d) =>
      `Поле «${column(d, 'ru')}» тем временем изменил кто-то другой: теперь «${statusName(text(d, 'found'), 'ru')}». Ваше значение — «${statusName(text(d, 'wanted'), 'ru')}».`,
    en: (d) =>
      `Somebody else changed “${column(d, 'en')}” meanwhile: it is now “${statusName(text(d, 'found'), 'en')}”. Yours was “${statusName(text(d, 'wanted'), 'en')}”.`,
  },
  'stock.insufficient': {
    ru: (d) =>
      `«${text(d, 'item')}»: на месте ${text(d, 'available')}, а нужно ${text(d, 'wanted')}. Проверьте остаток и повторите.`,
    en: (d) =>
      `“${text(d, 'item')}”: ${text(d, 'available')} there, ${text(d, 'wanted')} wanted. Check the stock and try again.`,
  },
  'stock.sameLocation': {
    ru: () => 'Откуда и куда — одно и то же место.',
    en: () => 'From and to are the same place.',
  },
  'count.wrongStatus': {
    ru: (d) => `Подсчёт «${text(d, 'count')}»: ${statusName(text(d, 'status'), 'ru')}. Это действие сейчас невозможно.`,
    en: (d) => `The count “${text(d, 'count')}” is ${statusName(text(d, 'status'), 'en')}. This cannot be done now.`,
  },
  'count.undecided': {
    ru: (d) =>
      `«${text(d, 'count')}» ещё нельзя провести: ${undecidedWords(d, 'ru')}. Ничего не изменено. Откройте проверку и решите по каждой строке или оставьте остальные как есть.`,
    en: (d) =>
      `“${text(d, 'count')}” cannot be posted yet: ${undecidedWords(d, 'en')}. Nothing was changed. Open the review and decide line by line, or leave the rest as it is.`,
  },
  'count.severalNumbers': {
    ru: (d) =>
      `«${text(d, 'item')}»: насчитано ${text(d, 'found') || 'другое число'}. Скажите, делили работу или считали порознь, и выберите число.`,
    en: (d) =>
      `“${text(d, 'item')}”: the count says ${text(d, 'found') || 'another number'}. Say whether the work was shared or done twice, and choose a number.`,
  },
  'count.alreadyReversed': {
    ru: (d) => `«${text(d, 'count')}» уже возвращён: ${text(d, 'by')}. Остатки не изменились.`,
    en: (d) => `“${text(d, 'count')}” has already been taken back by ${text(d, 'by')}. Stock did not change.`,
  },
  'count.alreadyUndone': { ru: () => 'Эта отметка уже отменена.', en: () => 'This entry has already been undone.' },
  'status.transition': {
    ru: (d) =>
      `«${text(d, 'title')}»: из состояния «${statusName(text(d, 'from'), 'ru')}» нельзя перейти в «${statusName(text(d, 'to'), 'ru')}».`,
    en: (d) =>
      `“${text(d, 'title')}” cannot go from “${statusName(text(d, 'from'), 'en')}” to “${statusName(text(d, 'to'), 'en')}”.`,
  },
  'conflict.resolved': {
    ru: (d) => `Это расхождение уже разрешено: ${text(d, 'by')}.`,
    en: (d) => `This conflict has already been settled by ${text(d, 'by')}.`,
  },
  'constraint.violated': {
    ru: (d) => `Правило базы данных не позволяет этого (${text(d, 'constraint')}). Ничего не изменено.`,
    en: (d) => `A rule of the database does not allow this (${text(d, 'constraint')}). Nothing was changed.`,
  },
  'author.unknown': {
    ru: () => 'Автор больше не имеет доступа с этого компьютера. Запись сохранена здесь; обратитесь к администратору.',
    en: () => 'Its author no longer has access from this laptop. The entry is kept here; ask an administrator.',
  },
  'row.notYours': {
    ru: (d) => `Это написал(а) ${text(d, 'author')}: изменить может только автор.`,
    en: (d) => `Only ${text(d, 'author')}, who wrote this, can change it.`,
  },
  'row.protected': {
    ru: (d) =>
      `Эту запись нельзя стереть или переписать (${table(d, 'ru')}): история остаётся. Удаление возможно через корзину.`,
    en: (d) =>
      `This record cannot be erased or rewritten (${table(d, 'en')}): history stays. Delete it through the trash.`,
  },
  'deletion.blocked': {
    ru: (d) =>
      `«${text(d, 'title')}» пока нельзя удалить: мешает ${blockers(d, 'ru')}. Ничего не изменено. Откройте их, перенесите или удалите, затем повторите.`,
    en: (d) =>
      `“${text(d, 'title')}” cannot be deleted yet: ${blockers(d, 'en')} in the way. Nothing was changed. Open them, move or delete them, then try again.`,
  },
  'deletion.changed': {
    ru: (d) =>
      `Пока вы удаляли «${text(d, 'title')}», данные изменились: ${differences(d, 'ru')}. Ничего не удалено. Посмотрите план ещё раз и подтвердите.`,
    en: (d) =>
      `The data changed while you were deleting “${text(d, 'title')}”: ${differences(d, 'en')}. Nothing was deleted. Look at the plan again and confirm.`,
  },
  'deletion.self': {
    ru: () => 'Свою учётную запись удалить нельзя. Попросите другого администратора.',
    en: () => 'You cannot delete your own account. Ask another administrator.',
  },
  'deletion.restored': {
    ru: (d) => `«${text(d, 'title')}» уже восстановлено.`,
    en: (d) => `“${text(d, 'title')}” has already been restored.`,
  },
  'restore.parentDeleted': {
    ru: (d) =>
      `Сначала восстановите «${text(d, 'parentTitle')}» (${tableName(text(d, 'parent'), 'ru')}): без этого запись не может вернуться.`,
    en: (d) =>
      `Restore “${text(d, 'parentTitle')}” (${tableName(text(d, 'parent'), 'en')}) first: this record cannot come back without it.`,
  },
  'restore.taken': {
    ru: (d) =>
      `«${text(d, 'value')}» тем временем занято: ${text(d, 'holder')}. «${text(d, 'title')}» можно вернуть под другим значением поля «${column(d, 'ru')}».`,
    en: (d) =>
      `“${text(d, 'value')}” has been taken by ${text(d, 'holder')} meanwhile. “${text(d, 'title')}” can come back with another ${column(d, 'en')}.`,
  },
  'restore.purged': {
    ru: (d) =>
      `«${text(d, 'title')}» уже стёрто окончательно: срок хранения в корзине истёк. Вернуть можно только из резервной копии сервера.`,
    en: (d) =>
      `“${text(d, 'title')}” has been purged: its time in the trash is over. Only a backup of the hub still has it.`,
  },
  'payload.text': {
    ru: (d) =>
      `В тексте (${text(d, 'path')}) есть знак, который нельзя сохранить: испорченный символ или нулевой байт. Ничего не изменено. Уберите его или наберите текст заново.`,
    en: (d) =>
      `The text (${text(d, 'path')}) holds a character that cannot be kept: a broken symbol or a zero byte. Nothing was changed. Take it out or type the text again.`,
  },
  'payload.key': {
    ru: (d) => `Название поля «${text(d, 'path')}» занято самой программой. Ничего не изменено. Назовите поле иначе.`,
    en: (d) => `The field name “${text(d, 'path')}” is reserved. Nothing was changed. Choose another name.`,
  },
  'payload.shape': {
    ru: (d) => `В поле «${text(d, 'path')}» то, чего нельзя записать. Ничего не изменено. Введите текст или число.`,
    en: (d) =>
      `“${text(d, 'path')}” holds something that cannot be written down. Nothing was changed. Enter text or a number.`,
  },
  'payload.depth': {
    ru: () => 'Данные вложены слишком глубоко. Ничего не изменено. Упростите их и повторите.',
    en: () => 'The data is nested too deeply. Nothing was changed. Simplify it and try again.',
  },
  'payload.size': {
    ru: () =>
      'Это слишком много для одной записи (больше одного мегабайта). Ничего не изменено. Разделите на части или приложите файлом.',
    en: () =>
      'This is too much for one entry (over one megabyte). Nothing was changed. Split it, or attach it as a file.',
  },
  'tree.cycle': {
    ru: (d) =>
      `«${text(d, 'title')}» не может входить в «${text(d, 'parent')}»: оно само находится внутри. Ничего не изменено. Выберите другое место в дереве.`,
    en: (d) =>
      `“${text(d, 'title')}” cannot be part of “${text(d, 'parent')}”, which is inside it. Nothing was changed. Choose another place in the tree.`,
  },
  'time.locked': {
    ru: (d) =>
      `Эти часы ${statusName(text(d, 'status'), 'ru')} и закрыты для правки. Сначала отзовите их или попросите отклонить.`,
    en: (d) =>
      `These hours are ${statusName(text(d, 'status'), 'en')} and locked. Withdraw them first, or have them rejected.`,
  },
  'time.notYours': {
    ru: (d) => `Это часы другого сотрудника (${text(d, 'employee')}).`,
    en: (d) => `These are the hours of somebody else (${text(d, 'employee')}).`,
  },
  'time.otherProject': {
    ru: (d) =>
      `«${text(d, 'title')}» относится к другому проекту. Выберите поле «${column(d, 'ru')}» из этого проекта.`,
    en: (d) => `“${text(d, 'title')}” belongs to another project. Choose a ${column(d, 'en')} of this one.`,
  },
  'time.tooMany': {
    ru: (d) =>
      `За ${text(d, 'date')} у сотрудника ${text(d, 'employee')} вышло бы ${text(d, 'hours')} ч — больше суток.`,
    en: (d) =>
      `That would be ${text(d, 'hours')} hours of ${text(d, 'employee')} on ${text(d, 'date')}: more than a day holds.`,
  },
  'time.ownApproval': {
    ru: () => 'Свои часы утверждает другой человек.',
    en: () => 'Somebody else must decide about hours that you worked or wrote down.',
  },
  'push.refused': {
    ru: () =>
      'Сервер не смог принять это действие. Введённое сохранено здесь, остальное отправлено. Исправьте запись или отправьте ещё раз.',
    en: () =>
      'The hub could not take this action. What was entered is kept here, and the rest was sent. Correct it or send it again.',
  },
  'internal.failed': {
    ru: () => 'Действие не удалось из-за ошибки программы. Введённое сохранено здесь; сообщите о нём.',
    en: () => 'The action failed because of a fault in the app. What was entered is kept here; please report it.',
  },
};

export const errorSentences: Readonly<Record<AppErrorCode, Sentence>> = {
  ...peopleErrors,
  'replica.locked': {
    ru: (d) =>
      `Папка ${text(d, 'dir')} занята процессом ${text(d, 'pid')} (${text(d, 'command')}). Закройте его и повторите.`,
    en: (d) =>
      `${text(d, 'dir')} is in use by process ${text(d, 'pid')} (${text(d, 'command')}). Close it and try again.`,
  },
  'replica.newer': {
    ru: (d) =>
      `Папка ${text(d, 'dir')} создана более новой версией (${text(d, 'version')}). Обновите программу; данные не тронуты.`,
    en: (d) =>
      `${text(d, 'dir')} was made by a newer version (${text(d, 'version')}). Update the app; the data was not touched.`,
  },
  'replica.missing': {
    ru: (d) => `В папке ${text(d, 'dir')} нет данных Offstage. Начните с «offstage replica init».`,
    en: (d) => `${text(d, 'dir')} holds no Offstage replica. Begin with “offstage replica init”.`,
  },
  'replica.corrupt': {
    ru: (d) =>
      `Файл данных повреждён и отложен как ${text(d, 'setAside')}. Неотправленные записи сохранены; остальное загрузится с сервера.`,
    en: (d) =>
      `The data file is damaged and was set aside as ${text(d, 'setAside')}. Unsent work was kept; the rest is loaded from the hub.`,
  },
  'replica.notLoaded': {
    ru: () => 'Данные ещё не загружены. Подключитесь к серверу один раз.',
    en: () => 'The data has not been loaded yet. Connect to the hub once.',
  },
  'disk.full': {
    ru: () => 'На диске нет места: запись не сохранена. Освободите место и повторите.',
    en: () => 'The disk is full: the entry was not saved. Free some space and try again.',
  },
  'hub.unreachable': {
    ru: (d) => `Сервер ${text(d, 'hub')} не отвечает. Всё введённое сохранено здесь и уйдёт, когда связь появится.`,
    en: (d) =>
      `The hub ${text(d, 'hub')} does not answer. Everything entered is kept here and will be sent when it does.`,
  },
  'shapes.silent': {
    ru: () =>
      'Сервер отвечает, но обновления от него не приходят. Введённое отправляется; остальное появится, когда связь наладится.',
    en: () =>
      'The hub answers, but no updates come from it. What was entered is being sent; the rest appears once that works again.',
  },
  'hub.failed': {
    ru: () => 'Сервер сейчас не справляется. Введённое сохранено здесь и уйдёт позже само.',
    en: () => 'The hub cannot cope just now. What was entered is kept here and will be sent by itself.',
  },
  'hub.database': {
    ru: (d) =>
      `База данных этого сервера остановилась и не запускается (${text(d, 'problem')}). Всё сохранённое цело, ноутбуки работают дальше. Запустите сервер снова.`,
    en: (d) =>
      `This hub’s database has ended and cannot be started again (${text(d, 'problem')}). Everything saved is safe, and laptops go on working. Start the hub again.`,
  },
  'hub.answer': {
    ru: (d) => `Сервер ответил непонятно (${text(d, 'problem')}). Введённое сохранено; повторим позже.`,
    en: (d) =>
      `The hub answered in an unknown way (${text(d, 'problem')}). What was entered is kept; it will be tried again.`,
  },
  'hub.refused': {
    ru: (d) => `Сервер отказал: ${text(d, 'problem')}`,
    en: (d) => `The hub refused: ${text(d, 'problem')}`,
  },
  'release.tooOld': {
    ru: () =>
      'Этот ноутбук нужно обновить. Работать на нём можно дальше: введённое сохранено и будет отправлено потом.',
    en: () =>
      'This laptop must be updated. Everything goes on here; what was entered is kept and will be sent afterwards.',
  },
  'auth.tooMany': {
    ru: (d) =>
      `Слишком много попыток входа. Подождите ${text(d, 'seconds')} с и попробуйте снова; всё введённое сохранено здесь.`,
    en: (d) =>
      `Too many attempts to sign in. Wait ${text(d, 'seconds')} s and try again; everything entered is kept here.`,
  },
  'device.known': {
    ru: () =>
      'Сервер знает этот компьютер, но компьютер потерял своё подтверждение. Всё введённое сохранено здесь. Попросите администратора один раз войти на нём.',
    en: () =>
      'The hub knows this laptop, but the laptop has lost its proof. Everything entered is kept here. Ask an administrator to sign in on it once.',
  },
  'hub.insecure': {
    ru: (d) =>
      `Сервер ${text(d, 'hub')} отвечает без шифрования, и пароль мог бы прочитать любой в этой сети. Ничего не отправлено. Укажите адрес, который начинается с https://.`,
    en: (d) =>
      `The hub ${text(d, 'hub')} speaks without encryption, so that anybody on this network could read the password. Nothing was sent. Use an address that begins with https://.`,
  },
  'auth.credentials': { ru: () => 'Неверная почта или пароль.', en: () => 'E-mail or password is wrong.' },
  'auth.expired': {
    ru: () => 'Сеанс истёк. Войдите снова; введённое сохранено.',
    en: () => 'The session has expired. Sign in again; what was entered is kept.',
  },
  'auth.revoked': {
    ru: () => 'Доступ закрыт администратором. Введённое сохранено на этом компьютере.',
    en: () => 'Access was revoked. What was entered is kept on this laptop.',
  },
  'auth.needed': { ru: () => 'Нужно войти.', en: () => 'Somebody must sign in.' },
  'auth.pinWrong': {
    ru: (d) => `ПИН-код не подошёл. Осталось попыток: ${text(d, 'left')}; потом понадобится пароль.`,
    en: (d) => `That is not the PIN. ${text(d, 'left')} tries are left; after that the password is needed.`,
  },
  'auth.pinLocked': {
    ru: () => 'Сейчас ПИН-кода мало. Войдите с паролем; введённое сохранено.',
    en: () => 'The PIN is not enough now. Sign in with the password; what was entered is kept.',
  },
  'auth.pinForm': {
    ru: () => 'ПИН-код — от 4 до 12 цифр. Прежний остался в силе.',
    en: () => 'A PIN has 4 to 12 digits. The previous one still holds.',
  },
  'auth.notKnownOffline': {
    ru: () =>
      'Без связи с сервером здесь входят те, кто уже входил на этом компьютере. Подключитесь к сети и повторите.',
    en: () =>
      'Without the hub, only people who have signed in on this laptop before can sign in. Connect and try again.',
  },
  'session.locked': {
    ru: () => 'Программа закрыта на замок. Введите ПИН-код или пароль; синхронизация продолжается.',
    en: () => 'The app is locked. Enter the PIN or the password; sync goes on.',
  },
  'session.broken': {
    ru: () => 'Файл входа повреждён. Войдите снова; ничего не потеряно.',
    en: () => 'The sign-in file is damaged. Sign in again; nothing is lost.',
  },
  'replica.sealed': {
    ru: () => 'Данные на этом компьютере зашифрованы. Войдите с паролем, чтобы открыть их.',
    en: () => 'The data on this laptop is encrypted. Sign in with a password to open it.',
  },
  'disk.readOnly': {
    ru: (d) => `В папку ${text(d, 'dir')} нельзя писать. Проверьте права на неё и повторите; ничего не изменено.`,
    en: (d) => `${text(d, 'dir')} cannot be written to. Check its permissions and try again; nothing was changed.`,
  },
  usage: { ru: (d) => text(d, 'problem'), en: (d) => text(d, 'problem') },
  'query.readOnly': {
    ru: () => 'Здесь можно только читать: менять данные умеют действия.',
    en: () => 'This only reads: data is changed by mutations.',
  },
  'query.failed': {
    ru: (d) => `Запрос не удался: ${text(d, 'problem')}`,
    en: (d) => `The query failed: ${text(d, 'problem')}`,
  },
  'import.file': {
    ru: (d) => `Файл не прочитан: ${text(d, 'problem')}`,
    en: (d) => `The file could not be read: ${text(d, 'problem')}`,
  },
  'import.map': {
    ru: (d) => `Схема импорта неверна: ${text(d, 'problem')}`,
    en: (d) => `The import map is wrong: ${text(d, 'problem')}`,
  },
  'mutation.refused': { ru: (d) => text(d, 'sentence'), en: (d) => text(d, 'sentence') },
  'backup.failed': {
    ru: (d) =>
      `Резервная копия не записана (${text(d, 'problem')}). Прежние копии целы. Проверьте место на диске и повторите.`,
    en: (d) =>
      `The backup was not written (${text(d, 'problem')}). Earlier ones are intact. Check the disk and try again.`,
  },
  'backup.unreadable': {
    ru: (d) => `Файл ${text(d, 'file')} не читается как резервная копия: ${text(d, 'problem')}. Ничего не изменено.`,
    en: (d) => `${text(d, 'file')} cannot be read as a backup: ${text(d, 'problem')}. Nothing was changed.`,
  },
  'backup.newer': {
    ru: (d) =>
      `Копия сделана более новой версией (${text(d, 'version')}). Обновите сервер и повторите; ничего не изменено.`,
    en: (d) =>
      `The backup was made by a newer version (${text(d, 'version')}). Update the hub and try again; nothing was changed.`,
  },
  'backup.busy': {
    ru: () =>
      'Сервер слишком занят: за минуту не нашлось мгновения, чтобы вернуть копию. Ничего не изменено. Повторите или сначала остановите сервер.',
    en: () =>
      'The hub is too busy: within a minute there was no moment to put the backup back. Nothing was changed. Try again, or stop the hub first.',
  },
  'backup.otherTheater': {
    ru: (d) => `В этой копии театр ${text(d, 'found')}, а не ${text(d, 'theater')}. Ничего не изменено.`,
    en: (d) => `This backup holds the theatre ${text(d, 'found')}, not ${text(d, 'theater')}. Nothing was changed.`,
  },
  internal: {
    ru: (d) => `Внутренняя ошибка: ${text(d, 'problem')}`,
    en: (d) => `Internal error: ${text(d, 'problem')}`,
  },
};

/** The sentence for a code of either kind. */
export function sentenceOf(code: string, details: Details, language: Language): string {
  const known =
    (refusalSentences as Readonly<Record<string, Sentence>>)[code] ??
    (errorSentences as Readonly<Record<string, Sentence>>)[code];
  return known === undefined ? code : known[language](details);
}
