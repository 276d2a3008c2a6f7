/** Sentences about people, invitations, passwords and laptops that were revoked. */

import type { JsonValue } from '../schema/define.ts';
import { permissionName } from './permission-names.ts';

type Details = { readonly [key: string]: JsonValue };
type Both = Readonly<Record<'ru' | 'en', (details: Details) => string>>;

const text = (details: Details, key: string): string => {
  const value = details[key];
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
};

const weak: Readonly<Record<string, readonly [ru: string, en: string]>> = {
  short: ['в нём должно быть не меньше 10 знаков', 'it needs at least 10 characters'],
  long: ['в нём может быть не больше 500 знаков', 'it may have at most 500 characters'],
  email: ['это ваша почта', 'it is your e-mail'],
  same: ['это прежний пароль', 'it is the one you have now'],
  simple: ['его слишком легко угадать', 'it is too easy to guess'],
};

/** Refusals of the rules about people. */
export const peopleRefusals = {
  'mutation.quarantined': {
    ru: () =>
      'Это ждёт решения администратора: автор уже не работает здесь. Запись сохранена на сервере, ничего не потеряно.',
    en: () =>
      'This waits for an administrator, because its author no longer works here. The hub keeps it; nothing is lost.',
  },
  'people.lastAdministrator': {
    ru: () =>
      'Это последний администратор театра: без него никто не сможет управлять доступом. Сначала назначьте другого.',
    en: () =>
      'This is the last administrator of the theatre: nobody else could manage access. Appoint another one first.',
  },
  'people.above': {
    ru: (d) =>
      `Дать или забрать можно только те права, что есть у вас${text(d, 'permission') === '' ? '' : ` (не хватает: ${permissionName(text(d, 'permission'), 'ru')})`}. Попросите администратора.`,
    en: (d) =>
      `You can only give or take rights that you have yourself${text(d, 'permission') === '' ? '' : ` (you lack ${permissionName(text(d, 'permission'), 'en')})`}. Ask an administrator.`,
  },
  'people.reservedCode': {
    ru: (d) => `Код «${text(d, 'value')}» занят системной ролью. Выберите другой.`,
    en: (d) => `The code “${text(d, 'value')}” belongs to a system role. Choose another.`,
  },
} as const satisfies Readonly<Record<string, Both>>;

/** Failures on the way in and out. */
export const peopleErrors = {
  'invitation.unknown': {
    ru: () => 'Такого приглашения нет. Проверьте код или попросите новый; пароль не задан.',
    en: () => 'There is no such invitation. Check the code or ask for a new one; no password was set.',
  },
  'invitation.expired': {
    ru: () => 'Срок этого кода истёк. Попросите администратора прислать новый.',
    en: () => 'This code has expired. Ask an administrator for a new one.',
  },
  'invitation.used': {
    ru: () => 'Этот код уже использован или отозван. Если это были не вы, сообщите администратору.',
    en: () => 'This code was used or withdrawn already. If it was not you who used it, tell an administrator.',
  },
  'invitation.form': {
    ru: () => 'В коде опечатка. Сверьте его с листком: четыре группы по четыре знака.',
    en: () => 'The code has a typing mistake. Compare it with the paper: four groups of four characters.',
  },
  'password.weak': {
    ru: (d) =>
      `Такой пароль не подойдёт: ${weak[text(d, 'reason')]?.[0] ?? text(d, 'reason')}. Прежний остался в силе.`,
    en: (d) => `This password will not do: ${weak[text(d, 'reason')]?.[1] ?? text(d, 'reason')}. Nothing was changed.`,
  },
  'auth.mustChangePassword': {
    ru: () => 'Сначала задайте новый пароль: так решил администратор. Введённое раньше отправится само.',
    en: () => 'Set a new password first, as an administrator asked. What was entered before is sent by itself.',
  },
  'auth.recovery': {
    ru: () => 'Почта или код восстановления не подходят. Код даётся при приёме приглашения и действует один раз.',
    en: () =>
      'The e-mail or the recovery code is wrong. The code is shown when an invitation is accepted, and works once.',
  },
  'people.above': {
    ru: () => 'У этого человека больше прав, чем у вас. Попросите администратора.',
    en: () => 'This person has rights that you lack. Ask an administrator.',
  },
  'device.revoked': {
    ru: () => 'Администратор отозвал этот компьютер. Неотправленное передаётся на сервер, затем данные здесь сотрутся.',
    en: () => 'An administrator revoked this laptop. It hands over its unsent work and then erases the data here.',
  },
  'device.wiped': {
    ru: (d) =>
      `Этот компьютер отозван: данные на нём стёрты${text(d, 'handedOver') === '0' || text(d, 'handedOver') === '' ? '' : `, неотправленное передано на сервер (${text(d, 'handedOver')})`}. Войдите, чтобы начать заново.`,
    en: (d) =>
      `This laptop was revoked and has erased its data${text(d, 'handedOver') === '0' || text(d, 'handedOver') === '' ? '' : `; ${text(d, 'handedOver')} unsent changes are on the hub`}. Sign in to begin anew.`,
  },
  'permission.denied': {
    ru: (d) => `На это нет прав (${permissionName(text(d, 'permission'), 'ru')}). Попросите администратора театра.`,
    en: (d) =>
      `You have no right to do this (${permissionName(text(d, 'permission'), 'en')}). Ask your theatre’s administrator.`,
  },
} as const satisfies Readonly<Record<string, Both>>;
