/**
 * Writing a run sheet, on laptop and hub alike: an order that people change without asking each other, and what takes
 * each act back.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { byRank, type Ranked } from '../../../shared/rules/rank.ts';
import { Cast } from '../../support/cast.ts';
import { RUNS } from '../../support/effort.ts';
import { idOf, RowFactory } from '../../support/rows.ts';
import { type Side, sqliteSide } from '../../support/sides.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { light: ['passport.department', 'comments.write'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const BOSS = 'admin';

interface Sheet {
  readonly performance: string;
  readonly scene: string;
  readonly other: string;
  readonly lines: readonly string[];
}

/** A production with two scenes and, in the first, lines that are called as asked. */
async function sheetOf(...names: readonly string[]): Promise<Sheet> {
  const performance = await cast().row('performances');
  const [scene, other] = [cast().newId(), cast().newId()];
  for (const [id, number] of [
    [scene, '1'],
    [other, '2'],
  ])
    await done('scene.insert', { id, performanceId: performance, afterId: null, values: { number } });
  const lines = names.map(() => cast().newId());
  if (names.length > 0)
    await done('runSheet.insertLines', {
      sceneId: scene,
      afterId: null,
      lines: lines.map((id, index) => ({ id, what: must(names[index]) })),
    });
  return { performance, scene, other, lines };
}

const done = async (name: string, args: unknown, as = BOSS): Promise<void> =>
  expect(await cast().act(as, name, args)).toBeUndefined();

/** What undoing asks for. */
const back = async (name: string, args: unknown): Promise<void> => {
  const inverse = must(must(mutationNamed(name)).inverse(args, { mutationId: newId(), newId: () => cast().newId() }));
  await done(inverse.name, inverse.args);
};

/** What the live lines of a scene say, in their order. */
async function reading(scene: string): Promise<readonly unknown[]> {
  const rows = await cast().rows('run_sheet_lines', `scene_id = '${scene}' AND deleted_at IS NULL`);
  return (rows as unknown as (Ranked & { what: string })[]).toSorted(byRank).map(({ what }) => what);
}

