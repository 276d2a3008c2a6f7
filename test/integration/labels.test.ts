/** Labels and tags over two laptops without a network: a tag is one thing's, and whoever is second hears of it. */
import { expect, inject, test } from 'vitest';
import { answerPart } from '../../electron/host/contract-parts.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { LabelPreview, LabelStanding, MadeLabels } from '../../shared/ipc/label-contract.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import { isTag, makeTag } from '../../shared/rules/tag-code.ts';
import { codesIn, picturesOf } from '../support/pdf-pictures.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, until, type World } from '../support/world.ts';

interface Pair {
  readonly world: World;
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
  readonly items: readonly string[];
}

async function pair(world: World): Promise<Pair> {
  const theaterId = await world.theater('drama');
  for (const email of ['one@t1', 'other@t1']) await world.user('drama', email, 'stage_manager');
  const one = await world.replica('one', 'one@t1');
  const other = await world.replica('other', 'other@t1');
  for (const host of [one, other]) await host.engine?.syncOnce();
  const items = [newId(), newId()];
  for (const id of items)
    await act(one, 'row.create', {
      table: 'inventory_items',
      id,
      values: { name: 'Стул', inventory_number: id.slice(-8) },
    });
  for (const host of [one, other]) await host.engine?.syncOnce();
  return { world, theaterId, one, other, items };
}

/** The network returns for the first, then for the second; then all agree. */
async function meet({ world, theaterId, one, other }: Pair, order: readonly ReplicaHost[]): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [one, other]) expect(await replicaDigest(host.replica)).toEqual(hub);
}

const offline = ({ one, other }: Pair): void => {
  for (const host of [one, other]) host.engine?.setOffline(true);
};
const refusals = async (host: ReplicaHost) => (await attentionList(host.replica)).refused;
const barcode = (host: ReplicaHost, id: string) =>
  host.replica.db.selectFrom('inventory_items').select('barcode').where('id', '=', id).executeTakeFirstOrThrow();
const tags = [1, 2, 3].map((byte) => makeTag('D', Uint8Array.of(byte, 40, 200)));

test.each([['one'], ['other']] as const)(
  'a tag is put on two things by two laptops; that of «%s» arrives first, and the second settles it',
  async (first) => {
    await using world = await createWorld(inject('postgresUrl'));
    const both = await pair(world);
    const { one, other, items } = both;
    const [chair, table] = [must(items[0]), must(items[1])];
    offline(both);
    await act(one, 'tag.claim', { itemId: chair, code: tags[0], seen: null });
    await act(other, 'tag.claim', { itemId: table, code: tags[0], seen: null });
    const [winner, loser] = first === 'one' ? [one, other] : [other, one];
    await meet(both, [winner, loser]);
    expect(await refusals(winner)).toEqual([]);
    const [refused] = await refusals(loser);
    const [held, without] = first === 'one' ? [chair, table] : [table, chair];
    expect(refused).toMatchObject({ code: 'tag.taken', details: { holderId: held, code: tags[0] } });
    expect(await barcode(loser, without)).toEqual({ barcode: null });
    // Another tag goes on, and all know both.
    await act(loser, 'tag.claim', { itemId: without, code: tags[1], seen: null });
    await meet(both, [loser, winner]);
    expect(await barcode(winner, without)).toEqual({ barcode: tags[1] });
    expect(await barcode(winner, held)).toEqual({ barcode: tags[0] });
  },
);

test('two tags are put on one thing by two laptops: the second is asked, and may say that theirs stays', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, items } = both;
  const chair = must(items[0]);
  offline(both);
  await act(one, 'tag.claim', { itemId: chair, code: tags[0], seen: null });
  await act(other, 'tag.claim', { itemId: chair, code: tags[1], seen: null });
  await meet(both, [one, other]);
  expect(await barcode(one, chair)).toEqual({ barcode: tags[0] });
  expect(await refusals(other)).toMatchObject([{ code: 'tag.another', details: { found: tags[0] } }]);
  await act(other, 'tag.claim', { itemId: chair, code: tags[1], seen: tags[0] });
  await meet(both, [other, one]);
  expect(await barcode(one, chair)).toEqual({ barcode: tags[1] });
});

