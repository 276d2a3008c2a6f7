/** Writing passports, on laptop and hub alike: merged by line, department by department, and what takes each back. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { deriveId } from '../../../shared/base/ids.ts';
import { MAX_TEXT_BYTES } from '../../../shared/base/payload.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { Cast } from '../../support/cast.ts';
import { idOf } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { light: ['passport.department', 'conflicts.resolve'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const BOSS = 'admin';

const done = async (name: string, args: unknown, as = BOSS, at = 0): Promise<void> =>
  expect(await cast().act(as, name, args, { at })).toBeUndefined();
const back = async (name: string, args: unknown, mutationId = cast().newId()): Promise<void> => {
  const inverse = must(must(mutationNamed(name)).inverse(args, { mutationId, newId: () => cast().newId() }));
  await done(inverse.name, inverse.args);
};
const contentOf = async (id: string): Promise<unknown> => (await cast().read('passport_sections', id))['content'];
const conflictsOf = (id: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  cast().rows('conflicts', `entity_id = '${id}'`);

interface House {
  readonly performance: string;
  readonly variant: string;
  readonly light: string;
  readonly sound: string;
}
async function house(): Promise<House> {
  const performance = await cast().row('performances', { title: 'Чайка' });
  const variant = await cast().row('performance_variants', { performance_id: performance, name: 'Гастроли' });
  const light = await cast().row('departments', { head_id: cast().userId('light'), code: `l${cast().newId()}` });
  const sound = await cast().row('departments', { code: `s${cast().newId()}` });
  return { performance, variant, light, sound };
}
async function section({ performance }: House, department: string | null, title = 'Свет', as = BOSS): Promise<string> {
  const id = cast().newId();
  const args = { id, performanceId: performance, title, departmentId: department, variantId: null };
  await done('passport.addSection', args, as);
  return id;
}

const LINES = ['раз', 'два', 'три', 'четыре', 'пять'];
const text = (...changes: readonly (readonly [at: number, line: string])[]): string =>
  changes.reduce<readonly string[]>((lines, [at, line]) => lines.with(at, line), LINES).join('\n');

test('two people who changed other lines have both in the text; where they collide, both texts wait in Attention', async () => {
  const id = await section(await house(), null);
  await done('passport.edit', { id, base: '', content: text() });
  await done('passport.edit', { id, base: text(), content: text([0, 'РАЗ']) });
  await done('passport.edit', { id, base: text(), content: text([4, 'ПЯТЬ']) });
  expect(await contentOf(id)).toBe(text([0, 'РАЗ'], [4, 'ПЯТЬ']));
  expect(await conflictsOf(id)).toEqual([]);
  // Against what it was at first: lines 0 and 2, of which 0 was changed otherwise.
  await done('passport.edit', { id, base: text(), content: text([0, 'раз!'], [2, 'три!']) });
  expect(await contentOf(id)).toBe(text([0, 'раз!'], [2, 'три!'], [4, 'ПЯТЬ']));
  expect(await conflictsOf(id)).toMatchObject([
    {
      base_value: text(),
      kept_value: text([0, 'раз!'], [2, 'три!'], [4, 'ПЯТЬ']),
      other_value: text([0, 'РАЗ'], [2, 'три!'], [4, 'ПЯТЬ']),
    },
  ]);
  const [conflict] = await conflictsOf(id);
  await done('conflict.resolve', { conflictId: must(conflict)['id'], choose: 'other' });
  expect(await contentOf(id)).toBe(text([0, 'РАЗ'], [2, 'три!'], [4, 'ПЯТЬ']));
});

test('an edit that is taken back leaves what others wrote meanwhile', async () => {
  const id = await section(await house(), null);
  await done('passport.edit', { id, base: '', content: text() });
  const edit = { id, base: text(), content: text([1, 'ДВА']) };
  await done('passport.edit', edit);
  await done('passport.edit', { id, base: text([1, 'ДВА']), content: text([1, 'ДВА'], [4, 'чужое']) });
  await back('passport.edit', edit);
  expect(await contentOf(id)).toBe(text([4, 'чужое']));
});

test('what is of no department is written by all of them, and stays everybody’s', async () => {
  const place = await house();
  const id = await section(place, null, 'Общее');
  await done('passport.edit', { id, base: '', content: text() });
  await done('passport.edit', { id, base: text(), content: text([0, 'СВЕТ']) }, 'light');
  const wrote = { id, base: text([0, 'СВЕТ']), content: text([0, 'СВЕТ'], [1, 'ЗВУК']) };
  await done('passport.edit', wrote, 'light');
  await back('passport.edit', wrote);
  expect(await contentOf(id)).toBe(text([0, 'СВЕТ']));
  // Whoever collides there may settle it.
  await done('passport.edit', { id, base: text(), content: text([0, 'ПОСТ']) });
  const [conflict] = await conflictsOf(id);
  await done('conflict.resolve', { conflictId: must(conflict)['id'], choose: 'other' }, 'light');
  expect(await contentOf(id)).toBe(text([0, 'СВЕТ']));
  const picture = {
    id: cast().newId(),
    table: 'passport_sections',
    entityId: id,
    file: { sha256: 'b'.repeat(64), size: 9, mime: 'image/png', name: 'п.png' },
  };
  expect(await cast().verdict('light', 'attachment.add', picture)).toBe('done');
  const take = (changes: object, seen: object): Promise<string> =>
    cast().verdict('light', 'row.update', { table: 'passport_sections', id, changes, seen });
  expect(await take({ department_id: place.light }, { department_id: null })).toBe('row.otherDepartment');
  expect(await take({ title: 'Свет' }, { title: 'Общее' })).toBe('row.otherDepartment');
  const withText = { content: 'моё', department_id: place.light };
  expect(await take(withText, { content: text([0, 'СВЕТ']), department_id: null })).toBe('row.otherDepartment');
  expect(await cast().verdict('viewer', 'passport.edit', wrote)).toBe('permission.denied');
});

test('each department writes its own, those who lead productions all', async () => {
  const place = await house();
  const own = await section(place, place.light, 'Свет', 'light');
  const other = await section(place, place.sound, 'Звук');
  const general = await section(place, null, 'Общее');
  const edit = (id: string): object => ({ id, base: '', content: 'моё' });
  expect(await cast().verdict('light', 'passport.edit', edit(own))).toBe('done');
  expect(await cast().verdict('light', 'passport.edit', edit(other))).toBe('row.otherDepartment');
  for (const id of [other, general]) {
    expect(await cast().verdict('light', 'passport.check', { id })).toBe('row.otherDepartment');
    expect(await cast().verdict('light', 'passport.move', { id, afterId: null, seenAfterId: null })).toBe(
      'row.otherDepartment',
    );
    const replaced = { id: cast().newId(), sectionId: id, variantId: place.variant };
    expect(await cast().verdict('light', 'passport.replaceInVariant', replaced)).toBe('row.otherDepartment');
  }
  expect(await cast().verdict('viewer', 'passport.edit', edit(own))).toBe('permission.denied');
  const picture = {
    id: cast().newId(),
    table: 'passport_sections',
    entityId: other,
    file: { sha256: 'a'.repeat(64), size: 9, mime: 'image/png', name: 'п.png' },
  };
  expect(await cast().verdict('light', 'attachment.add', picture)).toBe('row.otherDepartment');
  expect(await cast().verdict('light', 'attachment.add', { ...picture, entityId: own })).toBe('done');
});

test('a check says who and when; taken back, the one before it counts again', async () => {
  const id = await section(await house(), null);
  const checked = async (): Promise<unknown> =>
    (await cast().rows('passport_sections', `id = '${id}'`))[0]?.['checked_at'];
  await done('passport.check', { id }, BOSS, 1);
  const first = await checked();
  await done('passport.check', { id }, BOSS, 2);
  const second = await checked();
  expect(second).not.toBe(first);
  // The mutation of the second check, by the line that it left in the journal.
  const lines = await cast().rows('activity_log', `entity_id = '${id}' AND action = 'passport.check:update'`);
  const last = must(lines.find(({ changes }) => JSON.stringify(changes).includes(String(second))))['id'];
  const acts = Array.from({ length: 400 }, (_, at) => idOf(0x90_0000 + at));
  const checkId = must(acts.find((act) => deriveId(act, 'log', '1') === last));
  await back('passport.check', { id }, checkId);
  expect(await checked()).toBe(first);
  // Taken back twice changes nothing more.
  await back('passport.check', { id }, checkId);
  expect(await checked()).toBe(first);
  // A check that the journal does not know takes nothing back.
  await done('passport.uncheck', { id, checkId: idOf(0x999) });
  expect(await checked()).toBe(first);
});

test('a section of a variant begins with the text of the base; two made without knowing of each other are both kept', async () => {
  const place = await house();
  const id = await section(place, place.light);
  await done('passport.edit', { id, base: '', content: text() });
  const [one, two] = [cast().newId(), cast().newId()];
  for (const own of [one, two])
    await done('passport.replaceInVariant', { id: own, sectionId: id, variantId: place.variant });
  for (const own of [one, two])
    expect(await cast().read('passport_sections', own)).toMatchObject({
      content: text(),
      replaces_id: id,
      variant_id: place.variant,
      department_id: place.light,
    });
  const elsewhere = await house();
  const wrong = { id: cast().newId(), sectionId: id, variantId: elsewhere.variant };
  expect(await cast().verdict(BOSS, 'passport.replaceInVariant', wrong)).toBe('mutation.invalid');
  const twice = { id: cast().newId(), sectionId: one, variantId: place.variant };
  expect(await cast().verdict(BOSS, 'passport.replaceInVariant', twice)).toBe('mutation.invalid');
});

test('who writes a department’s sections settles its doubles and takes their own back; those of others stay', async () => {
  const place = await house();
  const id = await section(place, place.light);
  const [kept, double] = [cast().newId(), cast().newId()];
  const replacing = (own: string): object => ({ id: own, sectionId: id, variantId: place.variant });
  for (const own of [kept, double]) await done('passport.replaceInVariant', replacing(own), 'light');
  const deletion = { table: 'passport_sections', id: double, deletionId: cast().newId() };
  await done('row.delete', deletion, 'light');
  expect((await cast().read('passport_sections', double))['deleted_at']).not.toBeNull();
  await done('deletion.restore', { deletionId: deletion.deletionId }, 'light');
  const inverse = must(
    mutationNamed('passport.replaceInVariant')?.inverse(replacing(double), {
      mutationId: cast().newId(),
      newId: () => cast().newId(),
    }),
  );
  await done(inverse.name, inverse.args, 'light');
  const ofSound = { table: 'passport_sections', id: await section(place, place.sound), deletionId: cast().newId() };
  expect(await cast().verdict('light', 'row.delete', ofSound)).toBe('row.otherDepartment');
  await done('row.delete', ofSound);
  expect(await cast().verdict('light', 'deletion.restore', { deletionId: ofSound.deletionId })).toBe(
    'row.otherDepartment',
  );
});

test('sections are put in order within their department, as often as anybody likes, and back', async () => {
  const place = await house();
  const [a, b, c] = [
    await section(place, place.light, 'а'),
    await section(place, place.light, 'б'),
    await section(place, place.light, 'в'),
  ];
  await section(place, place.sound, 'звук');
  const order = async (): Promise<unknown[]> =>
    (await cast().rows('passport_sections', `department_id = '${place.light}'`))
      .toSorted((x, y) => Number(x['sort_order']) - Number(y['sort_order']))
      .map((row) => row['title']);
  const move = { id: c, afterId: null, seenAfterId: b };
  await done('passport.move', move);
  expect(await order()).toEqual(['в', 'а', 'б']);
  await back('passport.move', move);
  expect(await order()).toEqual(['а', 'б', 'в']);
  // Between the same two until there is no room left.
  for (let round = 0; round < 14; round += 1)
    await done('passport.move', { id: round % 2 === 0 ? c : b, afterId: a, seenAfterId: null });
  expect(await order()).toEqual(['а', 'б', 'в']);
});

test('what is too long or holds what no database keeps is refused, and nothing of it is written', async () => {
  const id = await section(await house(), null);
  await done('passport.edit', { id, base: '', content: text() });
  const edit = (content: string): Promise<string> =>
    cast().verdict(BOSS, 'passport.edit', { id, base: text(), content });
  expect(await edit('я'.repeat(MAX_TEXT_BYTES))).toBe('value.invalid');
  expect(await edit('x'.repeat(2_000_000))).toBe('payload.size');
  expect(await edit('раз\u0000два')).toBe('payload.text');
  expect(await edit('<script>alert(1)</script>')).toBe('done');
  expect(await contentOf(id)).toBe('<script>alert(1)</script>');
});
