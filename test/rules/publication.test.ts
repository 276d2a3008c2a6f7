/** What publishing tells, and to whom. */
import { expect, test } from 'vitest';
import { concerned, differenceOf, type PublishedEvent, readPublished } from '../../shared/rules/publication.ts';

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
