/** Ctrl Z waits for what was asked for before it. */
import { expect, test } from 'vitest';
import { allSettled, underway } from '../../renderer/undo/underway.ts';

test('what was asked for is waited for, answered or refused; what comes later is not', async () => {
  const said: string[] = [];
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const failing = underway(second.promise).catch(() => said.push('refused'));
  void underway(first.promise).then(() => said.push('answered'));
  const settled = allSettled().then(() => said.push('all'));
  void underway(new Promise(() => undefined));
  first.resolve();
  await first.promise;
  expect(said).not.toContain('all');
  second.reject(new Error('refused'));
  await failing;
  await settled;
  expect(said).toEqual(['answered', 'refused', 'all']);
});