describe('lines', () => {
  test('come after the line that they were put after, in their order, and go with one act', async () => {
    const { scene, lines } = await sheetOf('стол', 'стул');
    const more = { sceneId: scene, afterId: lines[0], lines: ['a', 'b'].map((what) => ({ id: cast().newId(), what })) };
    await done('runSheet.insertLines', more);
    await done('runSheet.insertLines', { ...more, afterId: null, lines: [{ id: cast().newId(), what: 'first' }] });
    expect(await reading(scene)).toEqual(['first', 'стол', 'a', 'b', 'стул']);
    await back('runSheet.insertLines', more);
    expect(await reading(scene)).toEqual(['first', 'стол', 'стул']);
  });

  test('move together, to another scene as well, and return each to its place', async () => {
    const { scene, other, lines } = await sheetOf('1', '2', '3', '4', '5');
    const [one, two, , four] = lines;
    const from = [
      { sceneId: scene, afterId: one },
      { sceneId: scene, afterId: lines[2] },
    ];
    const move = { ids: [two, four], sceneId: other, afterId: null, from };
    await done('runSheet.move', move);
    expect([await reading(scene), await reading(other)]).toEqual([
      ['1', '3', '5'],
      ['2', '4'],
    ]);
    await back('runSheet.move', move);
    expect([await reading(scene), await reading(other)]).toEqual([['1', '2', '3', '4', '5'], []]);
    // After itself: nothing changes.
    await done('runSheet.move', { ids: [two, lines[2]], sceneId: scene, afterId: two, from });
    expect(await reading(scene)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('of a table come into scenes that are there and scenes that it brings, and all go with one act', async () => {
    const { performance, scene, lines } = await sheetOf('1');
    const fresh = cast().newId();
    const line = (what: string): object => ({ id: cast().newId(), what });
    const paste = {
      performanceId: performance,
      variantId: null,
      parts: [
        { sceneId: scene, afterId: lines[0], lines: [line('2'), line('3')] },
        { sceneId: fresh, newScene: { number: '9.1', act: 9 }, afterId: null, lines: [line('4')] },
      ],
    };
    await done('runSheet.paste', paste);
    expect([await reading(scene), await reading(fresh)]).toEqual([['1', '2', '3'], ['4']]);
    await back('runSheet.paste', paste);
    expect([await reading(scene), await reading(fresh)]).toEqual([['1'], []]);
    expect(await cast().rows('scenes', `id = '${fresh}' AND deleted_at IS NULL`)).toEqual([]);
    const foreign = { ...paste, performanceId: await cast().row('performances') };
    expect(await cast().verdict(BOSS, 'runSheet.paste', foreign)).toBe('mutation.invalid');
  });

  test('that are gone are left out when others move, and when these return; refused where none is left', async () => {
    const { performance, scene, other, lines } = await sheetOf('1', '2', '3', '4');
    const [, two, three] = lines;
    const from = [
      { sceneId: scene, afterId: lines[0] },
      { sceneId: scene, afterId: two },
    ];
    const move = { ids: [two, three], sceneId: other, afterId: null, from };
    await done('row.delete', { table: 'run_sheet_lines', id: two, deletionId: cast().newId() });
    await done('runSheet.move', move);
    expect([await reading(scene), await reading(other)]).toEqual([['1', '4'], ['3']]);
    await back('runSheet.move', move);
    expect([await reading(scene), await reading(other)]).toEqual([['1', '3', '4'], []]);
    const alone = { ...move, ids: [two], from: [must(from[0])] };
    expect(await cast().verdict(BOSS, 'runSheet.move', alone)).toBe('row.deleted');
    expect(await cast().verdict(BOSS, 'runSheet.moveBack', { lines: [{ id: two, ...must(from[0]) }] })).toBe(
      'row.deleted',
    );
    // A line whose scene is gone stays where it is; the others return.
    const gone = await cast().row('scenes', { performance_id: performance, number: '9', rank: 'z' });
    await done('row.delete', { table: 'scenes', id: gone, deletionId: cast().newId() });
    const returning = [
      { id: three, sceneId: gone, afterId: null },
      { id: lines[3], sceneId: scene, afterId: null },
    ];
    await done('runSheet.moveBack', { lines: returning });
    expect(await reading(scene)).toEqual(['4', '1', '3']);
  });

  test('of another production are not moved here', async () => {
    const [here, there] = [await sheetOf('1'), await sheetOf('2')];
    const move = { ids: there.lines, sceneId: here.scene, afterId: null, from: [] };
    expect(await cast().verdict(BOSS, 'runSheet.move', move)).toBe('mutation.invalid');
    expect(mutationNamed('runSheet.move')?.inverse(move, { mutationId: newId(), newId })).toBeUndefined();
  });

  test('that were deleted return to where they stood, whatever was moved meanwhile', async () => {
    const { scene, lines } = await sheetOf('1', '2', '3', '4');
    const remove = { ids: [must(lines[1]), must(lines[2])], deletionId: cast().newId() };
    await done('runSheet.removeLines', remove);
    await done('runSheet.insertLines', {
      sceneId: scene,
      afterId: lines[0],
      lines: [{ id: cast().newId(), what: 'new' }],
    });
    await done('runSheet.move', { ids: [lines[3]], sceneId: scene, afterId: null, from: [] });
    expect(await reading(scene)).toEqual(['4', '1', 'new']);
    await back('runSheet.removeLines', remove);
    expect(await reading(scene)).toEqual(['4', '1', 'new', '2', '3']);
  });

  test('are edited several at once; where somebody was faster both texts are kept', async () => {
    const { scene, lines } = await sheetOf('стол', 'стул');
    const edit = {
      lines: lines.map((id, index) => ({
        id,
        changes: { what: `${index}`, cue: 'Q1' },
        seen: { what: ['стол', 'стул'][index], cue: null },
      })),
    };
    await done('runSheet.edit', edit);
    expect(await reading(scene)).toEqual(['0', '1']);
    const late = { lines: [{ id: lines[0], changes: { what: 'кресло' }, seen: { what: 'стол' } }] };
    await done('runSheet.edit', late, 'stage_manager');
    const conflicts = await cast().rows('conflicts', `entity_id = '${must(lines[0])}'`);
    expect(conflicts).toMatchObject([{ column_name: 'what', kept_value: 'кресло', other_value: '0' }]);
    await back('runSheet.edit', { lines: [must(edit.lines[1])] });
    expect(await reading(scene)).toEqual(['кресло', 'стул']);
  });

  test('that somebody deleted meanwhile are left out of an edit of several, and of what takes a table back', async () => {
    const { performance, scene, lines } = await sheetOf('1', '2');
    const [one, gone] = lines.map((id) => must(id)) as [string, string];
    const remove = (id: string) => done('row.delete', { table: 'run_sheet_lines', id, deletionId: cast().newId() });
    await remove(gone);
    const cell = (id: string, seen: string) => ({ id, changes: { what: `${seen}!` }, seen: { what: seen } });
    await done('runSheet.edit', { lines: [cell(gone, '2'), cell(one, '1')] });
    expect(await reading(scene)).toEqual(['1!']);
    expect(await cast().verdict(BOSS, 'runSheet.edit', { lines: [cell(gone, '2')] })).toBe('row.deleted');
    const fresh = cast().newId();
    const pasted = ['3', '4'].map((what) => ({ id: cast().newId(), what }));
    const paste = {
      performanceId: performance,
      variantId: null,
      parts: [
        { sceneId: scene, afterId: one, lines: pasted },
        {
          sceneId: fresh,
          newScene: { number: '9', act: 9 },
          afterId: null,
          lines: [{ id: cast().newId(), what: '5' }],
        },
      ],
    };
    await done('runSheet.paste', paste);
    await remove(must(pasted[0]).id);
    await done('row.delete', { table: 'scenes', id: fresh, deletionId: cast().newId() });
    await back('runSheet.paste', paste);
    expect([await reading(scene), await reading(fresh)]).toEqual([['1!'], []]);
    const ids = pasted.map(({ id }) => id);
    expect(await cast().verdict(BOSS, 'runSheet.removeLines', { ids, deletionId: cast().newId() })).toBe('row.deleted');
  });

  test('are their department’s: who is of another one neither writes, moves nor deletes them', async () => {
    const { scene, lines } = await sheetOf('свет', 'звук');
    const own = await cast().row('departments', { head_id: cast().userId('light') });
    const line = { id: cast().newId(), what: 'ещё свет', department_id: own };
    const insert = (given: object): Promise<string> =>
      cast().verdict('light', 'runSheet.insertLines', { sceneId: scene, afterId: null, lines: [given] });
    expect(await insert(line)).toBe('done');
    expect(await insert({ id: cast().newId(), what: 'ничьё' })).toBe('row.otherDepartment');
    expect(await insert({ ...line, id: cast().newId(), department_id: await cast().row('departments') })).toBe(
      'row.otherDepartment',
    );
    const act = (name: string, args: object): Promise<string> => cast().verdict('light', name, args);
    for (const [id, verdict] of [
      [line.id, 'done'],
      [must(lines[0]), 'row.otherDepartment'],
    ] as const) {
      expect(await act('runSheet.move', { ids: [id], sceneId: scene, afterId: null, from: [] })).toBe(verdict);
      expect(await act('runSheet.edit', { lines: [{ id, changes: { cue: 'Q' }, seen: { cue: null } }] })).toBe(verdict);
      expect(await act('runSheet.removeLines', { ids: [id], deletionId: cast().newId() })).toBe(verdict);
    }
    expect(
      await act('scene.insert', {
        id: cast().newId(),
        performanceId: cast().newId(),
        afterId: null,
        values: { number: '1' },
      }),
    ).toBe('permission.denied');
  });
});

describe('in a variant', () => {
  const variantRows = (variant: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    cast().rows('run_sheet_lines', `variant_id = '${variant}' AND deleted_at IS NULL`);

  test('a line says something else than the base; edited twice it is one row, which goes when it is taken back', async () => {
    const { performance, scene, lines } = await sheetOf('скамья', 'стол');
    const variantId = await cast().row('performance_variants', { performance_id: performance });
    const replace = (changes: object, seen: object, stood: string): object => ({
      variantId,
      lines: [{ lineId: lines[0], changes, seen, stood }],
    });
    const first = replace({ what: 'скамья складная' }, { what: 'скамья' }, 'base');
    await done('runSheet.replaceInVariant', first);
    // Another laptop, which has not seen it.
    await done('runSheet.replaceInVariant', replace({ cue: 'Q7' }, { cue: null }, 'base'));
    expect(await variantRows(variantId)).toMatchObject([
      { replaces_id: lines[0], what: 'скамья складная', cue: 'Q7', is_left_out: false },
    ]);
    expect(await cast().read('run_sheet_lines', must(lines[0]))).toMatchObject({ what: 'скамья', cue: null });
    await back('runSheet.replaceInVariant', first);
    expect(await variantRows(variantId)).toEqual([]);
    expect(await reading(scene)).toEqual(['скамья', 'стол']);
  });

  test('a line is left out, put back, and comes back left out when that is taken back', async () => {
    const { performance, lines } = await sheetOf('скамья');
    const variantId = await cast().row('performance_variants', { performance_id: performance });
    const out = { variantId, lines: [{ lineId: lines[0], stood: 'base' }] };
    await done('runSheet.leaveOut', out);
    expect(await variantRows(variantId)).toMatchObject([{ is_left_out: true }]);
    const putBack = { variantId, lineIds: lines, deletionId: cast().newId() };
    await done('runSheet.putBack', putBack);
    expect(await variantRows(variantId)).toEqual([]);
    await back('runSheet.putBack', putBack);
    expect(await variantRows(variantId)).toMatchObject([{ is_left_out: true }]);
    await back('runSheet.leaveOut', out);
    expect(await variantRows(variantId)).toEqual([]);
  });

  test('a variant of another production has nothing here', async () => {
    const { lines } = await sheetOf('скамья');
    const variantId = await cast().row('performance_variants');
    const out = { variantId, lines: [{ lineId: lines[0], stood: 'base' }] };
    expect(await cast().verdict(BOSS, 'runSheet.leaveOut', out)).toBe('mutation.invalid');
  });

  test('what stands in place of a line goes with it to another scene', async () => {
    const { performance, other, lines } = await sheetOf('скамья', 'стол');
    const variantId = await cast().row('performance_variants', { performance_id: performance });
    await done('runSheet.leaveOut', { variantId, lines: [{ lineId: lines[0], stood: 'base' }] });
    await done('runSheet.move', { ids: [lines[0]], sceneId: other, afterId: null, from: [] });
    expect(await variantRows(variantId)).toMatchObject([{ scene_id: other }]);
  });
});

test('scenes move and return', async () => {
  const { performance, scene, other } = await sheetOf();
  const order = async (): Promise<unknown> =>
    ((await cast().rows('scenes', `performance_id = '${performance}'`)) as unknown as (Ranked & { number: string })[])
      .toSorted(byRank)
      .map(({ number }) => number);
  expect(await order()).toEqual(['2', '1']);
  const move = { id: scene, afterId: null, fromAfterId: other };
  await done('scene.move', move);
  expect(await order()).toEqual(['1', '2']);
  await back('scene.move', move);
  expect(await order()).toEqual(['2', '1']);
  expect(await cast().verdict(BOSS, 'scene.move', { ...move, afterId: scene })).toBe('mutation.invalid');
});

/** What several laptops do without a network: lines are put, or move, after another one or before all. */
const acts = fc.array(
  fc.record({
    laptop: fc.nat(2),
    kind: fc.constantFrom('insert' as const, 'move' as const, 'move' as const),
    line: fc.nat(20),
    count: fc.integer({ min: 1, max: 3 }),
    after: fc.integer({ min: -1, max: 20 }),
  }),
  { minLength: 2, maxLength: 14 },
);

test('in whatever order acts of several laptops arrive, each line has a place of its own, after what it was put after', async () => {
  const side: Side = await sqliteSide();
  const THEATER = idOf(1);
  const factory = new RowFactory(side.store(), THEATER, 0x1000);
  await factory.theater();
  const author = await factory.make('users');
  await factory.make('user_roles', { user_id: author, role_id: await factory.make('roles', { permissions: ['*'] }) });
  const sceneId = await factory.make('scenes');
  let sequence = 0;
  const act = async (name: string, args: unknown): Promise<void> => {
    sequence += 1;
    const mutation = {
      id: idOf(0x900000 + sequence),
      deviceId: idOf(4),
      sequence,
      name,
      args,
      authorId: author,
      issuedAt: '2026-11-30T10:00:00.000Z',
      clockOffsetMs: 0,
    };
    expect(await side.mutate(mutation), name).toBeUndefined();
  };
  await fc.assert(
    fc.asyncProperty(acts, async (drawn) => {
      await side.begin();
      try {
        const first = Array.from({ length: 5 }, (_, index) => idOf(0x5000 + index));
        await act('runSheet.insertLines', {
          sceneId,
          afterId: null,
          lines: first.map((id, index) => ({ id, what: `${index}` })),
        });
        // A laptop knows what was there at first and what it has put itself.
        const known = [0, 1, 2].map(() => [...first]);
        const all = [...first];
        /** Per line the line that it was last put after; null: before all. */
        let intentions = new Map<string, string | null>();
        for (const { laptop, kind, line, count, after } of drawn) {
          const mine = must(known[laptop]);
          const afterId = after < 0 ? null : must(mine[after % mine.length]);
          const ids =
            kind === 'insert'
              ? Array.from({ length: count }, (_, index) => idOf(0x6000 + all.length + index))
              : [
                  ...new Set(Array.from({ length: count }, (_, index) => must(mine[(line + index) % mine.length]))),
                ].filter((id) => id !== afterId);
          if (ids.length === 0) continue;
          if (kind === 'insert') {
            await act('runSheet.insertLines', { sceneId, afterId, lines: ids.map((id) => ({ id, what: id })) });
            mine.push(...ids);
            all.push(...ids);
          } else await act('runSheet.move', { ids, sceneId, afterId, from: [] });
          // Whoever was put after what moves now stands where they were.
          intentions = new Map(
            [...intentions].filter(([id, anchor]) => !ids.includes(id) && (anchor === null || !ids.includes(anchor))),
          );
          for (const [index, id] of ids.entries()) intentions.set(id, index === 0 ? afterId : (ids[index - 1] ?? null));
          const rows = (await side.select(
            `SELECT id, rank FROM run_sheet_lines WHERE scene_id = '${sceneId}'`,
          )) as unknown as Ranked[];
          const order = rows.toSorted(byRank).map(({ id }) => id);
          expect(new Set(rows.map(({ rank }) => rank)).size).toBe(rows.length);
          expect(order.toSorted()).toEqual(all.toSorted());
          // What was put just now stands there at once, one after the other.
          const at = afterId === null ? 0 : order.indexOf(afterId) + 1;
          expect(order.slice(at, at + ids.length)).toEqual(ids);
          // What was put before stands after what it was put after, unless one of them moved since.
          for (const [id, anchor] of intentions)
            if (anchor !== null) expect(order.indexOf(id)).toBeGreaterThan(order.indexOf(anchor));
        }
      } finally {
        await side.rollback();
      }
    }),
    { numRuns: 40 * RUNS },
  );
  await side.close();
});
