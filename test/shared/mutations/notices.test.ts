/** Notices are read and muted by those whose they are, the same on the laptop and on the hub. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutedIn } from '../../../shared/mutations/notice-mutations.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), {});
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const notice = (who: string): Promise<string> =>
  cast().row('notifications', {
    user_id: cast().userId(who),
    type: 'schedule.declined',
    is_read: false,
    read_at: null,
  });

test('only one’s own are read; those of others and gone ones are left out', async () => {
  const [mine, theirs] = [await notice('technician'), await notice('storekeeper')];
  const ids = [mine, theirs, cast().newId()];
  expect(await cast().verdict('technician', 'notice.read', { ids })).toBe('done');
  expect((await cast().read('notifications', mine))['is_read']).toBeTruthy();
  expect((await cast().read('notifications', mine))['read_at']).not.toBeNull();
  expect((await cast().read('notifications', theirs))['is_read']).toBeFalsy();
});

test('a kind is muted and told again, and other settings stay', async () => {
  const settings = async (): Promise<unknown> => {
    const stored = (await cast().read('users', cast().userId('technician')))['notification_settings'];
    return typeof stored === 'string' ? JSON.parse(stored) : stored;
  };
  const mute = (type: string, isMuted: boolean) => cast().verdict('technician', 'notice.mute', { type, isMuted });
  expect(await mute('schedule.declined', true)).toBe('done');
  expect(await mute('schedule.replaced', true)).toBe('done');
  expect(await mute('schedule.replaced', true)).toBe('done');
  expect(mutedIn(await settings())).toEqual(['schedule.declined', 'schedule.replaced']);
  expect(await mute('schedule.declined', false)).toBe('done');
  expect(mutedIn(await settings())).toEqual(['schedule.replaced']);
  expect(await mute('nothing.known', true)).toBe('mutation.invalid');
});

test('settings that another version wrote mute nothing', () => {
  for (const stored of [null, [], 'x', { muted: 'all' }, { muted: [1] }]) expect(mutedIn(stored)).toEqual([]);
});
