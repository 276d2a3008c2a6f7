/** A signature waits for what is on its way into the report. */
import { expect, test } from 'vitest';
import { Underway } from '../../../renderer/features/show/underway.ts';

test('what is on its way is waited for, with what follows it meanwhile', async () => {
  const underway = new Underway();
  const first = Promise.withResolvers<boolean>();
  const second = Promise.withResolvers<boolean>();
  const said: string[] = [];
  underway.begin(first.promise);
  const signed = underway.arrived().then((isKept) => said.push(isKept ? 'signed' : 'not signed'));
  underway.begin(second.promise);
  first.resolve(true);
  await first.promise;
  expect(said).toEqual([]);
  second.resolve(true);
  await signed;
  expect(said).toEqual(['signed']);
  expect(await underway.arrived()).toBe(true);
});

test('what was refused is said: nobody signs a report without the line that they see in it', async () => {
  const underway = new Underway();
  underway.begin(Promise.resolve(true));
  underway.begin(Promise.resolve(false));
  expect(await underway.arrived()).toBe(false);
});
