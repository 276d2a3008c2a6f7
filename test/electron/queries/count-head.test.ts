/** The head of a count. */
import { expect, test } from 'vitest';
import { countHead } from '../../../electron/queries/count-queries.ts';

test('the head of a count does not look at what waits to be sent, however much that is', () => {
  expect(countHead.tables).not.toContain('outbox');
  expect(countHead.run.toString()).not.toContain('outbox');
});