test('two laptops choose different default labels: there is one, the one that came last', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other } = both;
  const [first, second] = [newId(), newId()];
  for (const id of [first, second]) {
    const values = { name: id.slice(-4), kind: 'item', content: { ...presetDesign('sheet24', 'item') } };
    await act(one, 'row.create', { table: 'label_templates', id, values });
  }
  await meet(both, [one, other]);
  offline(both);
  await act(one, 'labelTemplate.makeDefault', { id: first });
  await act(other, 'labelTemplate.makeDefault', { id: second });
  await meet(both, [one, other]);
  for (const host of [one, other]) {
    const marked = await host.replica.db
      .selectFrom('label_templates')
      .select('id')
      .where('is_default', '=', true)
      .execute();
    expect(marked).toEqual([{ id: second }]);
    expect(await refusals(host)).toEqual([]);
  }
});

const asked = { startAt: 1, copies: 1, shift: { x: 0, y: 0 }, language: 'ru' } as const;

test('labels of things, of what is gone, and blank tags are made while nobody is connected', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, items } = both;
  offline(both);
  const [chair, table] = [must(items[0]), must(items[1])];
  await act(one, 'tag.claim', { itemId: chair, code: tags[0], seen: null });
  await act(one, 'row.delete', { table: 'inventory_items', id: table, deletionId: newId() });
  const things = { ...asked, label: { preset: 'sheet24' }, targets: { kind: 'item', ids: [chair, table] }, startAt: 7 };
  const preview = (await answerPart(one, 'labels.preview', { ...things, sheet: 0 })) as LabelPreview;
  expect(preview).toMatchObject({ count: 1, sheets: 1, missing: 1 });
  expect(preview.labels.map(({ x, y }) => [x, y])).toEqual([[0, 74.5]]);
  const made = (await answerPart(one, 'labels.make', { ...things, format: 'pdf', dpi: 203 })) as MadeLabels;
  expect(made).toMatchObject({ count: 1, missing: 1, sheets: 1 });
  const [picture] = await picturesOf(must(one.made.find(made.file.id)).bytes, 300);
  expect((await codesIn(must(picture))).map(({ text }) => text)).toEqual([tags[0]]);

  const blank = { ...asked, label: { preset: 'sheet65' }, targets: { kind: 'blank', count: 70 } };
  const batch = (await answerPart(one, 'labels.make', { ...blank, format: 'zpl', dpi: 203 })) as MadeLabels;
  expect(batch.codes).toHaveLength(70);
  expect(batch.codes.every((code) => isTag(code) && code.startsWith('D'))).toBe(true);
  expect(new Set(batch.codes).size).toBe(70);
  const again = { ...blank, targets: { kind: 'blank', count: 70, codes: batch.codes }, format: 'zpl', dpi: 203 };
  const text = (found: MadeLabels): string => Buffer.from(must(one.made.find(found.file.id)).bytes).toString();
  expect(text((await answerPart(one, 'labels.make', again)) as MadeLabels)).toBe(text(batch));

  // A batch that is looked at once more shows its own tags.
  const once = { ...blank, targets: again.targets, sheet: 0 };
  const seen = (await answerPart(one, 'labels.preview', once)) as LabelPreview;
  expect(seen.labels.slice(0, 3).flatMap(({ lines }) => lines.map((line) => line.text))).toContain(batch.codes[0]);

  await expect(
    answerPart(one, 'labels.make', { ...things, label: { templateId: newId() }, format: 'pdf', dpi: 203 }),
  ).rejects.toMatchObject({ code: 'label.noTemplate' });
  const gone = { ...things, targets: { kind: 'item', ids: [table] }, format: 'pdf', dpi: 203 };
  await expect(answerPart(one, 'labels.make', gone)).rejects.toMatchObject({ code: 'label.nothing' });
});

test('thousands of tags tell how far they are, and can be stopped: nothing is kept, and the next batch is made', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { one } = await pair(world);
  const job = newId();
  const many = {
    ...asked,
    label: { preset: 'sheet65' },
    targets: { kind: 'blank', count: 5000 },
    format: 'pdf',
    dpi: 203,
  };
  const making = answerPart(one, 'labels.make', { ...many, job });
  const standing = () => answerPart(one, 'labels.standing', { job }) as Promise<LabelStanding | null>;
  const isUnderWay = ({ drawn, all }: LabelStanding): boolean => drawn > 0 && all === 5000;
  await until('a label is drawn', async () => {
    const at = await standing();
    return at !== null && isUnderWay(at);
  });
  await answerPart(one, 'labels.stop', { job });
  expect(await making).toBeNull();
  expect(await standing()).toBeNull();
  const few = { ...many, targets: { kind: 'blank', count: 3 }, job: newId() };
  expect(((await answerPart(one, 'labels.make', few)) as MadeLabels).codes).toHaveLength(3);
});
