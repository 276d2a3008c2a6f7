/** What publishing tells, and to whom. */
import { expect, test } from 'vitest';
import {
  concerned,
  differenceOf,
  MOST_DESCRIPTION,
  markOf,
  type PublishedEvent,
  readPublished,
  toldDescription,
} from '../../shared/rules/publication.ts';

const call = (employeeId: string | null, callTime: string | null = null, role = 'свет') => ({
  employeeId,
  function: role,
  callTime,
  endTime: null,
});
const gull: PublishedEvent = {
  title: 'Чайка',
  date: '2026-11-24',
  call: '17:30',
  ready: null,
  start: '19:00',
  end: '22:00',
  venueId: 'stage',
  venueText: null,
  type: 'performance',
  activity: null,
  status: 'planned',
  performanceId: 'gull',
  variantId: null,
  calls: [call('anna'), call('boris', '18:00'), call(null, null, 'звук')],
  participants: ['director'],
};
const whoHears = (told: PublishedEvent | undefined, now: PublishedEvent | undefined): Record<string, string> =>
  Object.fromEntries(
    concerned('e', told, now).map(({ person, change }) => [
      'employeeId' in person ? person.employeeId : person.userId,
      `${change.kind}: ${change.fields.map(({ field }) => field).join()}`,
    ]),
  );

test('what is told for the first time calls everybody who takes part', () => {
  expect(differenceOf(undefined, gull).kind).toBe('new');
  expect(whoHears(undefined, gull)).toEqual({
    anna: 'called: yourFunction',
    boris: 'called: yourFunction,yourCall',
    director: 'called: ',
  });
});

test('nothing changed is nothing told', () => {
  expect(differenceOf(gull, { ...gull })).toEqual({ kind: 'same', fields: [], calls: [] });
  expect(concerned('e', gull, { ...gull })).toEqual([]);
});

test('each hears what changed for them: who has a time of their own not that the others are called earlier', () => {
  expect(whoHears(gull, { ...gull, call: '16:00' })).toEqual({ anna: 'changed: call', director: 'changed: call' });
  expect(whoHears(gull, { ...gull, start: '18:00', venueId: 'small' })).toEqual({
    anna: 'changed: start,venue',
    boris: 'changed: start,venue',
    director: 'changed: start,venue',
  });
});

test('who comes, goes or stands in hears of it, and nobody else', () => {
  const other = { ...gull, calls: [call('vera'), call('boris', '18:30'), call(null, null, 'звук')] };
  expect(differenceOf(gull, other).calls.map(({ kind }) => kind)).toEqual(['added', 'changed', 'removed']);
  expect(whoHears(gull, other)).toEqual({
    vera: 'called: yourFunction',
    boris: 'changed: yourCall',
    anna: 'released: ',
  });
});

test('a deleted and a called off event are withdrawn once', () => {
  expect(differenceOf(gull, undefined).kind).toBe('withdrawn');
  expect(Object.values(whoHears(gull, undefined))).toEqual(['withdrawn: ', 'withdrawn: ', 'withdrawn: ']);
  const off = { ...gull, status: 'cancelled' };
  expect(whoHears(gull, off)['anna']).toBe('withdrawn: status');
  expect(concerned('e', off, undefined)).toEqual([]);
  expect(concerned('e', undefined, off)).toEqual([]);
});

test('open functions are told apart, and rubbish that is stored is nothing told', () => {
  const two = { ...gull, calls: [call(null, null, 'звук'), call(null, null, 'звук')] };
  expect(differenceOf({ ...two, calls: [call(null, null, 'звук')] }, two).calls).toHaveLength(1);
  expect(readPublished({ title: 1 })).toBeUndefined();
  expect(readPublished(JSON.parse(JSON.stringify(gull)))).toEqual(gull);
});

test('how far an evening has come is no news, that it takes place after all is', () => {
  expect(differenceOf({ ...gull, status: 'confirmed' }, { ...gull, status: 'in_progress' }).kind).toBe('same');
  const back = differenceOf({ ...gull, status: 'cancelled' }, gull);
  expect(back.fields).toEqual([{ field: 'status', kind: 'cleared', from: 'cancelled', to: null }]);
});

test('that a description is another is news without its text; a city behind a venue that stays is told and no news', () => {
  const told = { ...gull, description: 'В гриме' };
  const now = { ...gull, description: 'Без грима' };
  expect(differenceOf(told, now).fields).toEqual([{ field: 'description', kind: 'changed', from: null, to: null }]);
  expect(whoHears(told, now)).toMatchObject({ anna: 'changed: description', director: 'changed: description' });
  expect(differenceOf(gull, { ...gull, description: null, tourCity: null, tourVenue: null }).kind).toBe('same');
  const away = { ...gull, tourCity: 'Псков' };
  expect([differenceOf(gull, away).kind, whoHears(gull, away)]).toEqual(['changed', {}]);
  expect(markOf(away)).not.toBe(markOf(gull));
  expect(readPublished({ ...gull, description: 1 })).toBeUndefined();
});

test('of a long description the beginning is told, in whole letters', () => {
  const text = `${'а'.repeat(MOST_DESCRIPTION - 1)}😀`;
  expect(toldDescription(text)).toBe(`${'а'.repeat(MOST_DESCRIPTION - 1)}\uFFFD`);
  expect(toldDescription(null)).toBeNull();
});
