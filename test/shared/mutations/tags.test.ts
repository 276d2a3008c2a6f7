/** Tags that were printed before they belonged to anything: what their codes are, and whose they become. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { isTag, makeTag, tagLetter } from '../../../shared/rules/tag-code.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

let drawn = 0;
const tag = (): string => {
  drawn += 1;
  return makeTag('T', Uint8Array.of(drawn, 7, 200));
};
const random = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('the code of a tag', () => {
  test('is a letter and twelve digits, of which every other digit and almost every change of places is noticed', () => {
    const swapped = { noticed: 0, all: 0 };
    fc.assert(
      fc.property(random, fc.nat(11), fc.integer({ min: 1, max: 9 }), (bytes, place, by) => {
        const code = makeTag('D', bytes);
        expect(code).toMatch(/^D\d{12}$/);
        expect(isTag(code)).toBe(true);
        const digits = code.slice(1).split('');
        const wrong = digits.with(place, String((Number(digits[place]) + by) % 10));
        expect(isTag(`D${wrong.join('')}`)).toBe(false);
        const [a, b] = [digits[place] ?? '', digits[place + 1] ?? ''];
        if (b === '' || a === b) return;
        swapped.all += 1;
        if (
          !isTag(
            `D${digits
              .with(place, b)
              .with(place + 1, a)
              .join('')}`,
          )
        )
          swapped.noticed += 1;
      }),
    );
    expect(swapped.noticed / swapped.all).toBeGreaterThan(0.9);
  });

  test('begins with the letter of the theatre', () => {
    expect([tagLetter('drama'), tagLetter('7-кукол-puppets'), tagLetter('МХТ'), tagLetter('')]).toEqual([
      'D',
      'P',
      'T',
      'T',
    ]);
  });

  test.each(['', 'T12345678901', 't123456789012', 'ТT12345678901', 'OFF-0001', '4006381333931'])(
    'is not %j',
    (code) => {
      expect(isTag(code)).toBe(false);
    },
  );

  test('is hardly ever made twice', () => {
    const random = new Set(
      Array.from({ length: 20_000 }, () => makeTag('T', crypto.getRandomValues(new Uint8Array(8)))),
    );
    expect(random.size).toBeGreaterThan(19_990);
  });
});

describe('a tag is claimed', () => {
  const claim = (itemId: string, code: string, seen: string | null = null, as = 'storekeeper') =>
    cast().verdict(as, 'tag.claim', { itemId, code, seen });
  const barcode = async (id: string) => (await cast().read('inventory_items', id))['barcode'];

  test('for a thing without a code, twice without harm, and undone', async () => {
    const [item, code] = [await cast().row('inventory_items'), tag()];
    expect(await claim(item, code)).toBe('done');
    expect(await claim(item, code)).toBe('done');
    expect(await barcode(item)).toBe(code);
    const back = { table: 'inventory_items', id: item, changes: { barcode: null }, seen: { barcode: code } };
    expect(await cast().verdict('storekeeper', 'row.update', back)).toBe('done');
    expect(await barcode(item)).toBeNull();
  });

  test('instead of the code that the person saw, and not of one that they did not see', async () => {
    const item = await cast().row('inventory_items', { barcode: '4006381333931' });
    const [first, second] = [tag(), tag()];
    expect(await claim(item, first)).toBe('tag.another');
    expect(await claim(item, first, '4006381333931')).toBe('done');
    expect(await claim(item, second, '4006381333931')).toBe('tag.another');
    expect(await barcode(item)).toBe(first);
  });

  test('by one thing: the second is told who has it', async () => {
    const [one, two, code] = [
      await cast().row('inventory_items', { name: 'Стул' }),
      await cast().row('inventory_items'),
      tag(),
    ];
    expect(await claim(one, code)).toBe('done');
    expect(await cast().act('storekeeper', 'tag.claim', { itemId: two, code, seen: null })).toMatchObject({
      code: 'tag.taken',
      details: { holderId: one, holder: 'Стул', code },
    });
    expect(await barcode(two)).toBeNull();
    // For a new thing as well; no number is proposed that nobody has in hand.
    const values = { name: 'Стол', inventory_number: 'N-77', barcode: code };
    const refused = await cast().act('storekeeper', 'inventory.create', { id: cast().newId(), values });
    expect(refused).toMatchObject({ code: 'unique.taken', details: { holderId: one, proposal: null } });
  });

  test('only if it is one, by whoever may edit things', async () => {
    const item = await cast().row('inventory_items');
    expect(await claim(item, 'T123456789012')).toBe('mutation.invalid');
    expect(await claim(item, tag(), null, 'technician')).toBe('permission.denied');
    expect(await claim(cast().newId(), tag())).toBe('row.missing');
  });
});
