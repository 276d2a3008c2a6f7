/**
 * Codes never reach people: every mutation, every journal entry, every permission and every failure is rendered in both
 * languages and looked at.
 */
import { expect, test } from 'vitest';
import { systemLanguage } from '../../renderer/i18n/use-words.ts';
import { journalWords, mutationLine, valueWords } from '../../renderer/lib/mutation-words.ts';
import { structured } from '../../renderer/lib/structured.ts';
import { appErrorCodes } from '../../shared/base/app-error.ts';
import { refusalCodes } from '../../shared/base/refusal.ts';
import { permissionGroupName, permissionGroups, permissionName } from '../../shared/i18n/permission-names.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { mutationNames } from '../../shared/mutations/registry.ts';
import { permissions, systemRoles } from '../../shared/rules/permissions.ts';

const languages = ['ru', 'en'] as const;
const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const RAW = /\b[a-z]+\.[a-zA-Z*]+\b|[a-z]+_[a-z]+|[{}[\]"]|[0-9a-f]{8}-[0-9a-f]{4}|undefined|\bnull\b/u;
const ACTIONS = ['create', 'update', 'delete', 'restore', 'purge', 'move', 'merge', 'post', 'anything'];

/** Arguments with which a mutation may be seen, whole and in tatters. */
const ARGS: readonly unknown[] = [
  null,
  {},
  [],
  'text',
  { id: ID, itemId: ID, countId: ID },
  { table: 'inventory_items', id: ID, values: { name: 'Парик', quantity: 3, custom_fields: {} } },
  {
    table: 'schedule_events',
    id: ID,
    changes: { title: 'Гамлет', event_date: null, custom_fields: { a: [1, ID] }, is_active: true },
    seen: {},
  },
  {
    itemId: ID,
    quantity: 2,
    locationId: ID,
    fromLocationId: ID,
    toLocationId: ID,
    status: 'in_repair',
    occurredAt: '2026-11-24T12:00:00.000Z',
  },
];

test('every mutation × action and every set of arguments is told in words, in both languages', () => {
  for (const language of languages) {
    for (const name of [...mutationNames, 'something.newer']) {
      for (const action of ACTIONS) expect(journalWords(`${name}:${action}`, language), name).not.toMatch(RAW);
      for (const args of ARGS) {
        for (const titles of [{}, { [ID]: 'Сейф реквизита' }])
          expect(mutationLine(name, args, titles, language), `${name} ${JSON.stringify(args)}`).not.toMatch(RAW);
      }
    }
  }
});

test('values: an unknown record, nothing, and structures are words', () => {
  for (const language of languages) {
    for (const value of [
      ID,
      {},
      [],
      { name: 'x', deep: { is_active: false } },
      [ID],
      null,
      '',
      '2026-11-24T12:00:00Z',
      12500.5,
      'in_stock',
      true,
    ]) {
      expect(valueWords(value, {}, language), JSON.stringify(value)).not.toMatch(RAW);
    }
    expect(
      structured(['inventory.*', '*', 'count.run'], { type: 'text[]', nullable: false, conflict: 'lww' }, language),
    ).not.toMatch(RAW);
  }
});

test('every permission, area and group of a role has words in both languages', () => {
  const codes = [
    ...permissions.map((permission) => permission.code),
    ...systemRoles.flatMap((role) => [...role.permissions]),
    'something.newer',
    'something.*',
  ];
  for (const language of languages) {
    for (const code of codes) expect(permissionName(code, language), code).not.toMatch(RAW);
    for (const group of permissionGroups) expect(permissionGroupName(group, language)).not.toBe('');
    for (const { code } of permissions)
      expect(permissionName(code, language), code).not.toMatch(/не знает|does not know/);
  }
  expect(
    permissions.map((permission) => permission.group).filter((group) => !permissionGroups.includes(group)),
  ).toEqual([]);
});

test('every refusal and failure is a sentence without a code in it, with whole details and with none', () => {
  const raw: string[] = [];
  for (const code of [...refusalCodes, ...appErrorCodes]) {
    for (const language of languages) {
      for (const details of [
        {},
        {
          table: 'inventory_items',
          column: 'inventory_number',
          permission: 'inventory.edit',
          parent: 'Стеллаж 4',
          id: ID,
        },
      ]) {
        const sentence = sentenceOf(code, details, language);
        if (
          sentence === code ||
          /\b(inventory|count|row|hours|people)\.[a-zA-Z]+\b|inventory_|[{}]|undefined|[0-9a-f]{8}-/u.test(sentence)
        )
          raw.push(`${language} ${code}: ${sentence}`);
      }
    }
  }
  expect(raw).toEqual([]);
});

test('the first language is the system’s: the first of its own that we speak, else English', () => {
  expect([
    systemLanguage(['ru-RU', 'en']),
    systemLanguage(['de', 'ru']),
    systemLanguage(['en-GB', 'ru']),
    systemLanguage(['fi']),
    systemLanguage([]),
  ]).toEqual(['ru', 'ru', 'en', 'en', 'en']);
});
