/** A mutation of which nobody has drawn arguments is drawn by its own form. */
import { expect, test } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { idOf } from '../support/rows.ts';
import { anyArgs } from './any-args.ts';
import { seeded } from './random-world.ts';

test.for(['time.reject', 'inventory.move', 'inventory.create', 'count.start', 'employee.deactivate'])(
  '%s takes what is drawn for it',
  (name) => {
    const random = seeded(7);
    const looked = new Set<string>();
    for (let run = 0; run < 50; run += 1) {
      const args = anyArgs(random, (sql) => [{ id: idOf(looked.add(sql).size) }], name);
      const prepared = must(mutationNamed(name)).prepare(args);
      expect('issues' in prepared ? prepared.issues : [], JSON.stringify(args)).toEqual([]);
    }
    expect(looked.size).toBeGreaterThan(0);
  },
);
