/** What screens ask and do is checked by the compiler: each line marked below would not compile without its mark. */
import { expect, expectTypeOf, test } from 'vitest';
import type { useMutate } from '../../../renderer/data/use-mutate.ts';
import type { Answered, useQuery } from '../../../renderer/data/use-query.ts';
import { countHead } from '../../../shared/features/counts/queries.ts';
import { locationTree } from '../../../shared/features/locations/queries.ts';
import type { CountHead } from '../../../shared/ipc/count-contract.ts';
import type { AnswerOf, ArgsOf } from '../../../shared/ipc/query.ts';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { countPost } from '../../../shared/mutations/count-posting.ts';
import { type MutationArgs } from '../../../shared/mutations/mutation.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';

const id = '01890000-0000-7000-8000-000000000001';

/** Never called: the compiler reads it. */
function asScreensDo(ask: typeof useQuery, mutate: ReturnType<typeof useMutate>): void {
  expectTypeOf(ask(countHead, { id })).toEqualTypeOf<Answered<CountHead | null>>();
  expectTypeOf(ask(locationTree, {}).data).toEqualTypeOf<readonly TreeRow[] | undefined>();
  // @ts-expect-error the count has to be named
  ask(countHead, {});
  // @ts-expect-error an id is a text
  ask(countHead, { id: 1 });
  // @ts-expect-error nothing else is asked for
  ask(countHead, { id, also: true });
  // @ts-expect-error a name alone says nothing of its arguments
  ask('counts.head', { id });
  // @ts-expect-error an answer is what the declaration says
  void ask(locationTree, {}).data?.[0]?.unheardOf;

  void mutate(countPost, { countId: id, uncounted: 'keep' });
  void mutate(rowUpdate, { table: 'tags', id, changes: { name: 'б' }, seen: { name: 'а' } });
  // @ts-expect-error one of the two things that can become of what nobody counted
  void mutate(countPost, { countId: id, uncounted: 'perhaps' });
  // @ts-expect-error what the person saw travels with an edit
  void mutate(rowUpdate, { table: 'tags', id, changes: { name: 'б' } });
  // @ts-expect-error a name alone says nothing of its arguments
  void mutate('count.post', { countId: id });
}

test('queries and mutations are values that carry their arguments and answers', () => {
  expectTypeOf(asScreensDo).toBeFunction();
  expectTypeOf<ArgsOf<typeof countHead>>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<AnswerOf<typeof countHead>>().toEqualTypeOf<CountHead | null>();
  expectTypeOf<MutationArgs<typeof countPost>['countId']>().toEqualTypeOf<string>();
  expect(countHead.args.safeParse({ id }).success).toBe(true);
  expect(countHead.args.safeParse({ id: 'x' }).success).toBe(false);
});
