/** What a substitute has that the thing it replaces has not, and which one is the likeliest. */
import { expect, test } from 'vitest';
import { type Likened, likenessOf } from '../../../shared/rules/likeness.ts';

const thing = (name: string, facts: Likened['facts'] = {}, own: Likened['own'] = {}): Likened => ({ name, facts, own });
const wanted = thing('Голова MegaPointe', { model: 'MegaPointe', weight: '22.00' }, { Напряжение: '220 В' });

test('the same is no other, however it is written', () => {
  const same = thing('голова  megapointe', { model: ' megapointe ', weight: '22' }, { Напряжение: '220 в' });
  expect(likenessOf(wanted, same)).toEqual({ distance: 0, differences: [] });
});

test('what is another is said, what weighs most first; what is not known is said as such', () => {
  const other = thing('Голова Quantum', { model: 'Quantum', weight: '24.5', manufacturer: 'Martin' }, {});
  expect(likenessOf(wanted, other).differences).toEqual([
    { field: 'model', isOwn: false, is: 'Quantum', wanted: 'MegaPointe' },
    { field: 'Напряжение', isOwn: true, is: null, wanted: '220 В' },
    { field: 'weight', isOwn: false, is: '24.5', wanted: '22.00' },
  ]);
});

test('another shelf is nearer than another voltage, and that nearer than another make', () => {
  const at = thing('Голова MegaPointe', { ...wanted.facts, location_id: 'b' }, wanted.own);
  const here = { ...wanted, facts: { ...wanted.facts, location_id: 'a' } };
  const volts = thing('Голова MegaPointe', { ...wanted.facts, location_id: 'a' }, { Напряжение: '110 В' });
  const make = thing('Голова Quantum', { model: 'Quantum', weight: '22', location_id: 'a' }, wanted.own);
  const distances = [at, volts, make].map((other) => likenessOf(here, other).distance);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  expect(new Set(distances).size).toBe(3);
});

test('where the catalog knows nothing, names decide', () => {
  const cable = thing('Кабель силовой 10 м');
  const [longer, plug] = [thing('Кабель силовой 25 м'), thing('Вилка')];
  expect(likenessOf(cable, longer).distance).toBeLessThan(likenessOf(cable, plug).distance);
  expect(likenessOf(cable, plug).differences).toEqual([]);
});
