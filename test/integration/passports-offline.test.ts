/** Two laptops without a network write the same section of a passport; each order in which they come back. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { passportOf, sectionHistory } from '../../electron/queries/passport-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { standingIn } from '../../shared/rules/variants.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, type World } from '../support/world.ts';

const LINES = ['Софит 1: 8', 'Софит 3: 6', 'Софит 4: 12', 'Дым: вода', 'Пушка: лампа'];
const text = (...changes: readonly (readonly [at: number, line: string])[]): string =>
  changes.reduce<readonly string[]>((lines, [at, line]) => lines.with(at, line), LINES).join('\n');

interface Theater {
  readonly world: World;
  readonly theaterId: string;
  readonly light: ReplicaHost;
  readonly sound: ReplicaHost;
  readonly performanceId: string;
  readonly sectionId: string;
}

const state: { world?: World; theaters: number } = { theaters: 0 };
beforeAll(async () => {
  state.world = await createWorld(inject('postgresUrl'));
});
afterAll(async () => state.world?.[Symbol.asyncDispose]());

/** A theatre of its own, so that tests do not see each other. */
async function newTheater(): Promise<Theater> {
  const world = must(state.world);
  state.theaters += 1;
  const code = `t${state.theaters}`;
  const theaterId = await world.theater(code);
  for (const name of ['light', 'sound']) await world.user(code, `${name}@${code}`, 'stage_manager');
  const light = await world.replica(`light-${code}`, `light@${code}`);
  const sound = await world.replica(`sound-${code}`, `sound@${code}`);
  await light.engine?.syncOnce();
  const [performanceId, sectionId] = [newId(), newId()];
  await act(light, 'row.create', { table: 'performances', id: performanceId, values: { title: 'Чайка' } });
  const general = { id: sectionId, performanceId, title: 'Общее', departmentId: null, variantId: null };
  await act(light, 'passport.addSection', general);
  await act(light, 'passport.edit', { id: sectionId, base: '', content: text() });
  for (const host of [light, sound]) await host.engine?.syncOnce();
  for (const host of [light, sound]) host.engine?.setOffline(true);
  return { world, theaterId, light, sound, performanceId, sectionId };
}

const write = (host: ReplicaHost, id: string, content: string): Promise<unknown> =>
  act(host, 'passport.edit', { id, base: text(), content });
const contentOn = (host: ReplicaHost, id: string): unknown =>
  host.replica.prepared<[string], { content: string }>('SELECT content FROM passport_sections WHERE id = ?').get(id)
    ?.content;

/** The network returns for one after the other; then all agree. */
async function meet({ world, theaterId }: Theater, order: readonly ReplicaHost[]): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of order) expect(await replicaDigest(host.replica)).toEqual(hub);
}

test.each([0, 1])('other lines of one section are merged, and nobody is asked; order %i', async (first) => {
  const theater = await newTheater();
  const { light, sound, sectionId } = theater;
  await write(light, sectionId, text([0, 'Софит 1: 10']));
  await write(sound, sectionId, text([4, 'Пушка: запасная лампа']));
  await meet(theater, first === 0 ? [light, sound] : [sound, light]);
  for (const host of [light, sound]) {
    expect(contentOn(host, sectionId)).toBe(text([0, 'Софит 1: 10'], [4, 'Пушка: запасная лампа']));
    expect((await attentionList(host.replica)).conflicts).toEqual([]);
  }
  const history = await answer(light.replica, sectionHistory, { id: sectionId, most: 200 });
  expect(history.map(({ lines }) => lines)).toEqual([
    { added: 1, removed: 1 },
    { added: 1, removed: 1 },
    { added: 5, removed: 0 },
  ]);
});

test.each([0, 1])(
  'the same line: the last stands, both texts wait in Attention, the rest is merged; order %i',
  async (first) => {
    const theater = await newTheater();
    const { light, sound, sectionId } = theater;
    await write(light, sectionId, text([2, 'Софит 4: башни'], [0, 'Софит 1: 10']));
    await write(sound, sectionId, text([2, 'Софит 4: снят'], [4, 'Пушка: нет']));
    await meet(theater, first === 0 ? [light, sound] : [sound, light]);
    const [mine, theirs] = first === 0 ? ['Софит 4: снят', 'Софит 4: башни'] : ['Софит 4: башни', 'Софит 4: снят'];
    const both = (line: string): string => text([0, 'Софит 1: 10'], [2, line], [4, 'Пушка: нет']);
    for (const host of [light, sound]) {
      expect(contentOn(host, sectionId)).toBe(both(mine));
      expect((await attentionList(host.replica)).conflicts).toMatchObject([
        { entity_id: sectionId, kept_value: both(mine), other_value: both(theirs), base_value: text() },
      ]);
    }
  },
);

test('a section that two replaced in one variant is kept twice: the later stands, the other is a double', async () => {
  const theater = await newTheater();
  const { light, sound, sectionId, performanceId } = theater;
  const variantId = newId();
  for (const host of [light, sound]) host.engine?.setOffline(false);
  const values = { performance_id: performanceId, name: 'Гастроли' };
  await act(light, 'row.create', { table: 'performance_variants', id: variantId, values });
  for (const host of [light, sound]) await host.engine?.syncOnce();
  for (const host of [light, sound]) host.engine?.setOffline(true);
  for (const host of [light, sound])
    await act(host, 'passport.replaceInVariant', { id: newId(), sectionId, variantId });
  await meet(theater, [light, sound]);
  for (const host of [light, sound]) {
    const passport = await answer(host.replica, passportOf, { performanceId });
    const [standing, ...others] = standingIn(passport?.sections ?? [], variantId);
    expect(others).toEqual([]);
    expect(standing).toMatchObject({ kind: 'replaced', base: { id: sectionId } });
    expect(standing?.doubles).toHaveLength(1);
  }
});
